/// How long to wait before another try: longer each time, up to a limit.
struct Backoff: Sendable, Equatable {
    let first: Duration
    let factor: Int
    let limit: Duration

    /// - Parameters:
    ///   - failures: How many tries have failed, at least 1.
    ///   - asked: What the other side asked for; kept when it is longer, up to a day.
    func delay(after failures: Int, asked: Duration?) -> Duration {
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
