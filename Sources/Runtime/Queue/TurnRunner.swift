import CEL
import Engine

/// Runs one turn: asks the bot what follows, carries it out, tells the bot the results, until the turn is over.
///
/// What is kept is a transition. Nothing leaves before the transition that wants it is kept, but for reads and model calls, which may be
/// made again, and receipts. What a model said is kept with what leaves next, and soon if nothing does: most turns are over by then.
/// A class for identity: one turn, which changes while it waits.
final class TurnRunner {
    /// More transitions than this are a loop in the bot.
    static let transitionLimit = 1000
    /// With no call under way, a turn stays in memory for a timer that is due so soon, and is suspended for a later one.
    static let patience = Duration.seconds(5)
    /// How often to look for what would have the turn begin anew, and how long what a model said may not be kept.
    static let lookInterval = Duration.milliseconds(500)

    let burst: Burst
    private let sender: OutboxSender
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
    /// Whether a model said what was not kept yet, so that it would be asked again.
    private var hasUnkept = false
    /// Set when a call is to be made again later.
    private var suspendedFor: Duration?
    private var transitions = 0
    /// What the bot is told next.
    private var next: ToldEvent?
    /// Whether that is a model's reply, which is not to be asked for again.
    private var isNextByModel = false

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
        sender: OutboxSender
    ) {
        self.burst = burst
        work = WorkUnderWay(
            runner: CallRunner(
                host: sender.host, lease: sender.lease, event: burst.event.number, journal: journal, context: sender.context),
            time: sender.context.time)
        self.sender = sender
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
            await work.end(keepsWrites: error.code != .leaseLost)
            throw error
        }
    }

    private func goOn() async throws(StoreError) -> End {
        begin()
        while true {
            if next != nil, let end = try await advance() { return end }
            switch try await waitForNext() {
            case .told: continue
            case .none: return try await suspend()
            case .newer(let events):
                report(.begunAnew)
                return .toBeginAnew(events)
            }
        }
    }

    private func begin() {
        if isResumed {
            for call in host.bot.pendingCalls(of: conversation) { work.start(call) }
            work.setAlarm(to: wakeAt)
        } else {
            tell(burst.event.told, at: context.time.now)
        }
    }

    /// - Returns: The turn's end, or `nil` while calls or timers are to be awaited.
    private func advance() async throws(StoreError) -> End? {
        transitions += 1
        guard transitions <= TurnRunner.transitionLimit else {
            return try await giveUp(because: "it went on after \(TurnRunner.transitionLimit) transitions")
        }
        if host.bot.countsTokens {
            let day = host.bot.day(at: next?.event.at ?? context.time.now)
            conversation.tokensToday = try await context.store.tokens(of: lease.bot, on: day)
        }
        guard let effects = tellBot() else { return nil }
        if effects.isOver { return try await finish(effects) }
        if effects.isAbandoned { return try await giveUp(because: "it does not end when it is abandoned") }
        if let end = try await keep(effects) { return end }
        for call in effects.calls { work.start(call) }
        work.setAlarm(to: wakeAt)
        return nil
    }

    /// Tells the bot what is next.
    private func tellBot() -> Effects? {
        guard let told = next else { return nil }
        next = nil
        let transition = host.bot.advance(conversation, on: told.event)
        conversation = transition.conversation
        conversation.history += transition.said
        said += transition.said
        self.told.append(told)
        wakeAt = transition.wakeAt
        let effects = Effects(transition, on: told.event, isByModel: isNextByModel, via: host.channel)
        for receipt in effects.receipts {
            context.receipts.put(receipt, to: sender.contact, of: lease.conversation, by: host)
        }
        if work.hasCalls { work.drop(allBut: Set(host.bot.pendingCalls(of: conversation).map(\.id))) }
        return effects
    }

    /// Keeps the turn where it stands if something is about to leave, and sends its messages.
    private func keep(_ effects: Effects) async throws(StoreError) -> End? {
        if effects.isByModel { hasUnkept = true }
        let intents = effects.calls.compactMap(work.runner.intent)
        guard !effects.messages.isEmpty || !intents.isEmpty || effects.handedOver != nil else { return nil }
        hasActed = true
        hasUnkept = false
        var turn = working
        turn.handedOver = effects.handedOver
        let messages = try await context.store.save(turn, sending: effects.messages, intending: intents, under: lease)
        report(effects.handedOver)
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
        /// What is next.
        case told
        /// The turn is to be suspended.
        case none
        /// The turn is to begin anew, and what it asked is cut short; all that waits, its own events too.
        case newer([InboxEvent])
    }

    /// Waits for the result of a call or for the earliest timer.
    private func waitForNext() async throws(StoreError) -> News {
        while work.hasCalls || suspendedFor == nil && work.rings(within: TurnRunner.patience) {
            let mayBeginAnew = mayBeginAnew && work.asksModel
            if mayBeginAnew || hasUnkept, !Task.isCancelled { work.setLook(after: TurnRunner.lookInterval) }
            let news = await work.next()
            if mayBeginAnew, !Task.isCancelled, let events = try await newer() { return .newer(events) }
            if hasUnkept, case .looked = news, !Task.isCancelled {
                hasUnkept = false
                _ = try await context.store.save(working, sending: [], intending: [], under: lease)
            }
            try take(news)
            if next != nil { return .told }
        }
        if suspendedFor != nil || wakeAt != nil { return .none }
        tell(.abandoned(CallFailure(.invalid, "the turn waits for a call that nobody makes")), at: context.time.now)
        return .told
    }

    private func take(_ news: WorkUnderWay.News?) throws(StoreError) {
        switch news {
        case .ended(let call, let outcome):
            let result = try outcome.get()
            if Task.isCancelled { return suspendedFor = .zero }
            let isModel = if case .model = call.work { true } else { false }
            if isModel, case .failure(let failure) = result, let delay = delay(before: failure) {
                return suspendedFor = max(suspendedFor ?? .zero, delay)
            }
            tell(.finished(call.id, result), at: context.time.now, use: ToldEvent.Use(of: call), isByModel: isModel)
        // The clock that alarms go by and the calendar may differ a little.
        case .rang(let date): tell(.timer, at: max(context.time.now, date))
        case .looked, nil: break
        }
    }

    private func tell(_ kind: Event.Kind, at date: Timestamp, use: ToldEvent.Use? = nil, isByModel: Bool = false) {
        next = ToldEvent(Event(at: date, kind: kind), use: use)
        isNextByModel = isByModel
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

    private func finish(_ effects: Effects) async throws(StoreError) -> End {
        let messages = try await context.store.finish(finished(by: effects), sending: effects.messages, under: lease)
        report(effects.failure != nil ? .failed : effects.isTooOld ? .tooOld : .finished)
        report(effects.handedOver)
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

    private func finished(by effects: Effects) -> FinishedTurn {
        FinishedTurn(
            event: burst.event.number, beganAt: beganAt, checkpoint: conversation.checkpoint.encoded(), said: said,
            failure: effects.failure, rest: effects.rest, wakeAt: wakeAt, handedOver: effects.handedOver, told: told)
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

/// What a transition has done, each kind in its order, and how it ends. A class, so that the frames of waiting tasks hold no copy.
private final class Effects {
    let receipts: [Receipt]
    let messages: [OutboundMessage]
    let calls: [Call]
    let handedOver: HandedOver?
    let isOver: Bool
    let failure: TurnFailure?
    let rest: FinishedTurn.Rest
    let isTooOld: Bool
    /// Whether the bot was told that the turn is abandoned.
    let isAbandoned: Bool
    let isByModel: Bool

    /// - Parameter event: An operator's own words are sent as they are; the bot only hears of them.
    init(_ transition: Transition, on event: Event, isByModel: Bool, via channel: any Channel) {
        var (receipts, messages, calls): ([Receipt], [OutboundMessage], [Call]) = ([], [], [])
        var handedOver: HandedOver?
        if case .operated(.wrote(let text)) = event.kind { messages = channel.parts(of: .text(text, previewURL: true)) }
        for effect in transition.effects {
            switch effect {
            case .receipt(let receipt): receipts.append(receipt)
            case .send(let message): messages += channel.parts(of: message)
            case .call(let call): calls.append(call)
            case .handOver(let handOver):
                handedOver = HandedOver(queue: handOver.queue, summary: handOver.summary, since: event.at)
            }
        }
        (self.receipts, self.messages, self.calls, self.handedOver) = (receipts, messages, calls, handedOver)
        isOver = transition.outcome != .working
        failure = transition.failure
        rest = FinishedTurn.Rest(of: transition)
        isTooOld = transition.trace.isTooOld
        isAbandoned = if case .abandoned = event.kind { true } else { false }
        self.isByModel = isByModel
    }
}
