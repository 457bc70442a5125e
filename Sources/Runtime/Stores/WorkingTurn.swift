public import CEL
public import Engine

/// A turn that was begun and is not finished.
public struct WorkingTurn: Sendable, Equatable {
    /// The inbox number of the event that it is of; of a burst the last one.
    public let event: Int64
    public let beganAt: Timestamp
    public var checkpoint: JSON
    /// What was said in it so far.
    public var said: [HistoryEntry]
    /// Tries of its calls that found the other side unavailable.
    public var failedAttempts: Int
    /// When the earliest timer of its checkpoint is due.
    public var wakeAt: Timestamp?
    /// Set when the turn has handed the conversation over since it was kept last; never in what was loaded.
    public var handedOver: HandedOver?
    /// What the bot was told in it so far.
    public var told: [ToldEvent]

    public init(
        event: Int64, beganAt: Timestamp, checkpoint: JSON, said: [HistoryEntry], failedAttempts: Int, wakeAt: Timestamp? = nil,
        handedOver: HandedOver? = nil, told: [ToldEvent] = []
    ) {
        self.event = event
        self.beganAt = beganAt
        self.checkpoint = checkpoint
        self.said = said
        self.failedAttempts = failedAttempts
        self.wakeAt = wakeAt
        self.handedOver = handedOver
        self.told = told
    }
}
