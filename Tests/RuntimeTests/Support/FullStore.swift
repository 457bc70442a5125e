import CEL
import Engine

@testable import Runtime

/// A store on which no turn can be finished for want of room. All else is the other store's.
struct FullStore: Store {
    private let store: any Store

    init(_ store: any Store) { self.store = store }

    func finish(
        _ turn: FinishedTurn, sending messages: [OutboundMessage], under lease: Lease
    ) async throws(StoreError) -> [OutboxMessage] {
        throw StoreError(.full, "finish: no room")
    }

    var id: String { store.id }
    func accept(_ arrivals: [Arrival]) async throws(StoreError) { try await store.accept(arrivals) }
    func operate(_ act: OperatorAct, on conversation: ConversationID) async throws(StoreError) -> Bool {
        try await store.operate(act, on: conversation)
    }

    func mayAct(under lease: Lease) -> Bool { store.mayAct(under: lease) }

    func wakeUps() -> AsyncStream<Void> { store.wakeUps() }
    func register() async throws(StoreError) -> WorkerID { try await store.register() }
    func beat(_ worker: WorkerID) async throws(StoreError) { try await store.beat(worker) }

    func claim(
        limit: Int, of bots: Set<BotID>, suspect: Bool, for worker: WorkerID
    ) async throws(StoreError) -> [Lease] {
        try await store.claim(limit: limit, of: bots, suspect: suspect, for: worker)
    }

    func load(_ lease: Lease, historyEntries: Int, events: Int) async throws(StoreError) -> ClaimedConversation {
        try await store.load(lease, historyEntries: historyEntries, events: events)
    }

    func release(_ lease: Lease, notBefore: Timestamp?, seen: Int64?) async throws(StoreError) {
        try await store.release(lease, notBefore: notBefore, seen: seen)
    }

    func save(
        _ turn: WorkingTurn, sending messages: [OutboundMessage], intending intents: [WriteIntent], under lease: Lease
    ) async throws(StoreError) -> [OutboxMessage] {
        try await store.save(turn, sending: messages, intending: intents, under: lease)
    }

    func record(_ result: CallResult, of key: IdempotencyKey, under lease: Lease) async throws(StoreError) {
        try await store.record(result, of: key, under: lease)
    }

    func suspend(_ turn: WorkingTurn, until date: Timestamp, under lease: Lease) async throws(StoreError) {
        try await store.suspend(turn, until: date, under: lease)
    }

    func giveUp(
        event number: Int64, heard message: InboundMessage?, because reason: String, forgetting: Bool, under lease: Lease
    ) async throws(StoreError) {
        try await store.giveUp(event: number, heard: message, because: reason, forgetting: forgetting, under: lease)
    }

    func resend(message number: Int64, under lease: Lease) async throws(StoreError) -> Bool {
        try await store.resend(message: number, under: lease)
    }

    func settle(message number: Int64, as delivery: Delivery, under lease: Lease) async throws(StoreError) {
        try await store.settle(message: number, as: delivery, under: lease)
    }

    func postpone(_ message: OutboxMessage, until date: Timestamp, under lease: Lease) async throws(StoreError) {
        try await store.postpone(message, until: date, under: lease)
    }

    func pause(
        account: String, of bot: BotID, until date: Timestamp?, because reason: String
    ) async throws(StoreError) {
        try await store.pause(account: account, of: bot, until: date, because: reason)
    }

    func history(of conversation: ConversationID, limit: Int) async throws(StoreError) -> [HistoryEntry] {
        try await store.history(of: conversation, limit: limit)
    }

    func deadLetters(
        _ filter: DeadLetterFilter, before: Int64?, limit: Int
    ) async throws(StoreError) -> [DeadLetter] {
        try await store.deadLetters(filter, before: before, limit: limit)
    }

    func deadLetter(_ id: Int64) async throws(StoreError) -> StoredDeadLetter? { try await store.deadLetter(id) }
    func replay(deadLetter id: Int64) async throws(StoreError) -> DeadLetterAnswer { try await store.replay(deadLetter: id) }
    func drop(deadLetter id: Int64, because reason: String) async throws(StoreError) -> DeadLetterAnswer {
        try await store.drop(deadLetter: id, because: reason)
    }

    func queues() async throws(StoreError) -> [BotQueue] { try await store.queues() }
    func statistics() async throws(StoreError) -> Statistics { try await store.statistics() }

    func conversations(
        _ filter: ConversationFilter, before: ConversationID?, limit: Int
    ) async throws(StoreError) -> [ConversationSummary] {
        try await store.conversations(filter, before: before, limit: limit)
    }

    func conversation(_ id: ConversationID, historyEntries: Int) async throws(StoreError) -> StoredConversation? {
        try await store.conversation(id, historyEntries: historyEntries)
    }

    func recordedTurns(of conversation: ConversationID, limit: Int) async throws(StoreError) -> [RecordedTurn] {
        try await store.recordedTurns(of: conversation, limit: limit)
    }

    func prune(before date: Timestamp) async throws(StoreError) -> Bool { try await store.prune(before: date) }
    func forget(_ lease: Lease) async throws(StoreError) { try await store.forget(lease) }
    func forgetIdle(
        of bot: BotID, since date: Timestamp, after place: ConversationID?
    ) async throws(StoreError) -> ConversationID? {
        try await store.forgetIdle(of: bot, since: date, after: place)
    }

    func erase(_ conversation: ConversationID) async throws(StoreError) -> Bool { try await store.erase(conversation) }
    func export(_ conversation: ConversationID) async throws(StoreError) -> ConversationExport? {
        try await store.export(conversation)
    }

    func scrub() async throws(StoreError) { try await store.scrub() }
    func count(tokens: Int, of bot: BotID, on day: Int) async throws(StoreError) {
        try await store.count(tokens: tokens, of: bot, on: day)
    }

    func tokens(of bot: BotID, on day: Int) async throws(StoreError) -> Int { try await store.tokens(of: bot, on: day) }
    func ping() async throws(StoreError) { try await store.ping() }
    func close() async { await store.close() }
}
