import CEL
import Engine

/// Runs one turn: asks the bot what follows, carries it out, tells the bot the results, until the turn is over.
///
/// What is kept is a transition. Nothing leaves before the transition that wants it is kept, but for reads and model calls, which may be
/// made again.
struct TurnRunner {
    /// More transitions than this are a loop in the bot.
    static let transitionLimit = 1000

    let host: HostedBot
    let lease: Lease
    let message: InboxMessage
    let calls: CallRunner
    let sender: OutboxSender
    let receipts: AsyncStream<Receipt>.Continuation
    let context: WorkContext

    private var conversation: Conversation
    private var said: [HistoryEntry]
    private var failedAttempts: Int
    private let beganAt: Timestamp
    /// Of an unfinished turn: whether it goes on instead of beginning.
    private let isResumed: Bool
    /// Set when a call is to be made again later.
    private var suspendedFor: Duration?
    private var transitions = 0

    enum End {
        /// The conversation as the next turn finds it.
        case over(Conversation)
        /// The conversation was given back, to go on later.
        case putOff
        /// The message is a dead letter; the conversation is as it was before it.
        case givenUp
    }

    /// What one child task brings.
    private typealias Result = (call: Call, result: Swift.Result<CallResult, StoreError>)

    /// - Parameters:
    ///   - conversation: As it stands; in a turn that goes on, with the unfinished checkpoint.
    ///   - working: The unfinished turn.
    init(
        _ message: InboxMessage, of conversation: Conversation, goingOnFrom working: WorkingTurn?, journal: [JournalEntry],
        host: HostedBot, lease: Lease, sender: OutboxSender, receipts: AsyncStream<Receipt>.Continuation, context: WorkContext
    ) {
        self.host = host
        self.lease = lease
        self.message = message
        self.calls = CallRunner(host: host, lease: lease, message: message.number, journal: journal, context: context)
        self.sender = sender
        self.receipts = receipts
        self.context = context
        self.conversation = conversation
        said = working?.said ?? []
        failedAttempts = working?.failedAttempts ?? 0
        beganAt = working?.beganAt ?? context.time.now
        isResumed = working != nil
    }

    func run() async throws(StoreError) -> End {
        let result = await withTaskGroup(of: Result.self) { group -> Swift.Result<End, StoreError> in
            var turn = self
            do throws(StoreError) {
                let end = try await turn.goOn(in: &group)
                return .success(end)
            } catch {
                group.cancelAll()
                return .failure(error)
            }
        }
        return try result.get()
    }

    private mutating func goOn(in group: inout TaskGroup<Result>) async throws(StoreError) -> End {
        var event: Event.Kind? = isResumed ? nil : .message(message.message)
        if isResumed { for call in host.bot.pendingCalls(of: conversation) { start(call, in: &group) } }
        var lastWasModel = false
        while true {
            if let kind = event {
                if let end = try await advance(on: kind, savingAlways: lastWasModel, in: &group) { return end }
            }
            (event, lastWasModel) = try await nextEvent(in: &group)
            if event == nil {
                return try await suspend()
            }
        }
    }

    /// - Returns: The turn's end, or `nil` while calls are to be awaited.
    private mutating func advance(
        on kind: Event.Kind, savingAlways: Bool, in group: inout TaskGroup<Result>
    ) async throws(StoreError) -> End? {
        transitions += 1
        guard transitions <= TurnRunner.transitionLimit else {
            return try await giveUp(because: "it went on after \(TurnRunner.transitionLimit) transitions", in: &group)
        }
        let transition = host.bot.advance(conversation, on: Event(at: context.time.now, kind: kind))
        conversation = transition.conversation
        conversation.history += transition.said
        said += transition.said
        let effects = Effects(of: transition, on: host.channel)
        for receipt in effects.receipts { receipts.yield(receipt) }
        if transition.outcome != .working { return try await finish(effects, failure: transition.failure, in: &group) }
        if case .abandoned = kind { return try await giveUp(because: "it does not end when it is abandoned", in: &group) }
        let intents = effects.calls.compactMap(calls.intent)
        if savingAlways || !effects.messages.isEmpty || !intents.isEmpty {
            let messages = try await context.store.save(
                working, sending: effects.messages, intending: intents, under: lease)
            if case .waits(let message, let date) = try await sender.send(messages, areFresh: true) {
                return try await putOff(behind: message, until: date, in: &group)
            }
        }
        for call in effects.calls { start(call, in: &group) }
        return nil
    }

    private func start(_ call: Call, in group: inout TaskGroup<Result>) {
        group.addTask { [calls] in
            do throws(StoreError) {
                return (call, .success(try await calls.run(call)))
            } catch {
                return (call, .failure(error))
            }
        }
    }

    /// Waits for the result of a call.
    ///
    /// - Returns: What to tell the bot, and whether a model said it; no event when the turn is to be suspended.
    private mutating func nextEvent(in group: inout TaskGroup<Result>) async throws(StoreError) -> (Event.Kind?, Bool) {
        while let (call, outcome) = await group.next() {
            let result = try outcome.get()
            if Task.isCancelled {
                suspendedFor = .zero
                continue
            }
            guard case .model = call.work else { return (.finished(call.id, result), false) }
            if case .failure(let failure) = result, let delay = delay(before: failure) {
                suspendedFor = max(suspendedFor ?? .zero, delay)
                continue
            }
            return (.finished(call.id, result), true)
        }
        if suspendedFor != nil { return (nil, false) }
        return (.abandoned(CallFailure(.invalid, "the turn waits for a call that nobody makes")), false)
    }

    /// How long to wait before a model is asked again; `nil` when its failure is final.
    private func delay(before failure: CallFailure) -> Duration? {
        let policy = host.bot.errors
        guard failure.code == .unavailable, failedAttempts + 1 < policy.attempts else { return nil }
        let backoff = Backoff(first: policy.backoff, factor: 2, limit: policy.timeLimit)
        let delay = backoff.delay(after: failedAttempts + 1, asked: failure.retryAfter)
        return context.time.now.advanced(by: delay).elapsed(since: beganAt) <= policy.timeLimit ? delay : nil
    }

    private var working: WorkingTurn {
        WorkingTurn(
            message: message.number, beganAt: beganAt, checkpoint: conversation.checkpoint.encoded(), said: said,
            failedAttempts: failedAttempts)
    }

    private func finish(
        _ effects: Effects, failure: TurnFailure?, in group: inout TaskGroup<Result>
    ) async throws(StoreError) -> End {
        try await settle(&group)
        let turn = FinishedTurn(
            message: message.number, checkpoint: conversation.checkpoint.encoded(), said: said, failure: failure)
        let messages = try await context.store.finish(turn, sending: effects.messages, under: lease)
        report(failure == nil ? .finished : .failed)
        if case .waits(let message, let date) = try await sender.send(messages, areFresh: true) {
            try await context.store.postpone(message, until: date, under: lease)
            return .putOff
        }
        var next = conversation
        next.history = next.history.suffix(host.bot.memoryEntries)
        return .over(next)
    }

    private mutating func suspend() async throws(StoreError) -> End {
        let delay = suspendedFor ?? .zero
        if delay > .zero { failedAttempts += 1 }
        try await context.store.suspend(working, until: context.time.now.advanced(by: delay), under: lease)
        report(.suspended)
        return .putOff
    }

    private func putOff(
        behind message: OutboxMessage, until date: Timestamp, in group: inout TaskGroup<Result>
    ) async throws(StoreError) -> End {
        try await settle(&group)
        try await context.store.postpone(message, until: date, under: lease)
        report(.suspended)
        return .putOff
    }

    private func giveUp(because reason: String, in group: inout TaskGroup<Result>) async throws(StoreError) -> End {
        try await settle(&group)
        try await context.store.giveUp(message: message.number, because: reason, forgetting: false, under: lease)
        report(.givenUp)
        return .givenUp
    }

    /// Lets the calls that are under way end: a write among them is journalled before the lease goes.
    private func settle(_ group: inout TaskGroup<Result>) async throws(StoreError) {
        while let (_, outcome) = await group.next() { _ = try outcome.get() }
    }

    private func report(_ end: TurnEnd) {
        context.observer.turnEnded(of: lease.bot, as: end, after: context.time.now.elapsed(since: beganAt))
    }
}

/// A transition's effects, each kind in its order.
private struct Effects {
    var receipts: [Receipt] = []
    var messages: [OutboundMessage] = []
    var calls: [Call] = []

    init(of transition: Transition, on channel: any Channel) {
        for effect in transition.effects {
            switch effect {
            case .receipt(let receipt): receipts.append(receipt)
            case .send(let message): messages += channel.parts(of: message)
            case .call(let call): calls.append(call)
            case .handOver: break
            }
        }
    }
}
