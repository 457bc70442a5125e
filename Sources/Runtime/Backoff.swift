/// How long to wait before another try: longer each time, up to a limit.
public struct Backoff: Sendable, Equatable {
    /// After the first failure.
    public let first: Duration
    /// By how much each further wait is longer than the one before it.
    public let factor: Int
    public let limit: Duration

    public init(first: Duration, factor: Int = 2, limit: Duration) {
        self.first = first
        self.factor = factor
        self.limit = limit
    }

    /// - Parameters:
    ///   - failures: How many tries have failed; 0 counts as 1.
    ///   - asked: What the other side asked for; kept when it is longer, up to a day.
    func delay(after failures: Int, asked: Duration? = nil) -> Duration {
        var delay = first
        for _ in 1..<max(failures, 1) where delay < limit { delay *= factor }
        return max(min(delay, limit), min(asked ?? .zero, .seconds(86_400)))
    }
}

extension Duration {
    /// Between this and half as much again, so that those who failed together do not try again together.
    ///
    /// - Parameter chance: 0 up to 1.
    func spread(by chance: Double) -> Duration { self + self * (chance / 2) }
}
