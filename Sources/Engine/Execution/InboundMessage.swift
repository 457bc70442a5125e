public import CEL

/// A message from a person, in the words of no particular channel.
public struct InboundMessage: Sendable, Equatable {
    public enum Content: Sendable, Equatable {
        case text(String)
        /// A tapped reply button, list row or template quick reply. `id` is the one that was sent with it; `title` its label.
        case choice(id: String, title: String)
        /// A kind that carries no words; `caption` is what the person wrote beside it.
        case media(MediaKind, caption: String?)
        /// Any kind that asks for an answer and that no other case describes, by the channel's own name of it.
        case other(String)
        /// Something that happened and asks for no answer: a reaction, an edit, a number change. By the channel's own name.
        case notice(String)
    }

    public enum MediaKind: String, Sendable, CaseIterable {
        case audio, image, video, document, sticker, location, contacts
    }

    /// The channel's own identifier, for read receipts and reactions.
    public let id: String
    /// When the person sent it, by the channel's clock.
    public let at: Timestamp
    public let content: Content

    public init(id: String, at: Timestamp, content: Content) {
        self.id = id
        self.at = at
        self.content = content
    }
}

extension InboundMessage {
    /// The text, the label of what was tapped, or the caption of media.
    var words: String? {
        switch content {
        case .text(let text): text
        case .choice(_, let title): title
        case .media(_, let caption): caption
        case .other, .notice: nil
        }
    }

    /// By the name that `message.type` has in expressions.
    var typeName: String {
        switch content {
        case .text: "text"
        case .choice: "choice"
        case .media(let kind, _): kind.rawValue
        case .other(let kind), .notice(let kind): kind
        }
    }
}
