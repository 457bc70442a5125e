public import CEL
public import Engine

/// A finished turn as it can be played again.
public struct RecordedTurn: Sendable, Equatable {
    /// The inbox number of the event that it is of; of a burst the last one.
    public let event: Int64
    public let endedAt: Timestamp
    /// As the turn found it; `nil` before the first turn.
    public let checkpoint: JSON?
    /// All that the bot was told in it, in order.
    public let told: [ToldEvent]
    /// What it sent, in order.
    public let sent: [OutboundMessage]

    public init(event: Int64, endedAt: Timestamp, checkpoint: JSON?, told: [ToldEvent], sent: [OutboundMessage]) {
        self.event = event
        self.endedAt = endedAt
        self.checkpoint = checkpoint
        self.told = told
        self.sent = sent
    }
}
