import CEL

/// The names that every expression sees, whatever the bot.
enum FixedNames {
    /// Holds all of the state.
    static let state = "state"

    /// The opening hours, where the bot has some.
    static let hours = "hours"

    /// In the order of their slots.
    static let names = ["contact", "message", "bot", "conversation", "now", "result", "error", state, hours]

    /// How many slots they have.
    static let count = 9
    /// Those that change while a turn runs.
    static let messageSlot = 1
    static let conversationSlot = 3
    static let resultSlot = 5
    static let errorSlot = 6
    static let stateSlot = 7
    /// What `hours` is where the bot has none.
    static let noHours = Value.map(MapValue([(String, Value)]()))

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
            .map(MapValue(MembersView(contactNames, of: turn.contact, contactMember))), message(in: turn), turn.graph.identity,
            conversation(in: turn), .timestamp(turn.at),
            turn.result, turn.error, .null, turn.hours,
        ]
    }

    static func message(in turn: Turn) -> Value { MessageNames.value(of: turn.checkpoint.message, at: turn.at) }

    static func conversation(in turn: Turn) -> Value {
        .map(MapValue(MembersView(conversationNames, of: ConversationValues(turn), conversationMember)))
    }

    private static let conversationNames = ["id", "started_at", "turns", "window_open"]

    private static func conversationMember(_ name: String, of source: ConversationValues) -> Value? {
        switch name {
        case "id": .int(source.id.rawValue)
        case "started_at": .timestamp(source.startedAt)
        case "turns": .int(Int64(source.turns))
        case "window_open": .bool(source.isWindowOpen)
        default: nil
        }
    }

    private struct ConversationValues: Sendable {
        let id: ConversationID
        let startedAt: Timestamp
        let turns: Int
        let isWindowOpen: Bool

        init(_ turn: Turn) {
            id = turn.id
            startedAt = turn.startedAt
            turns = turn.checkpoint.turn
            isWindowOpen = FixedNames.isWindowOpen(turn)
        }
    }

    /// All of the state, made where an expression reads it by this name.
    static func state(in turn: Turn) -> Value {
        .map(MapValue(StateView(turn.checkpoint.state, of: turn.graph.state)))
    }

    private static let contactNames = ["id", "phone", "name", "first_name", "language"]

    private static func contactMember(_ name: String, of contact: Contact) -> Value? {
        switch name {
        case "id": .string(contact.key)
        case "phone": contact.phone.map(Value.string)
        case "name": contact.name.map(Value.string)
        case "first_name": contact.name?.split(separator: " ").first.map { .string(String($0)) }
        case "language": contact.language.map(Value.string)
        default: nil
        }
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
