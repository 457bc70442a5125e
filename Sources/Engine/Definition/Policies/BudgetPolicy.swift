/// `budget:`, how much models may be used.
struct BudgetPolicy: MapReadable, Equatable {
    let callsPerConversation: Int?
    let tokensPerDay: Int?
    /// A silence after which the calls are counted anew.
    let silence: Duration
    let over: Located<NodeID>?

    static let callsPerConversation = Field.optional(
        "model_calls_per_conversation", .integer(1...100_000),
        "how often models may be asked in one conversation, which goes on until the person is silent for 'silence'")
    static let tokensPerDay = Field.optional(
        "tokens_per_day", .integer(1...1_000_000_000_000),
        "how many tokens all conversations of the bot may use in a day, by the clock of its time zone")
    static let silence = Field.defaulted(
        "silence", .duration, default: .seconds(12 * 3600), "a silence after which the calls of a conversation are counted anew")
    static let over = Field.optional(
        "over", .node, "where the conversation goes instead of asking a model; left out: the turn fails")
    static let fields = Fields(callsPerConversation, tokensPerDay, silence, over)

    init(reading map: inout MapReader) throws(Unreadable) {
        callsPerConversation = try map.read(Self.callsPerConversation)
        tokensPerDay = try map.read(Self.tokensPerDay)
        silence = try map.read(Self.silence)
        over = try map.read(Self.over)
        if callsPerConversation == nil, tokensPerDay == nil {
            map.report(.missingKey(Self.callsPerConversation.name, about: "or 'tokens_per_day'", at: map.span))
        }
    }
}
