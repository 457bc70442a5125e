public import CEL
public import Engine

/// A turn that was begun and is not finished.
public struct WorkingTurn: Sendable, Equatable {
    /// The inbox number of the message that began it.
    public let message: Int64
    public let beganAt: Timestamp
    public var checkpoint: JSON
    /// What was said in it so far.
    public var said: [HistoryEntry]
    /// Tries of its calls that found the other side unavailable.
    public var failedAttempts: Int

    public init(message: Int64, beganAt: Timestamp, checkpoint: JSON, said: [HistoryEntry], failedAttempts: Int) {
        self.message = message
        self.beganAt = beganAt
        self.checkpoint = checkpoint
        self.said = said
        self.failedAttempts = failedAttempts
    }
}

/// What a turn leaves behind.
public struct FinishedTurn: Sendable, Equatable {
    /// The inbox number of the message that began it.
    public let message: Int64
    public let checkpoint: JSON
    /// What was said in it, in order.
    public let said: [HistoryEntry]
    public let failure: TurnFailure?

    public init(message: Int64, checkpoint: JSON, said: [HistoryEntry], failure: TurnFailure?) {
        self.message = message
        self.checkpoint = checkpoint
        self.said = said
        self.failure = failure
    }
}
