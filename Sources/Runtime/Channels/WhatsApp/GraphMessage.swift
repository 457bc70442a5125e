import Engine

/// The bodies that the Cloud API's `messages` endpoint takes.
enum GraphMessage {
    /// - Parameter tag: Comes back in statuses; at most 512 characters.
    static func body(of message: OutboundMessage, to contact: Contact, tag: String) -> JSON {
        switch message {
        case .text(let text, let previewURL):
            envelope("text", ["body": .string(text), "preview_url": .bool(previewURL)], to: contact, tag: tag)
        case .buttons(let body, let buttons):
            envelope("interactive", GraphInteraction.buttons(body, buttons), to: contact, tag: tag)
        case .list(let body, let list): envelope("interactive", GraphInteraction.list(body, list), to: contact, tag: tag)
        case .link(let body, let link): envelope("interactive", GraphInteraction.link(body, link), to: contact, tag: tag)
        case .media(let file, let caption):
            envelope(file.kind.name, media(file, caption: caption), to: contact, tag: tag)
        case .location(let place): envelope("location", place.encoded(), to: contact, tag: tag)
        case .template(let template):
            envelope("template", GraphTemplateMessage.body(of: template), to: contact, tag: tag)
        }
    }

    static func reaction(_ emoji: String, on messageID: String, to contact: Contact) -> JSON {
        envelope("reaction", ["message_id": .string(messageID), "emoji": .string(emoji)], to: contact, tag: nil)
    }

    static func read(_ messageID: String, typing: Bool) -> JSON {
        var body = JSONObject([
            ("messaging_product", "whatsapp"), ("status", "read"), ("message_id", .string(messageID)),
        ])
        if typing { body["typing_indicator"] = ["type": "text"] }
        return .object(body)
    }

    /// A file as its own message, as a header, or as a parameter of a template.
    static func media(_ media: OutboundMessage.Media, caption: String? = nil) -> JSON {
        var body = JSONObject()
        switch media.source {
        case .url(let url): body["link"] = .string(url)
        case .id(let id): body["id"] = .string(id)
        }
        body["caption"] = caption.map(JSON.string)
        if case .document(let filename?) = media.kind { body["filename"] = .string(filename) }
        return .object(body)
    }

    private static func envelope(_ type: String, _ part: JSON, to contact: Contact, tag: String?) -> JSON {
        var body = JSONObject([
            ("messaging_product", "whatsapp"), ("recipient_type", "individual"),
            (contact.isBusinessScoped ? "recipient" : "to", .string(contact.key)), ("type", .string(type)), (type, part),
        ])
        body["biz_opaque_callback_data"] = tag.map { .string($0) }
        return .object(body)
    }
}

extension Contact {
    /// Whether the key is a business-scoped user id, such as `BR.1a2b3c` or `BR.ENT.1a2b3c`, and no phone number.
    fileprivate var isBusinessScoped: Bool {
        let parts = key.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3 && parts[1] == "ENT", let country = parts.first, let id = parts.last else {
            return false
        }
        return country.count == 2 && country.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
            && (1...128).contains(id.count) && id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
}
