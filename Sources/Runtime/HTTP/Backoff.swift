/// How long to wait before each further try: twice as long each time, and less at random, so that many callers do not come at once.
public struct Backoff: Sendable {
    /// Before the second try.
    public var first: Duration
    public var longest: Duration

    public init(first: Duration = .milliseconds(500), longest: Duration = .seconds(8)) {
        self.first = first
        self.longest = longest
    }

    /// - Parameter tries: How many there were, from 1.
    /// - Returns: From half of the full wait through all of it.
    func delay(after tries: Int, using generator: inout some RandomNumberGenerator) -> Duration {
        let full = min(longest, first * (1 << min(max(0, tries - 1), 16)))
        return full * Double.random(in: 0.5...1, using: &generator)
    }

    func delay(after tries: Int) -> Duration {
        var generator = SystemRandomNumberGenerator()
        return delay(after: tries, using: &generator)
    }
}
