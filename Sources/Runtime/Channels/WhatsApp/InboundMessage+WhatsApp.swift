import Engine

extension InboundMessage.Content {
    /// What a message object of the Cloud API says. A type that is not known, or lacks its own part, is `other`.
    init(whatsApp message: JSON, type: String) {
        let part = message[type]
        self =
            switch type {
            case "text": part?["body"]?.words.map { .text($0) } ?? .other(type)
            case "button": InboundMessage.Content.choice(id: part?["payload"], title: part?["text"]) ?? .other(type)
            case "interactive": InboundMessage.Content.interactive(part)
            case "voice": .media(.audio, caption: nil)
            case "reaction", "system", "edit", "revoke", "request_welcome", "ephemeral": .notice(type)
            default:
                if let kind = InboundMessage.MediaKind(rawValue: type) {
                    .media(kind, caption: part?["caption"]?.words)
                } else {
                    .other(String(type.prefix(64)))
                }
            }
    }

    private static func interactive(_ part: JSON?) -> InboundMessage.Content {
        guard let type = part?["type"]?.string else { return .other("interactive") }
        let reply = part?[type]
        return switch type {
        case "button_reply", "list_reply": choice(id: reply?["id"], title: reply?["title"]) ?? .other(type)
        case "call_permission_reply": .notice(type)
        default: .other(String(type.prefix(64)))
        }
    }

    /// A quick reply of a template may lack its payload: its label is then its identifier too.
    private static func choice(id: JSON?, title: JSON?) -> InboundMessage.Content? {
        guard let title = title?.words ?? id?.words else { return nil }
        return .choice(id: id?.words ?? title, title: title)
    }
}

extension JSON {
    /// A text that is not empty.
    fileprivate var words: String? { string.flatMap { $0.isEmpty ? nil : $0 } }
}
