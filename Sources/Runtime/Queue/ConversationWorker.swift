import Engine
import ServiceLifecycle

/// Does the work of one claimed conversation: first what is unsent, then turn after turn, and gives it back.
struct ConversationWorker {
    /// How many events have their turns under one claim.
    static let eventLimit = 20
    /// After how many claims that ended with the process a conversation's next piece of work is taken out.
    static let crashLimit = 5
    /// When to look again at a conversation whose store failed, and at one that cannot be read.
    static let storeDelay = Duration.seconds(5)
    static let corruptDelay = Duration.seconds(900)

    let host: HostedBot
    let lease: Lease
    let context: WorkContext

    /// - Returns: Whether more of the conversation's work may be due at once, not counting what came in the meantime.
    @discardableResult
    func run() async -> Bool {
        do throws(StoreError) {
            let claimed = try await context.store.load(
                lease, historyEntries: host.bot.memoryEntries, events: ConversationWorker.eventLimit)
            // The courtesies of a turn go their own way: they neither hold it up nor are cut short by its end.
            let (receipts, receipt) = AsyncStream<Receipt>.makeStream(bufferingPolicy: .bufferingOldest(16))
            async let shown: Void = show(receipts, to: claimed.contact)
            let result: Result<Bool, StoreError>
            do throws(StoreError) {
                result = .success(try await work(on: claimed, showing: receipt))
            } catch {
                result = .failure(error)
            }
            receipt.finish()
            await shown
            return try result.get()
        } catch {
            await giveBack(after: error)
            return true
        }
    }

    /// - Returns: As `run`.
    private func work(
        on claimed: ClaimedConversation, showing receipts: AsyncStream<Receipt>.Continuation
    ) async throws(StoreError) -> Bool {
        guard lease.crashes < ConversationWorker.crashLimit else {
            try await takeOut(of: claimed)
            try await context.store.release(lease, notBefore: nil)
            return true
        }
        let sender = OutboxSender(
            host: host, lease: lease, account: claimed.account, contact: claimed.contact, context: context)
        if case .waits(let message, let date) = try await sender.send(claimed.outbox, areFresh: false) {
            try await context.store.postpone(message, until: date, under: lease)
            return true
        }
        // What a person had deleted goes before anything else is done, once it is known that nothing is unsent.
        if claimed.working == nil, claimed.isForgotten {
            try await context.store.forget(lease)
            return true
        }
        var current: Conversation?
        var waiting = claimed.inbox[...]
        var leavesWork = waiting.count >= ConversationWorker.eventLimit
        // An unfinished turn goes by the number of the last event that it took.
        var working = claimed.working.flatMap { working in waiting.contains { $0.number == working.event } ? working : nil }
        // A turn that is begun anew has its unfinished one in the store until it is kept itself: it waits for no more.
        var isBegunAnew = false
        turns: while !Task.isShuttingDownGracefully, !Task.isCancelled {
            if let working { waiting = waiting.drop { $0.number < working.event } }
            guard let burst = Burst(of: working == nil ? waiting : waiting.prefix(1), by: host.bot, at: context.time.now) else {
                break
            }
            if working == nil, !isBegunAnew, let date = burst.settlesAt {
                try await context.store.release(lease, notBefore: date)
                return false
            }
            let event = burst.event
            let conversation: Conversation
            do throws(CheckpointError) {
                if let current { conversation = current } else { conversation = try restore(claimed, goingOnFrom: working) }
            } catch {
                try await giveUp(
                    event, heard: working.map(\.told.heard) ?? event.message,
                    because: "its checkpoint cannot be read: \(error.message)", forgetting: working == nil)
                leavesWork = true
                break turns
            }
            let turn = TurnRunner(
                burst, of: conversation, goingOnFrom: working, journal: claimed.journal, host: host, lease: lease,
                sender: sender, receipts: receipts, context: context)
            switch try await turn.run() {
            case .over where turn.conversation.checkpoint.isForgotten:
                try await context.store.forget(lease)
                return true
            case .over: current = turn.conversation
            case .toBeginAnew(let events):
                waiting = events[...]
                leavesWork = leavesWork || waiting.count >= Burst.limit
                working = nil
                isBegunAnew = true
                continue turns
            case .putOff: return true
            case .givenUp:
                leavesWork = true
                break turns
            }
            waiting = waiting.drop { $0.number <= event.number }
            // What came during the turn is not among those that were waiting before it.
            if host.bot.turns.gathers { break }
            working = nil
        }
        try await context.store.release(lease, notBefore: nil)
        return leavesWork || !waiting.isEmpty
    }

    private func restore(
        _ claimed: ClaimedConversation, goingOnFrom working: WorkingTurn?
    ) throws(CheckpointError) -> Conversation {
        var checkpoint = Checkpoint.start
        if let saved = working?.checkpoint ?? claimed.checkpoint { checkpoint = try Checkpoint(decoding: saved) }
        return Conversation(
            id: lease.conversation, startedAt: claimed.startedAt, contact: claimed.contact, checkpoint: checkpoint,
            history: claimed.history + (working?.said ?? []))
    }

    /// Makes a dead letter of what was due when the process ended time and again: an unsent message, else the next turn.
    private func takeOut(of claimed: ClaimedConversation) async throws(StoreError) {
        let reason = "the process ended \(lease.crashes) times while it was worked on"
        if let message = claimed.outbox.first {
            let failure = SendFailure(.rejected, reason)
            context.observer.messageNotSent(by: lease.bot, because: failure)
            try await context.store.settle(message: message.number, as: .failed(failure), under: lease)
        } else if let first = claimed.inbox.first {
            // All of a burst goes: what ended the process may be in any part of it.
            let event = Burst(of: claimed.inbox[...], by: host.bot, at: context.time.now)?.event ?? first
            let number = claimed.working?.event ?? event.number
            try await giveUp(
                InboxEvent(number: number, receivedAt: first.receivedAt, kind: event.kind),
                heard: claimed.working.map(\.told.heard) ?? event.message, because: reason, forgetting: false)
        }
    }

    private func giveUp(
        _ event: InboxEvent, heard message: InboundMessage?, because reason: String, forgetting: Bool
    ) async throws(StoreError) {
        try await context.store.giveUp(
            event: event.number, heard: message, because: reason, forgetting: forgetting, under: lease)
        context.observer.turnEnded(
            of: lease.bot, as: .givenUp, after: context.time.now.elapsed(since: event.receivedAt))
    }

    private func show(_ receipts: AsyncStream<Receipt>, to contact: Contact) async {
        for await receipt in receipts {
            do throws(SendFailure) {
                try await host.channel.show(receipt, to: contact)
            } catch {
                context.observer.receiptNotShown(by: lease.bot, because: error)
            }
        }
    }

    /// Gives the conversation back for later, as soon as the store answers; until then its place is taken, which keeps others from
    /// failing likewise.
    private func giveBack(after error: StoreError) async {
        context.observer.storeFailed(error)
        let delay = error.code == .corrupt ? ConversationWorker.corruptDelay : ConversationWorker.storeDelay
        var last = error
        while last.code != .leaseLost, !Task.isCancelled {
            do throws(StoreError) {
                return try await context.store.release(lease, notBefore: context.time.now.advanced(by: delay))
            } catch {
                last = error
            }
            do throws(CancellationError) {
                try await context.time.sleep(for: ConversationWorker.storeDelay)
            } catch {
                return
            }
        }
    }
}

extension ClaimedConversation {
    /// Whether the person has had all of it deleted.
    fileprivate var isForgotten: Bool {
        guard let checkpoint, let saved = try? Checkpoint(decoding: checkpoint) else { return false }
        return saved.isForgotten
    }
}
