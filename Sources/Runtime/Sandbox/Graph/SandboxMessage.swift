public import Engine

/// A message that the stand-in took for delivery.
public struct SandboxMessage: Sendable, Equatable {
    public struct Option: Sendable, Equatable {
        public let id: String
        public let title: String
    }

    /// The identifier that was answered, such as `wamid.…`.
    public let id: String
    /// A phone number's digits, a business-scoped user id or a group.
    public let to: String
    /// Meta's word for it: `text`, `interactive`, `template`, `reaction` and so on.
    public let kind: String
    /// What the person reads: a text, an interactive body, a caption, a reaction's emoji; empty for anything else.
    public let text: String
    /// Reply buttons or list rows.
    public let options: [Option]
    /// `biz_opaque_callback_data`, which comes back in the statuses.
    public let tag: String?
    /// As it was sent.
    public let request: JSON
}

/// What one call of the messages endpoint asks for, once nothing is wrong with it.
enum GraphRequest: Equatable {
    case receipt(messageID: String, typing: Bool)
    case message(Content)

    struct Content: Equatable {
        var to: String
        var kind: String
        var text: String
        var options: [SandboxMessage.Option]
        var tag: String?
    }
}
