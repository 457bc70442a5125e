import CEL
public import Engine
public import ServiceLifecycle

/// Takes due conversations from the store and has each worked on, many at once and each by one worker at a time.
public struct Dispatcher: Service {
    public struct Limits: Sendable, Equatable {
        /// Conversations that are worked on at once; with several bots, half of them are kept for the bots, an equal part for each.
        public var conversations = 64
        /// How often the store is asked when nothing hints at work; 250 ms through 1 s.
        public var pollInterval = Duration.milliseconds(500)
        /// How often the store is told that this worker lives.
        public var beatInterval = Duration.seconds(2)
        /// How often, and from which age on, what is settled is forgotten. A channel may send a message again for 7 days.
        public var pruneInterval = Duration.seconds(3600)
        /// How long after the start that is done first: a process that never runs for an interval forgets too.
        public var firstPrune = Duration.seconds(60)
        public var keptFor = Duration.seconds(8 * 86_400)

        public init() {}
    }

    private let bots: [BotID: HostedBot]
    private let limits: Limits
    private let context: WorkContext

    /// - Parameter chance: 0 up to 1, another each time.
    public init(
        store: any Store, bots: [BotID: HostedBot], observer: any TurnObserver, time: any TimeSource = SystemTime(),
        limits: Limits = Limits(), chance: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.bots = bots
        self.limits = limits
        context = WorkContext(store: store, observer: observer, time: time, chance: chance)
    }

    /// Runs until it is cancelled or shut down gracefully; then it claims no more and returns when the turns that run have ended and
    /// their receipts are shown.
    /// A turn that is cancelled is put off and loses no attempt.
    public func run() async throws {
        let (looks, look) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let hints = context.store.wakeUps()
        let identity = Identity()
        await beat(as: identity)
        look.yield()
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { feeders in
                feeders.addTask { for await _ in hints { look.yield() } }
                feeders.addTask { await every(limits.pollInterval) { look.yield() } }
                feeders.addTask { await every(limits.beatInterval) { await beat(as: identity) } }
                feeders.addTask { await every(limits.pruneInterval, from: limits.firstPrune) { await prune() } }
                async let shown: Void = context.receipts.run()
                await dispatch(on: looks, lookingAgainBy: look, as: identity)
                context.receipts.finish()
                await shown
                feeders.cancelAll()
            }
        } onGracefulShutdown: {
            look.finish()
        }
    }

    /// Returns when `looks` has ended and all conversations are given back.
    private func dispatch(
        on looks: AsyncStream<Void>, lookingAgainBy look: AsyncStream<Void>.Continuation, as identity: Identity
    ) async {
        let all = Set(bots.keys)
        let slots = Locked(Slots(limits.conversations, for: all, limits: bots.compactMapValues(\.bot.limits.turns)))
        let known = Locked(Looks())
        // Suspects are worked on one at a time, so that none ends with a process that another one ended.
        let hasSuspect = Locked(false)
        await withDiscardingTaskGroup { workers in
            for await _ in looks {
                let number = known.withLock { $0.begin() }
                var asked = all
                while !Task.isShuttingDownGracefully, !Task.isCancelled,
                    let offer = slots.withLock({ $0.offer(to: asked) })
                {
                    let claimed = await claim(offer, suspect: !hasSuspect.withLock(\.self), as: identity)
                    for worker in claimed {
                        let bot = worker.lease.bot
                        let isSuspect = worker.lease.isSuspect
                        slots.withLock { $0.take(for: bot) }
                        if isSuspect {
                            hasSuspect.withLock { $0 = true }
                            context.observer.suspectTaken(worker.lease.conversation, by: bot, after: worker.lease.crashes)
                        }
                        workers.addTask {
                            let leavesWork = await worker.run()
                            if isSuspect { hasSuspect.withLock { $0 = false } }
                            slots.withLock { $0.leave(by: bot) }
                            let mayFindMore = known.withLock { $0.mayFindMore(after: number) }
                            if leavesWork || isSuspect || mayFindMore { look.yield() }
                        }
                    }
                    // Of these no more is due.
                    if claimed.count < offer.limit { asked.subtract(offer.bots) }
                }
                known.withLock { [asked] in $0.end(isShort: !asked.isEmpty) }
            }
        }
    }

    private func claim(
        _ offer: Slots.Offer, suspect: Bool, as identity: Identity
    ) async -> [ConversationWorker] {
        guard let worker = identity.worker.withLock({ $0 }) else { return [] }
        do throws(StoreError) {
            let leases = try await context.store.claim(
                limit: offer.limit, of: offer.bots, suspect: suspect, for: worker)
            return leases.compactMap { lease in
                bots[lease.bot].map { ConversationWorker(host: $0, lease: lease, context: context) }
            }
        } catch {
            // Taken for dead: nothing can be claimed until the next beat registers it anew.
            if error.code == .leaseLost { identity.worker.withLock { if $0 == worker { $0 = nil } } }
            context.observer.storeFailed(error)
            return []
        }
    }

    private func beat(as identity: Identity) async {
        do throws(StoreError) {
            if let worker = identity.worker.withLock({ $0 }) {
                try await context.store.beat(worker)
            } else {
                let worker = try await context.store.register()
                identity.worker.withLock { $0 = worker }
            }
        } catch {
            if error.code == .leaseLost { identity.worker.withLock { $0 = nil } }
            context.observer.storeFailed(error)
        }
    }

    /// In steps, so that nobody waits for long; what is left when the task is cancelled goes the next time.
    private func prune() async {
        do throws(StoreError) {
            let date = context.time.now.advanced(by: .zero - limits.keptFor)
            while !Task.isCancelled, try await context.store.prune(before: date) {}
            for (id, host) in bots {
                guard let keep = host.bot.keepsFor else { continue }
                let date = context.time.now.advanced(by: .zero - keep)
                var place: ConversationID?
                repeat {
                    place = try await context.store.forgetIdle(of: id, since: date, after: place)
                } while place != nil && !Task.isCancelled
            }
        } catch {
            context.observer.storeFailed(error)
        }
    }

    /// Does something again and again until the task is cancelled.
    ///
    /// - Parameter first: Until the first time; left out: as until each other.
    private func every(_ interval: Duration, from first: Duration? = nil, _ work: () async -> Void) async {
        var rest = first ?? interval
        do throws(CancellationError) {
            while true {
                try await context.time.sleep(for: rest)
                await work()
                rest = interval
            }
        } catch {}
    }
}

/// Who the dispatcher is to the store; nobody until the store has answered, and again when it gave the worker up. A class for identity.
private final class Identity: Sendable {
    let worker = Locked<WorkerID?>(nil)
}

/// Whether there may be something to claim. A conversation that is given back is no reason to look for work: only what nobody could
/// claim before is.
private struct Looks {
    private var number = 0
    /// Whether the last look may have left something for want of slots.
    private var isShort = false

    /// - Returns: The look's number.
    mutating func begin() -> Int {
        isShort = true
        number += 1
        return number
    }

    mutating func end(isShort: Bool) { self.isShort = isShort }

    /// Whether there may be something when a conversation is given back: what found no slot, or what came to the conversation while it
    /// was worked on, which a later look than that of its claim passed over.
    func mayFindMore(after look: Int) -> Bool { isShort || number > look }
}
