extension Duration {
    /// Whole milliseconds, rounded towards zero, and at most what a thousand years have, so that they can be added to a time.
    public var milliseconds: Int64 {
        let limit: Int64 = 31_556_952_000
        guard components.seconds < limit else { return limit * 1000 }
        guard components.seconds > -limit else { return -limit * 1000 }
        return components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
