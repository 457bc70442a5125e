/// `errors:`, what is done when a turn fails.
public struct ErrorPolicy: MapReadable {
    /// What the person is told when the bot gives up; a plain text, so that it cannot fail in turn.
    public var apology: String? { written?.value }
    let written: Located<String>?
    public let attempts: Int
    /// Before the second attempt; twice as long before each one after it.
    public let backoff: Duration
    /// For one turn with all its attempts.
    public let timeLimit: Duration

    static let apology = Field.optional("say", .located(.text), "what the person is told when the bot gives up")
    static let attempts = Field.defaulted("attempts", .integer(1...10), default: 3, "how often a turn is tried")
    static let backoff = Field.defaulted(
        "backoff", .duration, default: .seconds(1), "the wait before the second attempt, doubled each time")
    static let timeLimit = Field.defaulted(
        "time_limit", .duration, default: .seconds(300), "how long a turn may take with all its attempts")
    static let fields = Fields(apology, attempts, backoff, timeLimit)

    init() {
        written = nil
        attempts = 3
        backoff = .seconds(1)
        timeLimit = .seconds(300)
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        written = try map.read(Self.apology)
        attempts = try map.read(Self.attempts)
        backoff = try map.read(Self.backoff)
        timeLimit = try map.read(Self.timeLimit)
    }
}
