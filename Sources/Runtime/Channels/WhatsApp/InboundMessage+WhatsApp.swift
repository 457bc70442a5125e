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
            case "voice": .media(InboundMessage.Media(.audio, whatsApp: part))
            case "location": part.flatMap(Location.init(whatsApp:)).map { .location($0) } ?? .other(type)
            case "contacts": .contacts((part?.elements ?? []).map(InboundMessage.ContactCard.init(whatsApp:)))
            case "reaction", "system", "edit", "revoke", "request_welcome", "ephemeral": .notice(type)
            default:
                if let kind = InboundMessage.MediaKind(rawValue: type) {
                    .media(InboundMessage.Media(kind, whatsApp: part))
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

extension InboundMessage.Media {
    fileprivate init(_ kind: InboundMessage.MediaKind, whatsApp part: JSON?) {
        self.init(
            kind, id: part?["id"]?.identifier ?? "", mimeType: part?["mime_type"]?.string ?? "",
            filename: part?["filename"]?.words, caption: part?["caption"]?.words, sha256: part?["sha256"]?.words,
            isVoice: kind == .audio ? part?["voice"]?.bool : nil)
    }
}

extension Location {
    fileprivate init?(whatsApp part: JSON) {
        guard let latitude = part["latitude"]?.degrees, let longitude = part["longitude"]?.degrees else { return nil }
        self.init(latitude: latitude, longitude: longitude, name: part["name"]?.words, address: part["address"]?.words)
    }
}

extension InboundMessage.ContactCard {
    /// How many numbers of a card are kept.
    private static let phoneLimit = 20

    fileprivate init(whatsApp card: JSON) {
        let phones = (card["phones"]?.elements ?? []).compactMap { $0["phone"]?.words ?? $0["wa_id"]?.words }
        self.init(name: card["name"]?["formatted_name"]?.words, phones: Array(phones.prefix(Self.phoneLimit)))
    }
}

extension InboundMessage.Referral {
    /// What a message says of the advertisement or post that led here.
    ///
    /// - SeeAlso: WhatsApp Cloud API, "Messages received via ads that click to WhatsApp".
    init?(whatsApp referral: JSON) {
        guard case .object = referral else { return nil }
        self.init(
            sourceType: referral["source_type"]?.words, sourceID: referral["source_id"]?.identifier,
            sourceURL: referral["source_url"]?.words, headline: referral["headline"]?.words, body: referral["body"]?.words,
            clickID: referral["ctwa_clid"]?.words)
    }
}

extension JSON {
    /// A text that is not empty, as every store can keep it.
    fileprivate var words: String? { string.flatMap { $0.isEmpty ? nil : JSON.storable($0).string } }

    /// A number, also when it is written as a text.
    fileprivate var degrees: Double? { number ?? string.flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil } }
}
