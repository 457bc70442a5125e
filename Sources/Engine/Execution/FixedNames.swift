import CEL

/// The names that every expression sees, whatever the bot.
enum FixedNames {
    /// Holds all of the state.
    static let state = "state"

    /// How many slots they have.
    static let count = 8
    /// Those that change while a turn runs.
    static let resultSlot = 5
    static let errorSlot = 6
    static let stateSlot = 7

    /// In the order of their slots, which `values(in:)` keeps.
    static func variables(state: StateLayout) -> [Variable] {
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
        ]
    }

    /// `state` has no value here.
    static func values(in turn: Turn) -> [Value] {
        [
            contact(turn.contact), message(turn.checkpoint.message, at: turn.at), turn.graph.identity,
            .map(
                MapValue([
                    ("id", .int(turn.id.rawValue)), ("started_at", .timestamp(turn.startedAt)),
                    ("turns", .int(Int64(turn.checkpoint.turn))),
                ])),
            .timestamp(turn.at), turn.result, turn.error,
            .null,
        ]
    }

    /// All of the state, made where an expression reads it by this name.
    static func state(in turn: Turn) -> Value {
        .map(MapValue(StateView(turn.checkpoint.state, of: turn.graph.state)))
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
