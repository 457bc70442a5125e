public import CEL

/// A message from a person, in the words of no particular channel.
public struct InboundMessage: Sendable, Equatable {
    public enum Content: Sendable, Equatable {
        case text(String)
        /// A tapped reply button, list row or template quick reply. `id` is the one that was sent with it; `title` its label.
        case choice(id: String, title: String)
        /// A file, which says nothing but by its caption.
        indirect case media(Media)
        indirect case location(Location)
        case contacts([ContactCard])
        /// Any kind that asks for an answer and that no other case describes, by the channel's own name of it.
        case other(String)
        /// Something that happened and asks for no answer: a reaction, an edit, a number change. By the channel's own name.
        case notice(String)
    }

    public enum MediaKind: String, Sendable, CaseIterable {
        case audio, image, video, document, sticker
    }

    /// The channel's own identifier, for read receipts and reactions.
    public let id: String
    /// When the person sent it, by the channel's clock.
    public let at: Timestamp
    public let content: Content
    private let sharedReferral: Shared<Referral>?
    /// Whether an operator has the bot hear it again: it is answered however old it is.
    public let isReplay: Bool

    public init(id: String, at: Timestamp, content: Content, referral: Referral? = nil, isReplay: Bool = false) {
        self.id = id
        self.at = at
        self.content = content
        sharedReferral = referral.map(Shared.init)
        self.isReplay = isReplay
    }

    /// What led the person here, where the channel says so.
    public var referral: Referral? { sharedReferral?.value }
}

extension InboundMessage {
    /// A file as the channel tells of it; what it holds has yet to be fetched.
    public struct Media: Sendable, Equatable {
        public let kind: MediaKind
        /// By which the channel gives the file out; empty when it told none.
        public let id: String
        /// Such as `audio/ogg; codecs=opus`; empty when the channel told none.
        public let mimeType: String
        public let filename: String?
        /// What the person wrote beside it.
        public let caption: String?
        /// As the channel writes it.
        public let sha256: String?
        /// Of audio alone: whether it was spoken into the app.
        public let isVoice: Bool?

        public init(
            _ kind: MediaKind, id: String, mimeType: String, filename: String? = nil, caption: String? = nil,
            sha256: String? = nil, isVoice: Bool? = nil
        ) {
            self.kind = kind
            self.id = id
            self.mimeType = mimeType
            self.filename = filename
            self.caption = caption
            self.sha256 = sha256
            self.isVoice = isVoice
        }
    }

    /// A card of the person's address book.
    public struct ContactCard: Sendable, Equatable {
        public let name: String?
        public let phones: [String]

        public init(name: String?, phones: [String]) {
            self.name = name
            self.phones = phones
        }
    }

    /// The advertisement or post that a person came from.
    public struct Referral: Sendable, Equatable {
        /// `ad` or `post`.
        public let sourceType: String?
        public let sourceID: String?
        public let sourceURL: String?
        public let headline: String?
        public let body: String?
        /// By which the advertiser counts the click.
        public let clickID: String?

        public init(
            sourceType: String? = nil, sourceID: String? = nil, sourceURL: String? = nil, headline: String? = nil,
            body: String? = nil, clickID: String? = nil
        ) {
            self.sourceType = sourceType
            self.sourceID = sourceID
            self.sourceURL = sourceURL
            self.headline = headline
            self.body = body
            self.clickID = clickID
        }
    }
}

extension InboundMessage {
    /// The text, the label of what was tapped, or the caption of media.
    var words: String? {
        switch content {
        case .text(let text): text
        case .choice(_, let title): title
        case .media(let media): media.caption
        case .location, .contacts, .other, .notice: nil
        }
    }

    /// By the name that `message.type` has in expressions, and a policy for it under `media`.
    var typeName: String {
        switch content {
        case .text: "text"
        case .choice: "choice"
        case .media(let media): media.kind.rawValue
        case .location: "location"
        case .contacts: "contacts"
        case .other(let kind), .notice(let kind): kind
        }
    }
}
