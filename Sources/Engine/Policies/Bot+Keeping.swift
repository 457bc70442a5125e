public import CEL

extension Bot {
    /// How long conversations are kept in which nothing happens; `nil`: for good.
    public var keepsFor: Duration? { graph.policies.keep }

    /// Whether `advance` wants to know what all conversations of the bot have used today.
    public var countsTokens: Bool { graph.policies.budget?.tokensPerDay != nil }

    /// The day for which tokens are counted, since 1970-01-01, by the clock of the bot's time zone.
    public func day(at time: Timestamp) -> Int { graph.policies.zone.localTime(at: time).day }
}
