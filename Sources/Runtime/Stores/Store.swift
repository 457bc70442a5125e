public import CEL
public import Engine

/// Where conversations, messages in and messages out are kept.
///
/// A conversation has an inbox and an outbox, both numbered from 1 in the order of writing. It is worked on under a `Lease`, by one
/// worker at a time; what is written under a lease that was lost is refused with `leaseLost` and changes nothing. A method that
/// says *synced* returns when its writes survive a loss of power; the others' survive the end of the process, and a synced write
/// makes all earlier ones synced. Each method is all or nothing. Concurrent calls may share one transaction.
public protocol Store: HistorySource {
    /// Made once when the store was created: two stores never share it, so keys made of it differ.
    var id: String { get }

    // MARK: Arrivals

    /// Puts arrivals into the inbox and marks their conversations as due. Synced: a webhook is answered 200 only after this returns.
    ///
    /// A conversation with an unfinished turn or an unsent message stays due when it was, any other one is due at once.
    ///
    /// A message is known by its account and identifier, and passed over when it was accepted before. A contact's first message makes
    /// a conversation; a later one brings the contact's name and phone up to date. A delivery status is matched by its tag or by the
    /// provider's identifier of the message, is kept when it comes before the message was marked as sent, and never goes back.
    /// A `failed` status of a message makes a dead letter, unless the message was `unwanted`.
    func accept(_ arrivals: [Arrival]) async throws(StoreError)

    /// Yields when there may be due conversations: a hint that shortens a wait, never the truth. It keeps one unread hint at most.
    func wakeUps() -> AsyncStream<Void>

    /// Puts what an operator did into a conversation's inbox and marks it as due. Synced.
    ///
    /// - Returns: Whether there is such a conversation.
    func operate(_ act: OperatorAct, on conversation: ConversationID) async throws(StoreError) -> Bool

    // MARK: Leases

    /// Makes a worker known. Its identifier is new on every call. Synced, or it would come again after a loss of power.
    func register() async throws(StoreError) -> WorkerID

    /// Says that the worker lives, and frees the conversations of workers that have fallen silent. Due every 2 s.
    ///
    /// - Throws: `leaseLost` when the worker itself was given up: all its leases are gone and it must register anew.
    func beat(_ worker: WorkerID) async throws(StoreError)

    /// Whether something may be done outside under the lease: not when the worker has been silent for so long that others may have
    /// given it up, as after a pause of its whole process, nor when the process has another worker by now. Asks no database.
    func mayAct(under lease: Lease) -> Bool

    /// Puts due timers into the inboxes of their conversations, then takes due conversations, in turn among the accounts of `bots` and the
    /// longest due first in each, passing over paused accounts.
    ///
    /// A timer that became due while nobody looked is one event, however late it is. It waits while other events of its conversation do,
    /// since each finished turn sets the timer anew.
    ///
    /// - Parameters:
    ///   - limit: 1 through 1000.
    ///   - suspect: Whether one of the leases may be a suspect's: the longest due of an account. All other suspects are passed over.
    /// - Returns: Zero through `limit` leases, one a conversation. None due is an empty array, not an error.
    func claim(limit: Int, of bots: Set<BotID>, suspect: Bool, for worker: WorkerID) async throws(StoreError) -> [Lease]

    /// What there is to do in a claimed conversation.
    ///
    /// - Parameters:
    ///   - historyEntries: How many of the last entries to bring at most.
    ///   - events: How many waiting events to bring at most; the oldest.
    func load(_ lease: Lease, historyEntries: Int, events: Int) async throws(StoreError) -> ClaimedConversation

    /// Gives a conversation back. Where work waits in it, it is due at `notBefore`; at once when that is `nil`, and when an event came
    /// after the last one that the date heeds. Its count of crashes is as before the claim, unless a piece of work was done or none is left:
    /// then it begins anew.
    ///
    /// - Parameter seen: The number of that event; `nil` when the date holds whatever came.
    func release(_ lease: Lease, notBefore: Timestamp?, seen: Int64?) async throws(StoreError)

    // MARK: Turns

    /// Keeps an unfinished turn so that it can go on after a restart, with the messages it sends and the writes it is about to call.
    ///
    /// Synced when there are `messages` or `intents`: neither may leave before this returns.
    ///
    /// - Parameters:
    ///   - messages: Each within the channel's limits. They count as handed over from now on.
    ///   - intents: One that is journalled already keeps its entry.
    /// - Returns: The messages with their numbers and tags, in order.
    func save(
        _ turn: WorkingTurn, sending messages: [OutboundMessage], intending intents: [WriteIntent], under lease: Lease
    ) async throws(StoreError) -> [OutboxMessage]

    /// Journals what became of a write call. Synced.
    ///
    /// - Parameter key: The intent's.
    func record(_ result: CallResult, of key: IdempotencyKey, under lease: Lease) async throws(StoreError)

    /// Ends a turn: its checkpoint, history and messages are kept, the inbox event is done, and a failure is a dead letter, which is
    /// about all that the turn heard. Synced.
    ///
    /// - Parameter messages: Each within the channel's limits. They count as handed over from now on.
    /// - Returns: The messages with their numbers and tags, in order.
    func finish(
        _ turn: FinishedTurn, sending messages: [OutboundMessage], under lease: Lease
    ) async throws(StoreError) -> [OutboxMessage]

    /// Keeps an unfinished turn and gives its conversation back until `date`; events that come in the meantime wait.
    func suspend(_ turn: WorkingTurn, until date: Timestamp, under lease: Lease) async throws(StoreError)

    /// Ends a turn that cannot be carried out: the inbox event becomes a dead letter and the last finished checkpoint stays. Synced.
    ///
    /// - Parameters:
    ///   - message: What the turn heard, which the event becomes, so that the dead letter of a burst is about all its texts; `nil`: the
    ///     event stays as it is.
    ///   - forgetting: Whether the checkpoint goes too, being of no use, so that the conversation starts anew.
    func giveUp(
        event number: Int64, heard message: InboundMessage?, because reason: String, forgetting: Bool, under lease: Lease
    ) async throws(StoreError)

    // MARK: Outbox

    /// Notes that a message is about to be handed to its channel again, and counts the try before if that brought no answer. Synced.
    ///
    /// - Returns: Whether it is still to be sent: not when it was settled since it was loaded.
    func resend(message number: Int64, under lease: Lease) async throws(StoreError) -> Bool

    /// Notes the end of a message's way to its channel. A message that is settled already stays as it is.
    func settle(message number: Int64, as delivery: Delivery, under lease: Lease) async throws(StoreError)

    /// Keeps a message for another try and gives its conversation back until `date`; a status of the message makes it due at once.
    /// The messages after it have certainly not been handed over, since they leave in order.
    func postpone(_ message: OutboxMessage, until date: Timestamp, under lease: Lease) async throws(StoreError)

    /// Lets nothing of an account be claimed until `date`; `nil` lets it go on.
    func pause(account: String, of bot: BotID, until date: Timestamp?, because reason: String) async throws(StoreError)

    // MARK: Looking

    /// What was said in a conversation's finished turns, oldest first: the last `limit` entries.
    func history(of conversation: ConversationID, limit: Int) async throws(StoreError) -> [HistoryEntry]

    func statistics() async throws(StoreError) -> Statistics

    /// What there is to do, a bot each that has a conversation, by their names. Looks at every conversation: not for every second.
    func queues() async throws(StoreError) -> [BotQueue]

    /// The latest begun first. `before` continues a list: the last conversation of it.
    ///
    /// - Parameter limit: Zero through 1000.
    func conversations(
        _ filter: ConversationFilter, before: ConversationID?, limit: Int
    ) async throws(StoreError) -> [ConversationSummary]

    /// All that is known of one conversation; `nil` when there is none of this number.
    ///
    /// - Parameter historyEntries: How many of the last entries to bring at most.
    func conversation(_ id: ConversationID, historyEntries: Int) async throws(StoreError) -> StoredConversation?

    /// The last `limit` finished turns that can be played again, oldest first; `prune` forgets them.
    func recordedTurns(of conversation: ConversationID, limit: Int) async throws(StoreError) -> [RecordedTurn]

    // MARK: Dead letters

    /// The latest first. `before` continues a list: the `id` of its last entry.
    func deadLetters(_ filter: DeadLetterFilter, before: Int64?, limit: Int) async throws(StoreError) -> [DeadLetter]

    /// `nil` when there is none of this number.
    func deadLetter(_ id: Int64) async throws(StoreError) -> StoredDeadLetter?

    /// Puts what a dead letter is about into the inbox or the outbox again, under a new number, and marks the conversation as due.
    /// A letter is replayed once: what follows is another event, with other idempotency keys. Synced.
    func replay(deadLetter id: Int64) async throws(StoreError) -> DeadLetterAnswer

    /// Marks a dead letter as settled without doing anything about it. Synced.
    func drop(deadLetter id: Int64, because reason: String) async throws(StoreError) -> DeadLetterAnswer

    // MARK: Upkeep

    /// Forgets what is settled and older than `date`: inbox events, outbox messages, recorded turns, journal entries, statuses of unknown
    /// messages, settled dead letters; not what a waiting dead letter is about. A forgotten inbox message would be accepted anew.
    ///
    /// - Returns: Whether there may be more: of each at most 1000 rows go at once, so that nobody waits for long.
    @discardableResult
    func prune(before date: Timestamp) async throws(StoreError) -> Bool

    /// Overwrites what deleted rows have left behind in the database, as far as the database can. Meanwhile writers
    /// wait, or find the store unavailable.
    func scrub() async throws(StoreError)

    // MARK: Privacy

    /// Deletes all that is kept of a conversation, which is thereby given back. Messages that were not heard yet begin it anew. Synced.
    ///
    /// Call it only when nothing of the conversation is unsent: what is deleted is not sent any more.
    func forget(_ lease: Lease) async throws(StoreError)

    /// Looks at 200 conversations of a bot. Deletes those in which nothing happened since `date` and nothing is to be done, and of the
    /// others what was said, heard, sent, called and failed before; the key of a message is kept, so that it is not accepted anew.
    ///
    /// - Parameter place: The last conversation that was looked at; `nil`: begins with the first one.
    /// - Returns: Where to go on; `nil` at the end.
    @discardableResult
    func forgetIdle(
        of bot: BotID, since date: Timestamp, after place: ConversationID?
    ) async throws(StoreError) -> ConversationID?

    /// Deletes all that is kept of a conversation, whoever works on it: what that worker writes next finds its lease lost. What is
    /// unsent or unheard goes too. Synced.
    ///
    /// - Returns: Whether there was such a conversation.
    @discardableResult
    func erase(_ conversation: ConversationID) async throws(StoreError) -> Bool

    /// Every row that is kept of a conversation, as objects by the names of tables and columns; `nil` when there is no such conversation.
    func export(_ conversation: ConversationID) async throws(StoreError) -> ConversationExport?

    // MARK: Usage

    /// Adds what a model has used for a bot on a day, which is a number that only the bot's own calendar gives a meaning.
    func count(tokens: Int, of bot: BotID, on day: Int) async throws(StoreError)

    /// What models have used for a bot on a day.
    func tokens(of bot: BotID, on day: Int) async throws(StoreError) -> Int

    /// Returns when the store answers a read.
    func ping() async throws(StoreError)

    /// Ends what runs, then lets go of the database; calls after it find the store unavailable.
    func close() async
}

extension Store {
    /// One of the leases may be a suspect's.
    public func claim(limit: Int, of bots: Set<BotID>, for worker: WorkerID) async throws(StoreError) -> [Lease] {
        try await claim(limit: limit, of: bots, suspect: true, for: worker)
    }

    /// Gives a conversation back, for a date that holds whatever came.
    public func release(_ lease: Lease, notBefore: Timestamp?) async throws(StoreError) {
        try await release(lease, notBefore: notBefore, seen: nil)
    }
}
