import CEL
import Engine

/// Runs one turn: asks the bot what follows, carries it out, tells the bot the results, until the turn is over.
///
/// What is kept is a transition. Nothing leaves before the transition that wants it is kept, but for reads and model calls, which may be
/// made again. A class for identity: one turn, which changes while it waits.
final class TurnRunner {
    /// More transitions than this are a loop in the bot.
    static let transitionLimit = 1000
    /// With no call under way, a turn stays in memory for a timer that is due so soon, and is suspended for a later one.
    static let patience = Duration.seconds(5)
    /// How often to look for what would have the turn begin anew.
    static let lookInterval = Duration.milliseconds(500)

    let burst: Burst
    private let sender: OutboxSender
    private let receipts: AsyncStream<Receipt>.Continuation
    private let work: WorkUnderWay
    /// After a turn that is over, as the next one finds it.
    private(set) var conversation: Conversation
    private var said: [HistoryEntry]
    private var told: [ToldEvent]
    private var wakeAt: Timestamp?
    private var failedAttempts: Int
    private let beganAt: Timestamp
    /// Of an unfinished turn: whether it goes on instead of beginning.
    private let isResumed: Bool
    /// Whether it sent or wrote something, or handed the conversation over.
    private var hasActed = false
    /// Set when a call is to be made again later.
    private var suspendedFor: Duration?
    private var transitions = 0

    enum End {
        case over
        /// The conversation was given back, to go on later.
        case putOff
        /// It has done nothing and is to begin again with what waits now.
        case toBeginAnew([InboxEvent])
        /// The event is a dead letter; the conversation is as it was before it.
        case givenUp
    }

    /// - Parameters:
    ///   - conversation: As it stands; in a turn that goes on, with the unfinished checkpoint.
    ///   - working: The unfinished turn.
    init(
        _ burst: Burst, of conversation: Conversation, goingOnFrom working: WorkingTurn?, journal: [JournalEntry],
        sender: OutboxSender, receipts: AsyncStream<Receipt>.Continuation
    ) {
        self.burst = burst
        work = WorkUnderWay(
            runner: CallRunner(
                host: sender.host, lease: sender.lease, event: burst.event.number, journal: journal, context: sender.context),
            time: sender.context.time)
        self.sender = sender
        self.receipts = receipts
        self.conversation = conversation
        said = working?.said ?? []
        told = working?.told ?? []
        wakeAt = working?.wakeAt
        failedAttempts = working?.failedAttempts ?? 0
        beganAt = working?.beganAt ?? sender.context.time.now
        isResumed = working != nil
    }

    private var host: HostedBot { sender.host }
    private var lease: Lease { sender.lease }
    private var context: WorkContext { sender.context }

    func run() async throws(StoreError) -> End {
        do throws(StoreError) {
            let end = try await goOn()
            // What still sleeps holds nobody up.
            await work.end()
            return end
        } catch {
            await work.end()
            throw error
        }
    }

    private func goOn() async throws(StoreError) -> End {
        var next: ToldEvent?
        if isResumed {
            for call in host.bot.pendingCalls(of: conversation) { work.start(call) }
            work.setAlarm(to: wakeAt)
        } else {
            next = ToldEvent(Event(at: context.time.now, kind: burst.event.told))
        }
        var lastWasModel = false
        while true {
            if let told = next {
                if let end = try await advance(on: told, savingAlways: lastWasModel) { return end }
            }
            switch try await nextEvent() {
            case .told(let event, byModel: let byModel): (next, lastWasModel) = (event, byModel)
            case .none: return try await suspend()
            case .newer(let events):
                report(.begunAnew)
                return .toBeginAnew(events)
            }
        }
    }

    /// - Returns: The turn's end, or `nil` while calls or timers are to be awaited.
    private func advance(on told: ToldEvent, savingAlways: Bool) async throws(StoreError) -> End? {
        let event = told.event
        transitions += 1
        guard transitions <= TurnRunner.transitionLimit else {
            return try await giveUp(because: "it went on after \(TurnRunner.transitionLimit) transitions")
        }
        if host.bot.countsTokens {
            conversation.tokensToday = try await context.store.tokens(of: lease.bot, on: host.bot.day(at: event.at))
        }
        let transition = host.bot.advance(conversation, on: event)
        conversation = transition.conversation
        conversation.history += transition.said
        said += transition.said
        self.told.append(told)
        wakeAt = transition.wakeAt
        let effects = Effects(of: transition, on: event, via: host.channel)
        for receipt in effects.receipts { receipts.yield(receipt) }
        if work.hasCalls { work.drop(allBut: Set(host.bot.pendingCalls(of: conversation).map(\.id))) }
        if transition.outcome != .working { return try await finish(effects, of: transition) }
        if case .abandoned = event.kind { return try await giveUp(because: "it does not end when it is abandoned") }
        if let end = try await keep(effects, at: event.at, savingAlways: savingAlways) { return end }
        for call in effects.calls { work.start(call) }
        work.setAlarm(to: wakeAt)
        return nil
    }

    /// Keeps the turn where it stands if something must not be lost or is about to leave, and sends its messages.
    private func keep(_ effects: Effects, at date: Timestamp, savingAlways: Bool) async throws(StoreError) -> End? {
        let intents = effects.calls.compactMap(work.runner.intent)
        let handedOver = effects.handedOver(at: date)
        let acts = !effects.messages.isEmpty || !intents.isEmpty || handedOver != nil
        guard savingAlways || acts else { return nil }
        if acts { hasActed = true }
        var turn = working
        turn.handedOver = handedOver
        let messages = try await context.store.save(turn, sending: effects.messages, intending: intents, under: lease)
        report(handedOver)
        guard !messages.isEmpty, case .waits(let message, let date) = try await sender.send(messages, areFresh: true) else {
            return nil
        }
        try await work.settle()
        try await context.store.postpone(message, until: date, under: lease)
        report(.suspended)
        return .putOff
    }

    /// What a turn that waited goes on with.
    private enum News {
        case told(ToldEvent, byModel: Bool)
        /// The turn is to be suspended.
        case none
        /// The turn is to begin anew, and what it asked is cut short; all that waits, its own events too.
        case newer([InboxEvent])
    }

    /// Waits for the result of a call or for the earliest timer.
    private func nextEvent() async throws(StoreError) -> News {
        while work.hasCalls || suspendedFor == nil && work.rings(within: TurnRunner.patience) {
            let mayBeginAnew = mayBeginAnew && work.asksModel
            if mayBeginAnew { work.setLook(after: TurnRunner.lookInterval) }
            let news = await work.next()
            if mayBeginAnew, !Task.isCancelled, let events = try await newer() { return .newer(events) }
            switch news {
            case .ended(let call, let outcome):
                let result = try outcome.get()
                if Task.isCancelled {
                    suspendedFor = .zero
                    continue
                }
                let isModel = if case .model = call.work { true } else { false }
                if isModel, case .failure(let failure) = result, let delay = delay(before: failure) {
                    suspendedFor = max(suspendedFor ?? .zero, delay)
                    continue
                }
                let event = Event(at: context.time.now, kind: .finished(call.id, result))
                return .told(ToldEvent(event, use: ToldEvent.Use(of: call)), byModel: isModel)
            case .rang(let date):
                // The clock that alarms go by and the calendar may differ a little.
                return .told(ToldEvent(Event(at: max(context.time.now, date), kind: .timer)), byModel: false)
            case .looked, nil:
                break
            }
        }
        if suspendedFor != nil || wakeAt != nil { return .none }
        let failure = CallFailure(.invalid, "the turn waits for a call that nobody makes")
        return .told(ToldEvent(Event(at: context.time.now, kind: .abandoned(failure))), byModel: false)
    }

    /// Only of a turn that began in this process, since of another it is not known what it did.
    private var mayBeginAnew: Bool { !isResumed && !hasActed && suspendedFor == nil && burst.mayBeginAnew(by: host.bot) }

    /// All that waits, if some of it has the turn begin anew.
    private func newer() async throws(StoreError) -> [InboxEvent]? {
        let events = try await context.store.load(lease, historyEntries: 0, events: Burst.limit).inbox
        return burst.isToBeginAnew(with: events, by: host.bot) ? events : nil
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
            event: burst.event.number, beganAt: beganAt, checkpoint: conversation.checkpoint.encoded(), said: said,
            failedAttempts: failedAttempts, wakeAt: wakeAt, told: told)
    }

    private func finish(_ effects: Effects, of transition: Transition) async throws(StoreError) -> End {
        let handedOver = effects.handedOver(at: told.last?.event.at ?? beganAt)
        let turn = FinishedTurn(
            event: burst.event.number, beganAt: beganAt, checkpoint: conversation.checkpoint.encoded(), said: said,
            failure: transition.failure, rest: FinishedTurn.Rest(of: transition), wakeAt: wakeAt, handedOver: handedOver,
            told: told)
        let messages = try await context.store.finish(turn, sending: effects.messages, under: lease)
        report(transition.failure != nil ? .failed : transition.trace.isTooOld ? .tooOld : .finished)
        report(handedOver)
        let end = try await sender.send(messages, areFresh: true)
        // A write that the bot no longer waits for does not hold up the reply.
        try await work.settle()
        if case .waits(let message, let date) = end {
            try await context.store.postpone(message, until: date, under: lease)
            return .putOff
        }
        conversation.history = conversation.history.suffix(host.bot.memoryEntries)
        return .over
    }

    private func suspend() async throws(StoreError) -> End {
        var date = wakeAt
        if let delay = suspendedFor {
            if delay > .zero { failedAttempts += 1 }
            let retry = context.time.now.advanced(by: delay)
            date = date.map { min($0, retry) } ?? retry
        }
        try await context.store.suspend(working, until: date ?? context.time.now, under: lease)
        report(.suspended)
        return .putOff
    }

    private func giveUp(because reason: String) async throws(StoreError) -> End {
        try await work.settle()
        try await context.store.giveUp(
            event: burst.event.number, heard: told.heard, because: reason, forgetting: false, under: lease)
        report(.givenUp)
        return .givenUp
    }

    private func report(_ end: TurnEnd) {
        context.observer.turnEnded(of: lease.bot, as: end, after: context.time.now.elapsed(since: beganAt))
    }

    private func report(_ handedOver: HandedOver?) {
        guard let handedOver else { return }
        context.observer.handedOver(lease.conversation, by: lease.bot, to: handedOver.queue)
    }
}

extension FinishedTurn.Rest {
    fileprivate init(of transition: Transition) {
        if transition.outcome == .ended {
            self = .ended
        } else {
            self = transition.conversation.checkpoint.isHandedOver ? .handedOver : .waiting
        }
    }
}

/// A transition's effects, each kind in its order.
private struct Effects {
    var receipts: [Receipt] = []
    var messages: [OutboundMessage] = []
    var calls: [Call] = []
    private var handOver: HandOver?

    /// - Parameter event: An operator's own words are sent as they are; the bot only hears of them.
    init(of transition: Transition, on event: Event, via channel: any Channel) {
        if case .operated(.wrote(let text)) = event.kind { messages = channel.parts(of: .text(text, previewURL: true)) }
        for effect in transition.effects {
            switch effect {
            case .receipt(let receipt): receipts.append(receipt)
            case .send(let message): messages += channel.parts(of: message)
            case .call(let call): calls.append(call)
            case .handOver(let handOver): self.handOver = handOver
            }
        }
    }

    func handedOver(at date: Timestamp) -> HandedOver? {
        handOver.map { HandedOver(queue: $0.queue, summary: $0.summary, since: date) }
    }
}
