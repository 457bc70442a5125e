import CEL

/// `message` of expressions: what the person sent to begin the turn.
enum MessageNames {
    static let type = object(
        "message",
        [
            ("text", .string), ("type", .string), ("id", .string), ("at", .timestamp),
            ("choice", .optional(object("choice", [("id", .string), ("title", .string)]))), ("media", .optional(media)),
            ("location", .optional(location)), ("contacts", .optional(.list(card))), ("referral", .optional(referral)),
        ])

    private static let media = object(
        "media",
        [
            ("id", .string), ("mime_type", .string), ("filename", .optional(.string)), ("caption", .optional(.string)),
            ("sha256", .optional(.string)), ("voice", .optional(.bool)),
        ])

    private static let location = object(
        "location",
        [
            ("latitude", .double), ("longitude", .double), ("name", .optional(.string)), ("address", .optional(.string)),
        ])

    private static let card = object("card", [("name", .optional(.string)), ("phones", .list(.string))])

    private static let referral = object(
        "referral",
        [
            ("source_type", .optional(.string)), ("source_id", .optional(.string)), ("source_url", .optional(.string)),
            ("headline", .optional(.string)), ("body", .optional(.string)), ("click_id", .optional(.string)),
        ])

    /// - Parameter at: Stands in for the time of a message that is not there.
    static func value(of message: InboundMessage?, at: Timestamp) -> Value {
        .map(MapValue(MembersView(names, of: (message, at), member)))
    }

    private static let names = ["text", "type", "id", "at", "choice", "media", "location", "contacts", "referral"]

    private static func member(_ name: String, of source: (message: InboundMessage?, at: Timestamp)) -> Value? {
        let message = source.message
        switch name {
        case "text": return .string(message?.words ?? "")
        case "type": return .string(message?.typeName ?? "")
        case "id": return .string(message?.id ?? "")
        case "at": return .timestamp(message?.at ?? source.at)
        case "referral": return message?.referral.map { Value($0.encoded()) }
        default: break
        }
        switch (name, message?.content) {
        case ("choice", .choice(let id, let title)?): return .map(MapValue([("id", .string(id)), ("title", .string(title))]))
        case ("media", .media(let media)?): return media.value
        case ("location", .location(let place)?): return place.value
        case ("contacts", .contacts(let cards)?): return .list(cards.map(\.value))
        default: return nil
        }
    }

    private static func object(_ name: String, _ fields: [(String, Type)]) -> Type {
        FixedNames.object(name, fields)
    }
}

extension InboundMessage.Media {
    fileprivate var value: Value {
        var members: [(String, Value)] = [("id", .string(id)), ("mime_type", .string(mimeType))]
        if let filename { members.append(("filename", .string(filename))) }
        if let caption { members.append(("caption", .string(caption))) }
        if let sha256 { members.append(("sha256", .string(sha256))) }
        if let isVoice { members.append(("voice", .bool(isVoice))) }
        return .map(MapValue(members))
    }
}

extension Location {
    fileprivate var value: Value {
        var members: [(String, Value)] = [("latitude", .double(latitude)), ("longitude", .double(longitude))]
        if let name { members.append(("name", .string(name))) }
        if let address { members.append(("address", .string(address))) }
        return .map(MapValue(members))
    }
}

extension InboundMessage.ContactCard {
    fileprivate var value: Value {
        var members: [(String, Value)] = [("phones", .list(phones.map(Value.string)))]
        if let name { members.append(("name", .string(name))) }
        return .map(MapValue(members))
    }
}
