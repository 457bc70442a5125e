public import CEL
public import Engine

/// What a turn leaves behind.
public struct FinishedTurn: Sendable, Equatable {
    /// How the conversation rests until its next event.
    public enum Rest: String, Sendable, CaseIterable {
        case waiting
        /// The next message begins anew.
        case ended
        /// A person has it.
        case handedOver
    }

    /// The inbox number of the event that it is of; of a burst the last one.
    public let event: Int64
    public let beganAt: Timestamp
    public let checkpoint: JSON
    /// What was said in it, in order.
    public let said: [HistoryEntry]
    public let failure: TurnFailure?
    public let rest: Rest
    /// When the earliest timer of its checkpoint is due; it takes the place of the one before.
    public let wakeAt: Timestamp?
    /// Set when the turn has handed the conversation over since it was kept last.
    public let handedOver: HandedOver?
    /// All that the bot was told in it, in order.
    public let told: [ToldEvent]

    public init(
        event: Int64, beganAt: Timestamp, checkpoint: JSON, said: [HistoryEntry], failure: TurnFailure?, rest: Rest = .waiting,
        wakeAt: Timestamp? = nil, handedOver: HandedOver? = nil, told: [ToldEvent] = []
    ) {
        self.event = event
        self.beganAt = beganAt
        self.checkpoint = checkpoint
        self.said = said
        self.failure = failure
        self.rest = rest
        self.wakeAt = wakeAt
        self.handedOver = handedOver
        self.told = told
    }
}
