/// One name of a conversation's state.
struct StateDefinition: DeclaredValue {
    /// How a write meets the value that is there.
    enum Reducer: String, CaseIterable, Sendable {
        case replace, append, add, max
    }

    let rules: ValueRules
    let initial: ValueSource?
    let reducer: Reducer
    /// Whether `reduce` is written.
    let hasReducer: Bool
    /// Whether the value outlives the conversation.
    let isKept: Bool

    static let initial = Field.optional("default", .any, "the value at the beginning")
    static let reducer = Field.defaulted(
        "reduce", .oneOf(Reducer.self), default: .replace, "how a write meets the value that is there")
    static let kept = Field.defaulted("keep", .boolean, default: false, "whether the value stays when the conversation has ended")
    static let fields = ValueRules.fields.adding(Fields(initial, reducer, kept))

    init(_ rules: ValueRules) {
        self.rules = rules
        initial = nil
        reducer = .replace
        hasReducer = false
        isKept = false
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        rules = try ValueRules(reading: &map)
        initial = try map.read(Self.initial)
        reducer = try map.read(Self.reducer)
        hasReducer = map.has(Self.reducer)
        isKept = try map.read(Self.kept)
    }
}
