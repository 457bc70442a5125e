public import CEL

/// What `Bot.advance` decided: the next conversation, and what to do outside.
public struct Transition: Sendable, Equatable {
    public enum Outcome: Sendable, Equatable {
        /// Until the person writes again. The turn is over.
        case waiting
        /// Until the results of the calls in `effects` and of earlier calls come in, or a timer fires: where no call is under way,
        /// a timer is what the turn waits for.
        case working
        /// The next message begins anew. The turn is over.
        case ended
    }

    /// Its `history` is the one that was given in; what this transition adds is in `said`.
    public let conversation: Conversation
    public let said: [HistoryEntry]
    public let effects: [Effect]
    public let outcome: Outcome
    /// Set when the turn ended in the bot's apology: what an operator is to see in the dead letters.
    public let failure: TurnFailure?
    /// The nodes that ran, in order.
    public let path: [NodeID]
    public let trace: Trace

    /// When `Event.Kind.timer` is due: the earliest timer of the new checkpoint, also while calls are under way and also when it
    /// has passed already; `nil`: there is none. One that is told too early or twice does no harm.
    public var wakeAt: Timestamp? { conversation.checkpoint.wakeAt }

    public init(
        conversation: Conversation, said: [HistoryEntry], effects: [Effect], outcome: Outcome, failure: TurnFailure?,
        path: [NodeID], trace: Trace
    ) {
        self.conversation = conversation
        self.said = said
        self.effects = effects
        self.outcome = outcome
        self.failure = failure
        self.path = path
        self.trace = trace
    }
}

/// Why a turn could not do what the bot's author meant.
public struct TurnFailure: Error, Sendable, Equatable {
    public let node: NodeID?
    /// For the operator: never message text, phone numbers, secrets or SQL arguments.
    public let message: String

    public init(node: NodeID?, message: String) {
        self.node = node
        self.message = message
    }
}
