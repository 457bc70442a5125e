/// A message to a person, within the limits that every channel shares. What a channel cannot carry whole it splits.
public enum OutboundMessage: Sendable, Equatable {
    case text(String, previewURL: Bool)
    /// A text with one to three reply buttons.
    case buttons(String, [Button])
    case template(Template)

    public struct Button: Sendable, Equatable {
        /// Comes back in `InboundMessage.Content.choice`.
        public let id: String
        public let title: String

        public init(id: String, title: String) {
            self.id = id
            self.title = title
        }
    }

    /// A message form that the channel's operator approved beforehand; the only kind allowed outside the 24-hour window.
    public struct Template: Sendable, Equatable {
        public let name: String
        /// As the channel names it, such as `pt_BR`.
        public let language: String
        /// The texts that fill the body's places, in order.
        public let body: [String]

        public init(name: String, language: String, body: [String]) {
            self.name = name
            self.language = language
            self.body = body
        }
    }

    /// What the person reads, for the history.
    public var text: String {
        switch self {
        case .text(let text, _): text
        case .buttons(let text, _): text
        case .template(let template): template.body.joined(separator: " ")
        }
    }
}
