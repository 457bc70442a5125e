/// `limits:`, how much of one process the bot may take.
public struct BotLimits: MapReadable, Equatable {
    /// `nil`: as many as the process has places for.
    public let turns: Int?
    /// `nil`: as many as its conversations ask for.
    public let modelCalls: Int?

    static let turns = Field.optional(
        "turns", .integer(1...10_000),
        "how many conversations of the bot one process works on at once; left out: as many as it has places for", examples: ["64"]
    )
    static let modelCalls = Field.optional(
        "model_calls", .integer(1...10_000),
        "how many requests to models one process has under way for the bot at once; more wait their turn for as long as the model's "
            + "'timeout'",
        examples: ["20"])
    static let fields = Fields(turns, modelCalls)

    init() {
        turns = nil
        modelCalls = nil
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        turns = try map.read(Self.turns)
        modelCalls = try map.read(Self.modelCalls)
    }
}
