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
        var members: [(String, Value)] = [
            ("text", .string(message?.words ?? "")), ("type", .string(message?.typeName ?? "")),
            ("id", .string(message?.id ?? "")), ("at", .timestamp(message?.at ?? at)),
        ]
        switch message?.content {
        case .choice(let id, let title):
            members.append(("choice", .map(MapValue([("id", .string(id)), ("title", .string(title))]))))
        case .media(let media): members.append(("media", media.value))
        case .location(let place): members.append(("location", place.value))
        case .contacts(let cards): members.append(("contacts", .list(cards.map(\.value))))
        case nil, .text, .other, .notice: break
        }
        if let referral = message?.referral { members.append(("referral", Value(referral.encoded()))) }
        return .map(MapValue(members))
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
