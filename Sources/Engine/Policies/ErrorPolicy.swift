/// `errors:` of a bot's policies: what happens when a turn cannot be finished.
public struct ErrorPolicy: Sendable, Equatable {
    /// Tries of a turn, the first included; at least 1.
    public let attempts: Int
    /// Before the second try; doubles with each further one.
    public let backoff: Duration
    /// For a turn with all its tries.
    public let timeLimit: Duration

    public init(attempts: Int, backoff: Duration, timeLimit: Duration) {
        self.attempts = attempts
        self.backoff = backoff
        self.timeLimit = timeLimit
    }
}
