import Engine

extension GraphRequest {
    private static let kinds = [
        "audio", "contacts", "document", "image", "interactive", "location", "reaction", "sticker", "template", "text", "video",
    ]

    /// Reads the body of `POST /{version}/{phone_number_id}/messages` and refuses what Meta would.
    ///
    /// - SeeAlso: WhatsApp Cloud API, "Messages", and the page of each message type for its limits.
    init(reading body: JSON) throws(GraphFault) {
        guard case .object = body else { throw .unreadableBody }
        let product = try Self.top(body, "messaging_product")
        _ = try product.oneOf(["whatsapp"])
        if body["status"] != nil {
            self = try Self.receipt(body)
        } else {
            self = .message(try Self.message(body))
        }
    }

    private static func top(_ body: JSON, _ key: String) throws(GraphFault) -> GraphParameter {
        guard let parameter = optionalTop(body, key) else { throw .required(key) }
        return parameter
    }

    private static func optionalTop(_ body: JSON, _ key: String) -> GraphParameter? {
        guard let value = body[key], value != .null else { return nil }
        return GraphParameter(name: key, value: value)
    }

    private static func receipt(_ body: JSON) throws(GraphFault) -> GraphRequest {
        _ = try top(body, "status").oneOf(["read"])
        let messageID = try top(body, "message_id").wamid()
        guard let indicator = optionalTop(body, "typing_indicator") else {
            return .receipt(messageID: messageID, typing: false)
        }
        _ = try indicator.required("type").oneOf(["text"])
        return .receipt(messageID: messageID, typing: true)
    }

    private static func message(_ body: JSON) throws(GraphFault) -> Content {
        let to = try recipient(of: body)
        if let context = optionalTop(body, "context") { _ = try context.required("message_id").nonEmptyString() }
        let tag = try optionalTop(body, "biz_opaque_callback_data")?.string("biz_opaque_callback_data", 0...512)
        let kind = try optionalTop(body, "type")?.oneOf(kinds) ?? "text"
        var content = Content(to: to, kind: kind, text: "", options: [], tag: tag)
        let parameter = try top(body, kind)
        switch kind {
        case "text": content.text = try text(parameter)
        case "reaction": content.text = try reaction(parameter)
        case "location": try location(parameter)
        case "contacts": try contacts(parameter)
        case "interactive": (content.text, content.options) = try GraphInteractive.read(parameter)
        case "template": try GraphTemplate.check(parameter)
        default: content.text = try media(parameter, kind: kind)
        }
        return content
    }

    private static func recipient(of body: JSON) throws(GraphFault) -> String {
        let type = try optionalTop(body, "recipient_type")?.oneOf(["individual", "group"]) ?? "individual"
        guard let to = optionalTop(body, "to") else {
            guard let recipient = optionalTop(body, "recipient") else { throw .required("to") }
            return try recipient.businessScopedUserID()
        }
        return type == "group" ? try to.nonEmptyString() : try to.phoneNumber()
    }

    private static func text(_ parameter: GraphParameter) throws(GraphFault) -> String {
        let body = try parameter.required("body")
        let text = try body.nonEmptyString()
        guard text.graphLength <= 4096 else { throw .tooLong(body.name, 4096) }
        if let preview = parameter.optional("preview_url"), preview.value.bool == nil {
            throw .wrongType(preview.name, "a boolean")
        }
        return text
    }

    private static func reaction(_ parameter: GraphParameter) throws(GraphFault) -> String {
        _ = try parameter.required("message_id").wamid()
        let emoji = try parameter.required("emoji")
        let text = try emoji.string()
        guard text.count <= 1, text.unicodeScalars.allSatisfy({ $0.value > 0x7F || "#*0123456789".unicodeScalars.contains($0) })
        else { throw .invalid("\(emoji.name) is not a single emoji") }
        return text
    }

    private static func location(_ parameter: GraphParameter) throws(GraphFault) {
        try parameter.required("latitude").number(-90...90)
        try parameter.required("longitude").number(-180...180)
    }

    private static func contacts(_ parameter: GraphParameter) throws(GraphFault) {
        for contact in try parameter.elements("contacts", 1...257) {
            let name = try contact.required("name")
            _ = try name.required("formatted_name").nonEmptyString()
            let parts = ["first_name", "last_name", "middle_name", "suffix", "prefix"]
            guard parts.contains(where: { name.optional($0) != nil }) else {
                throw .missing("\(name.name) needs one more of \(parts.joined(separator: ", ")) beside formatted_name")
            }
        }
    }

    private static func media(_ parameter: GraphParameter, kind: String) throws(GraphFault) -> String {
        switch (parameter.optional("id"), parameter.optional("link")) {
        case (nil, nil): throw .missing("\(kind)['id'] or \(kind)['link'] is required")
        case (let id?, nil): _ = try id.nonEmptyString()
        case (nil, let link?): _ = try link.webAddress()
        case (_?, _?): throw .invalid("\(kind) takes either 'id' or 'link', not both")
        }
        if let filename = parameter.optional("filename") {
            guard kind == "document" else { throw .invalid("\(kind) does not take a filename") }
            _ = try filename.nonEmptyString()
        }
        guard let caption = parameter.optional("caption") else { return "" }
        guard ["image", "video", "document"].contains(kind) else { throw .invalid("\(kind) does not take a caption") }
        return try caption.string("Caption", 0...1024)
    }
}

extension GraphParameter {
    fileprivate func wamid() throws(GraphFault) -> String {
        let text = try nonEmptyString()
        guard text.hasPrefix("wamid."), text.count > "wamid.".count else {
            throw .invalid("\(name) is not a message id: it begins with 'wamid.'")
        }
        return text
    }

    /// - Returns: Digits alone.
    fileprivate func phoneNumber() throws(GraphFault) -> String {
        let text = try string()
        let digits = text.hasPrefix("+") ? text.dropFirst() : text[...]
        guard (7...15).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { throw .invalid("Recipient phone number is not valid: digits with country code, such as +16505551234") }
        return String(digits)
    }

    fileprivate func businessScopedUserID() throws(GraphFault) -> String {
        let text = try string()
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isLinked = parts.count == 3 && parts[1] == "ENT"
        guard parts.count == 2 || isLinked, let country = parts.first, let id = parts.last,
            country.utf8.count == 2, country.allSatisfy({ $0.isASCII && $0.isUppercase }),
            (1...128).contains(id.utf8.count), id.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
        else { throw .invalid("\(name) is not a business-scoped user id, such as US.13491208655302741918") }
        return text
    }
}
