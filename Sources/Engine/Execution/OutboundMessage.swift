/// A message to a person, within the limits that every channel shares. What a channel cannot carry whole it splits.
public enum OutboundMessage: Sendable, Equatable {
    case text(String, previewURL: Bool)
    /// A text with one to three reply buttons.
    case buttons(Body, [Button])
    /// A text with a button that opens one to ten rows.
    case list(Body, List)
    /// A text with a button that opens a page.
    case link(Body, Link)
    /// Audio has no caption.
    case media(Media, caption: String?)
    case location(Location)
    case template(Template)

    /// Something to tap.
    public struct Button: Sendable, Equatable {
        /// Comes back in `InboundMessage.Content.choice`.
        public let id: String
        public let title: String

        public init(id: String, title: String) {
            self.id = id
            self.title = title
        }
    }

    /// The text of a message with something to tap, and what stands above and below it.
    public struct Body: Sendable, Equatable, ExpressibleByStringLiteral {
        public enum Header: Sendable, Equatable {
            case text(String)
            /// No audio, and not above a list.
            case media(Media)
        }

        public let text: String
        public let header: Header?
        public let footer: String?

        public init(_ text: String, header: Header? = nil, footer: String? = nil) {
            self.text = text
            self.header = header
            self.footer = footer
        }

        public init(stringLiteral text: String) { self.init(text) }
    }

    public struct List: Sendable, Equatable {
        public struct Section: Sendable, Equatable {
            /// Only the one section of a list may go without.
            public let title: String?
            public let rows: [Row]

            public init(title: String?, rows: [Row]) {
                self.title = title
                self.rows = rows
            }
        }

        public struct Row: Sendable, Equatable {
            public let button: Button
            public let description: String?

            public init(_ button: Button, description: String? = nil) {
                self.button = button
                self.description = description
            }
        }

        /// What opens the list.
        public let button: String
        public let sections: [Section]

        public init(button: String, sections: [Section]) {
            self.button = button
            self.sections = sections
        }

        public var rows: [Row] { sections.flatMap(\.rows) }
    }

    public struct Link: Sendable, Equatable {
        /// On the button.
        public let text: String
        public let url: String

        public init(text: String, url: String) {
            self.text = text
            self.url = url
        }
    }

    /// A file that the person is shown.
    public struct Media: Sendable, Equatable {
        public enum Kind: Sendable, Equatable {
            case image, video, audio
            case document(filename: String?)
        }

        public enum Source: Sendable, Equatable {
            /// Where the channel fetches it.
            case url(String)
            /// What the channel gave out for an upload.
            case id(String)
        }

        public let kind: Kind
        public let source: Source

        public init(_ kind: Kind, _ source: Source) {
            self.kind = kind
            self.source = source
        }
    }
}

extension OutboundMessage {
    /// What the person reads, for the history.
    public var text: String {
        switch self {
        case .text(let text, _): text
        case .buttons(let body, _), .list(let body, _), .link(let body, _): body.text
        case .media(let media, let caption): caption ?? "[\(media.kind.name)]"
        case .location(let place):
            "[location" + [place.name, place.address].compactMap(\.self).map { " \($0)" }.joined(separator: ",") + "]"
        case .template(let template): template.text
        }
    }

    /// What the person can tap to answer, in order.
    public var options: [Button] {
        switch self {
        case .buttons(_, let buttons): buttons
        case .list(_, let list): list.rows.map(\.button)
        case .template(let template): template.replies
        case .text, .link, .media, .location: []
        }
    }
}

extension OutboundMessage.Media.Kind {
    /// As the YAML calls it, and WhatsApp too.
    public var name: String {
        switch self {
        case .image: "image"
        case .video: "video"
        case .audio: "audio"
        case .document: "document"
        }
    }
}
