import CEL

/// The names that every expression sees, whatever the bot.
enum FixedNames {
    /// Holds all of the state.
    static let state = "state"

    /// The opening hours, where the bot has some.
    static let hours = "hours"

    /// How many slots they have.
    static let count = 9

    /// In the order of their slots, which `values(in:)` keeps.
    ///
    /// - Parameter hasHours: Whether the bot has opening hours; without them `hours` has no members.
    static func variables(state: StateLayout, hasHours: Bool) -> [Variable] {
        [
            Variable(
                "contact",
                object(
                    "contact",
                    [
                        ("id", .string), ("phone", .optional(.string)), ("name", .optional(.string)),
                        ("first_name", .optional(.string)),
                    ])),
            Variable("message", object("message", [("text", .string), ("type", .string), ("id", .string), ("at", .timestamp)])),
            Variable("bot", object("bot", [("id", .string), ("name", .string), ("language", .string)])),
            Variable("conversation", object("conversation", [("id", .int), ("started_at", .timestamp), ("turns", .int)])),
            Variable("now", .timestamp),
            Variable("result", .dyn),
            Variable("error", .dyn),
            Variable(FixedNames.state, .object(state.type)),
            Variable(FixedNames.hours, hasHours ? .object(OpeningHours.type) : object("hours", [])),
        ]
    }

    static func values(in turn: Turn) -> [Value] {
        [
            contact(turn.contact), message(turn.checkpoint.message, at: turn.at), turn.graph.identity,
            .map(
                MapValue([
                    ("id", .int(turn.id.rawValue)), ("started_at", .timestamp(turn.startedAt)),
                    ("turns", .int(Int64(turn.checkpoint.turn))),
                ])),
            .timestamp(turn.at), turn.result, turn.error,
            .map(MapValue(StateView(turn.checkpoint.state, of: turn.graph.state))), turn.hours,
        ]
    }

    private static func contact(_ contact: Contact) -> Value {
        var members: [(String, Value)] = [("id", .string(contact.key))]
        if let phone = contact.phone { members.append(("phone", .string(phone))) }
        if let name = contact.name {
            members.append(("name", .string(name)))
            if let first = name.split(separator: " ").first { members.append(("first_name", .string(String(first)))) }
        }
        return .map(MapValue(members))
    }

    private static func message(_ message: InboundMessage?, at: Timestamp) -> Value {
        .map(
            MapValue([
                ("text", .string(message?.words ?? "")), ("type", .string(message?.typeName ?? "")),
                ("id", .string(message?.id ?? "")), ("at", .timestamp(message?.at ?? at)),
            ]))
    }

    private static func object(_ name: String, _ fields: [(String, Type)]) -> Type {
        .object(ObjectType(name: name, fields: fields.map { CEL.Field($0.0, $0.1) }))
    }
}
