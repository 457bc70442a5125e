import CEL

extension Duration {
    /// Rounded down, and at most what a thousand years have.
    var milliseconds: Int64 {
        let limit: Int64 = 31_556_952_000
        guard components.seconds < limit else { return limit * 1000 }
        guard components.seconds > -limit else { return -limit * 1000 }
        return components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}

extension Timestamp {
    /// In whole milliseconds.
    func advanced(by duration: Duration) -> Timestamp { Timestamp(milliseconds: milliseconds + duration.milliseconds) }

    /// In whole milliseconds; zero when `earlier` is later.
    func elapsed(since earlier: Timestamp) -> Duration { .milliseconds(max(milliseconds - earlier.milliseconds, 0)) }
}
