public import CEL
public import Engine

/// A claimed conversation as it was stored.
public struct ClaimedConversation: Sendable, Equatable {
    /// The channel account that the conversation is on.
    public let account: String
    public let contact: Contact
    public let startedAt: Timestamp
    /// Of the last finished turn; `nil` before the first.
    public let checkpoint: JSON?
    /// Of the finished turns, oldest first.
    public let history: [HistoryEntry]
    /// The turn that was begun and not finished.
    public let working: WorkingTurn?
    /// The journalled writes of `working`.
    public let journal: [JournalEntry]
    /// Waiting events, in order; that of `working` is among the first, after others of its burst.
    public let inbox: [InboxEvent]
    /// Messages that are not settled, in order: what to send before anything else.
    public let outbox: [OutboxMessage]

    public init(
        account: String, contact: Contact, startedAt: Timestamp, checkpoint: JSON?, history: [HistoryEntry],
        working: WorkingTurn?, journal: [JournalEntry], inbox: [InboxEvent], outbox: [OutboxMessage]
    ) {
        self.account = account
        self.contact = contact
        self.startedAt = startedAt
        self.checkpoint = checkpoint
        self.history = history
        self.working = working
        self.journal = journal
        self.inbox = inbox
        self.outbox = outbox
    }
}
