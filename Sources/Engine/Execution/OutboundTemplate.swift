extension OutboundMessage {
    /// A message form that the channel's operator had approved beforehand; the only kind allowed outside the 24-hour window.
    public struct Template: Sendable, Equatable {
        /// What fills one of the form's variables.
        public struct Argument: Sendable, Equatable, ExpressibleByStringLiteral {
            /// `nil` in a form whose variables are numbered.
            public let name: String?
            public let text: String

            public init(_ text: String, for name: String? = nil) {
                self.text = text
                self.name = name
            }

            public init(stringLiteral text: String) { self.init(text) }
        }

        public enum Header: Sendable, Equatable {
            case text(Argument)
            case media(Media)
        }

        /// What a button of the form is given.
        public struct ButtonArgument: Sendable, Equatable {
            public enum Kind: Sendable, Equatable {
                /// The payload and the label of a quick reply.
                case reply(Button)
                /// The end of a link.
                case link(String)
                /// The code that is copied.
                case code(String)
            }

            /// From 0, among all buttons of the form.
            public let place: Int
            public let kind: Kind

            public init(at place: Int, _ kind: Kind) {
                self.place = place
                self.kind = kind
            }
        }

        public let name: String
        /// As the channel names it, such as `pt_BR`.
        public let language: String
        public let header: Header?
        /// In the order of the variables.
        public let body: [Argument]
        public let buttons: [ButtonArgument]
        /// The form with its variables filled in; `nil` when the form is not known.
        public let filled: String?

        public init(
            name: String, language: String, header: Header? = nil, body: [Argument], buttons: [ButtonArgument] = [],
            filled: String? = nil
        ) {
            self.name = name
            self.language = language
            self.header = header
            self.body = body
            self.buttons = buttons
            self.filled = filled
        }

        var text: String { filled ?? "[\(name)]" + body.map { " " + $0.text }.joined() }

        var replies: [Button] {
            buttons.compactMap { button in
                if case .reply(let reply) = button.kind { reply } else { nil }
            }
        }
    }
}
