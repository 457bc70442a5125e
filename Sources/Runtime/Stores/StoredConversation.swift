public import Engine

/// All that is known of one conversation.
public struct StoredConversation: Sendable, Equatable {
    public let summary: ConversationSummary
    /// Of the last finished turn; `nil` before the first.
    public let checkpoint: JSON?
    /// The turn that was begun and not finished.
    public let working: WorkingTurn?
    /// Waiting events, in order.
    public let inbox: [InboxEvent]
    /// Messages that are not settled, in order.
    public let outbox: [OutboxMessage]
    /// The latest first.
    public let deadLetters: [DeadLetter]
    /// Of the finished turns, oldest first.
    public let history: [HistoryEntry]

    public init(
        summary: ConversationSummary, checkpoint: JSON?, working: WorkingTurn?, inbox: [InboxEvent], outbox: [OutboxMessage],
        deadLetters: [DeadLetter], history: [HistoryEntry]
    ) {
        self.summary = summary
        self.checkpoint = checkpoint
        self.working = working
        self.inbox = inbox
        self.outbox = outbox
        self.deadLetters = deadLetters
        self.history = history
    }
}
