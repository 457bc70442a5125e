import CEL
import Engine

@testable import Runtime

/// One process's store on a simulated database, with a clock and a watch of its own, as a PostgreSQL store has them.
///
/// It does what claims, turns and deliveries need. Whoever asks it for the rest is told that it does not answer.
final class SimulatedStore: Store {
    /// The way to the database and back.
    protocol Network: Sendable {
        func carry<Answer: Sendable>(
            _ operation: String, _ effect: @escaping @Sendable () -> Result<Answer, StoreError>
        ) async -> Result<Answer, StoreError>
    }

    private typealias State = SimulatedDatabase.State

    let id = "simulated"
    private let database: SimulatedDatabase
    private let time: any TimeSource
    /// The database's.
    private let clock: @Sendable () -> Timestamp
    /// `nil`: there is nothing between.
    private let network: (any Network)?
    private let hints = Hints()
    private let watch = Locked(PostgresWatch())

    init(
        _ database: SimulatedDatabase, time: any TimeSource, clock: @escaping @Sendable () -> Timestamp,
        network: (any Network)? = nil
    ) {
        self.database = database
        self.time = time
        self.clock = clock
        self.network = network
    }

    /// - Returns: The answer, and from the database's clock to ours in milliseconds.
    private func perform<Answer: Sendable>(
        _ operation: String, _ body: @escaping @Sendable (inout SimulatedDatabase.State, Timestamp) throws(StoreError) -> Answer
    ) async throws(StoreError) -> (answer: Answer, shift: Int64) {
        let effect: @Sendable () -> Result<(Answer, Timestamp), StoreError> = { [database, clock] in
            let now = clock()
            do throws(StoreError) {
                return .success(
                    (try database.state.withLock { state throws(StoreError) in try body(&state, now) }, now))
            } catch {
                return .failure(error)
            }
        }
        let (answer, now) = try await (network?.carry(operation, effect) ?? effect()).get()
        return (answer, time.now.milliseconds - now.milliseconds)
    }

    /// A time of ours as milliseconds from now.
    private func distance(to date: Timestamp) -> Int64 { date.milliseconds - time.now.milliseconds }

    // MARK: Arrivals

    func accept(_ arrivals: [Arrival]) async throws(StoreError) {
        let inOrder = arrivals.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
        _ = try await perform("accept") { state, now throws(StoreError) in
            for (_, arrival) in inOrder { state.accept(arrival, at: now) }
        }
        hints.send()
    }

    func wakeUps() -> AsyncStream<Void> { hints.stream() }

    func operate(_ act: OperatorAct, on conversation: ConversationID) async throws(StoreError) -> Bool {
        let isKnown = try await perform("operate") { state, now throws(StoreError) in
            guard let place = state.rows.firstIndex(where: { $0.id == conversation }) else { return false }
            state.put(.operated(act), id: nil, into: place, at: now)
            return true
        }
        hints.send()
        return isKnown.answer
    }

    // MARK: Leases

    func register() async throws(StoreError) -> WorkerID {
        let start = time.uptime
        let worker = try await perform("register") { state, _ throws(StoreError) in state.register() }.answer
        watch.withLock { $0.begin(as: worker, at: start) }
        return worker
    }

    func beat(_ worker: WorkerID) async throws(StoreError) {
        let start = time.uptime
        let suspects = watch.withLock { $0.suspects(patience: PostgresStore.patience) }
        let answer = try await perform("beat") { state, now throws(StoreError) in
            try state.beat(worker, suspects: suspects, at: now)
        }.answer
        let strays = watch.withLock { $0.see(answer, at: start) }
        for stray in strays.sorted(by: { $0.conversation < $1.conversation }) {
            let lease = Lease(
                conversation: ConversationID(rawValue: stray.conversation), bot: BotID(rawValue: ""), worker: worker,
                fence: stray.fence, crashes: 0)
            do throws(StoreError) {
                _ = try await perform("release") { state, now throws(StoreError) in try state.release(lease, at: now) }
            } catch {
                guard error.code == .leaseLost else { throw error }
            }
        }
        if let freed = answer["freed"]?.int, freed > 0 { hints.send() }
    }

    func mayAct(under lease: Lease) -> Bool {
        watch.withLock { $0.mayAct(under: lease, at: time.uptime, within: PostgresStore.freshness) }
    }

    func claim(
        limit: Int, of bots: Set<BotID>, suspect: Bool, for worker: WorkerID
    ) async throws(StoreError) -> [Lease] {
        let leases = try await perform("claim") { state, now throws(StoreError) in
            try state.claim(limit: limit, of: bots, suspect: suspect, for: worker, at: now)
        }.answer
        return watch.withLock { watch in leases.filter { watch.take($0) } }
    }

    func load(_ lease: Lease, historyEntries: Int, events: Int) async throws(StoreError) -> ClaimedConversation {
        let (claimed, shift) = try await perform("load") { state, _ throws(StoreError) in
            try state.load(lease, historyEntries: historyEntries, events: events)
        }
        return claimed.shifted(by: shift)
    }

    func release(_ lease: Lease, notBefore: Timestamp?, seen: Int64?) async throws(StoreError) {
        let delay = notBefore.map(distance) ?? 0
        do throws(StoreError) {
            _ = try await perform("release") { state, now throws(StoreError) in
                let isNewer = try seen.map { (seen) throws(StoreError) in try state.hasEvent(after: seen, under: lease) } ?? false
                try state.release(lease, at: isNewer ? now : now.shifted(by: delay))
            }
        } catch {
            if error.code == .leaseLost { watch.withLock { $0.give(back: lease) } }
            throw error
        }
        watch.withLock { $0.give(back: lease) }
    }

    // MARK: Turns

    func save(
        _ turn: WorkingTurn, sending messages: [OutboundMessage], intending intents: [WriteIntent], under lease: Lease
    ) async throws(StoreError) -> [OutboxMessage] {
        let ours = time.now
        let (sent, shift) = try await perform("save") { state, now throws(StoreError) in
            try state.save(
                turn.shifted(by: now.milliseconds - ours.milliseconds), sending: messages, intending: intents, under: lease,
                at: now)
        }
        return sent.map { $0.shifted(by: shift) }
    }

    func record(_ result: CallResult, of key: IdempotencyKey, under lease: Lease) async throws(StoreError) {
        _ = try await perform("record") { state, _ throws(StoreError) in try state.record(result, of: key, under: lease) }
    }

    func finish(
        _ turn: FinishedTurn, sending messages: [OutboundMessage], under lease: Lease
    ) async throws(StoreError) -> [OutboxMessage] {
        let ours = time.now
        let (sent, shift) = try await perform("finish") { state, now throws(StoreError) in
            try state.finish(
                turn.shifted(by: now.milliseconds - ours.milliseconds), sending: messages, under: lease, at: now)
        }
        return sent.map { $0.shifted(by: shift) }
    }

    func suspend(_ turn: WorkingTurn, until date: Timestamp, under lease: Lease) async throws(StoreError) {
        let ours = time.now
        let delay = distance(to: date)
        defer { watch.withLock { $0.give(back: lease) } }
        _ = try await perform("suspend") { state, now throws(StoreError) in
            try state.suspend(
                turn.shifted(by: now.milliseconds - ours.milliseconds), until: now.shifted(by: delay), under: lease)
        }
    }

    func giveUp(
        event number: Int64, heard message: InboundMessage?, because reason: String, forgetting: Bool, under lease: Lease
    ) async throws(StoreError) {
        _ = try await perform("give up") { state, now throws(StoreError) in
            try state.giveUp(event: number, heard: message, because: reason, forgetting: forgetting, under: lease, at: now)
        }
    }

    // MARK: Outbox

    func resend(message number: Int64, under lease: Lease) async throws(StoreError) -> Bool {
        try await perform("resend") { state, now throws(StoreError) in
            try state.resend(message: number, under: lease, at: now)
        }.answer
    }

    func settle(message number: Int64, as delivery: Delivery, under lease: Lease) async throws(StoreError) {
        _ = try await perform("settle") { state, now throws(StoreError) in
            try state.settle(message: number, as: delivery, under: lease, at: now)
        }
    }

    func postpone(_ message: OutboxMessage, until date: Timestamp, under lease: Lease) async throws(StoreError) {
        let ours = time.now
        let delay = distance(to: date)
        defer { watch.withLock { $0.give(back: lease) } }
        _ = try await perform("postpone") { state, now throws(StoreError) in
            try state.postpone(
                message.shifted(by: now.milliseconds - ours.milliseconds), until: now.shifted(by: delay), under: lease, at: now)
        }
    }

    func pause(account: String, of bot: BotID, until date: Timestamp?, because reason: String) async throws(StoreError) {
        let delay = date.map(distance)
        _ = try await perform("pause") { state, now throws(StoreError) in
            let account = SimulatedDatabase.Account(bot: bot, name: account)
            state.pauses[account] = delay.map { (until: now.shifted(by: $0), reason: reason) }
        }
    }

    // MARK: Looking

    func history(of conversation: ConversationID, limit: Int) async throws(StoreError) -> [HistoryEntry] {
        try await perform("history") { state, _ throws(StoreError) in
            let row = state.rows.first { $0.id == conversation }
            return Array((row?.history ?? []).suffix(max(limit, 0)))
        }.answer
    }

    func statistics() async throws(StoreError) -> Statistics {
        try await perform("statistics") { state, now throws(StoreError) in state.statistics(at: now) }.answer
    }

    func deadLetters(_ filter: DeadLetterFilter, before: Int64?, limit: Int) async throws(StoreError) -> [DeadLetter] {
        try await perform("dead letters") { state, _ throws(StoreError) in
            let letters = state.letters.reversed().filter { letter in
                (filter.bot.map { letter.bot == $0 } ?? true) && (before.map { letter.id < $0 } ?? true)
            }
            return Array(letters.prefix(limit))
        }.answer
    }

    // MARK: Usage

    func count(tokens: Int, of bot: BotID, on day: Int) async throws(StoreError) {
        _ = try await perform("count") { state, _ throws(StoreError) in
            state.tokens["\(bot.rawValue) \(day)", default: 0] += tokens
        }
    }

    func tokens(of bot: BotID, on day: Int) async throws(StoreError) -> Int {
        try await perform("tokens") { state, _ throws(StoreError) in state.tokens["\(bot.rawValue) \(day)"] ?? 0 }.answer
    }

    func ping() async throws(StoreError) { _ = try await perform("ping") { _, _ throws(StoreError) in } }
    func close() async { hints.finish() }

    // MARK: What it does not do

    private func refusal(of operation: String) -> StoreError {
        StoreError(.unavailable, "\(operation): a simulated store does not do this")
    }

    func queues() async throws(StoreError) -> [BotQueue] { throw refusal(of: "queues") }
    func conversations(
        _ filter: ConversationFilter, before: ConversationID?, limit: Int
    ) async throws(StoreError) -> [ConversationSummary] {
        throw refusal(of: "conversations")
    }

    func conversation(_ id: ConversationID, historyEntries: Int) async throws(StoreError) -> StoredConversation? {
        throw refusal(of: "conversation")
    }

    func recordedTurns(of conversation: ConversationID, limit: Int) async throws(StoreError) -> [RecordedTurn] {
        throw refusal(of: "recorded turns")
    }

    func deadLetter(_ id: Int64) async throws(StoreError) -> StoredDeadLetter? { throw refusal(of: "dead letter") }
    func replay(deadLetter id: Int64) async throws(StoreError) -> DeadLetterAnswer { throw refusal(of: "replay") }
    func drop(deadLetter id: Int64, because reason: String) async throws(StoreError) -> DeadLetterAnswer {
        throw refusal(of: "drop")
    }

    func prune(before date: Timestamp) async throws(StoreError) -> Bool { throw refusal(of: "prune") }
    func scrub() async throws(StoreError) { throw refusal(of: "scrub") }
    func forget(_ lease: Lease) async throws(StoreError) { throw refusal(of: "forget") }
    func forgetIdle(
        of bot: BotID, since date: Timestamp, after place: ConversationID?
    ) async throws(StoreError) -> ConversationID? {
        throw refusal(of: "forget idle")
    }

    func erase(_ conversation: ConversationID) async throws(StoreError) -> Bool { throw refusal(of: "erase") }
    func export(_ conversation: ConversationID) async throws(StoreError) -> ConversationExport? { throw refusal(of: "export") }
}

extension Arrival {
    fileprivate var at: Timestamp {
        switch event {
        case .message(let message, _): message.at
        case .status(let status): status.at
        }
    }
}
