import CEL

/// The names that every expression sees, whatever the bot.
enum FixedNames {
    /// Holds all of the state.
    static let state = "state"

    /// The opening hours, where the bot has some.
    static let hours = "hours"

    /// How many slots they have.
    static let count = 9
    /// Those that change while a turn runs.
    static let resultSlot = 5
    static let errorSlot = 6
    static let stateSlot = 7

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
                        ("first_name", .optional(.string)), ("language", .optional(.string)),
                    ])),
            Variable("message", MessageNames.type),
            Variable("bot", object("bot", [("id", .string), ("name", .string), ("language", .string)])),
            Variable(
                "conversation",
                object(
                    "conversation",
                    [("id", .int), ("started_at", .timestamp), ("turns", .int), ("window_open", .bool)])),
            Variable("now", .timestamp),
            Variable("result", .dyn),
            Variable("error", .dyn),
            Variable(FixedNames.state, .object(state.type)),
            Variable(FixedNames.hours, hasHours ? .object(OpeningHours.type) : object("hours", [])),
        ]
    }

    /// `state` has no value here.
    static func values(in turn: Turn) -> [Value] {
        [
            contact(turn.contact), MessageNames.value(of: turn.checkpoint.message, at: turn.at), turn.graph.identity,
            .map(
                MapValue([
                    ("id", .int(turn.id.rawValue)), ("started_at", .timestamp(turn.startedAt)),
                    ("turns", .int(Int64(turn.checkpoint.turn))), ("window_open", .bool(isWindowOpen(turn))),
                ])),
            .timestamp(turn.at), turn.result, turn.error,
            .null, turn.hours,
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
        if let language = contact.language { members.append(("language", .string(language))) }
        return .map(MapValue(members))
    }

    /// Whether any message may be sent, and not only a template: 24 hours from when the person last wrote.
    private static func isWindowOpen(_ turn: Turn) -> Bool {
        guard let heardAt = turn.checkpoint.heardAt else { return false }
        return turn.at.milliseconds - heardAt.milliseconds < windowMilliseconds
    }

    private static let windowMilliseconds: Int64 = 24 * 60 * 60 * 1000

    static func object(_ name: String, _ fields: [(String, Type)]) -> Type {
        .object(ObjectType(name: name, fields: fields.map { CEL.Field($0.0, $0.1) }))
    }
}
