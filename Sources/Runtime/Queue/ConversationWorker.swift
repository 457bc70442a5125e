import Engine
import ServiceLifecycle

/// Does the work of one claimed conversation: first what is unsent, then turn after turn, and gives it back.
struct ConversationWorker {
    /// After how many claims that ended with the process a conversation's next piece of work is taken out.
    static let crashLimit = 5
    /// When to look again at a conversation that cannot be read.
    static let corruptDelay = Duration.seconds(900)

    let host: HostedBot
    let lease: Lease
    let context: WorkContext

    /// - Returns: Whether more of the conversation's work may be due at once, not counting what came in the meantime.
    @discardableResult
    func run() async -> Bool {
        do throws(StoreError) {
            guard let turns = try await begin() else { return true }
            return try await take(turns)
        } catch {
            await giveBack(after: error)
            return true
        }
    }

    /// What goes before the turns. It is apart from them, since what it holds would else be held while a turn waits.
    ///
    /// - Returns: `nil` when the conversation was given back, to be claimed again.
    private func begin() async throws(StoreError) -> TurnQueue? {
        let claimed = try await context.store.load(
            lease, historyEntries: host.bot.memoryEntries, events: TurnQueue.eventLimit)
        guard lease.crashes < ConversationWorker.crashLimit else {
            try await takeOut(of: claimed)
            return nil
        }
        let sender = OutboxSender(
            host: host, lease: lease, account: claimed.account, contact: claimed.contact, context: context)
        if !claimed.outbox.isEmpty, case .waits(let message, let date) = try await sender.send(claimed.outbox, areFresh: false) {
            try await context.store.postpone(message, until: date, under: lease)
            return nil
        }
        // What a person had deleted goes before anything else is done, once it is known that nothing is unsent.
        if claimed.working == nil, claimed.isForgotten {
            try await context.store.forget(lease)
            return nil
        }
        return TurnQueue(of: claimed, sender: sender)
    }

    /// Takes turn after turn.
    ///
    /// - Returns: As `run`.
    private func take(_ turns: TurnQueue) async throws(StoreError) -> Bool {
        var goesOn = true
        while goesOn, !Task.isShuttingDownGracefully, !Task.isCancelled {
            switch try turns.next() {
            case .nothing:
                goesOn = false
            case .nothingBefore(let date, let seen):
                try await context.store.release(lease, notBefore: date, seen: seen)
                return false
            case .unreadable(let turn):
                try await giveUp(turn)
                goesOn = false
            case .turn(let turn):
                switch try await turn.run() {
                case .over where turn.conversation.checkpoint.isForgotten:
                    try await context.store.forget(lease)
                    return true
                // A suspect is none any more, and others wait for its place.
                case .over: goesOn = turns.end(turn) && !lease.isSuspect
                case .toBeginAnew(let events): turns.beginAnew(with: events)
                case .putOff: return true
                case .givenUp:
                    turns.leaveRest()
                    goesOn = false
                }
            }
        }
        try await context.store.release(lease, notBefore: nil)
        return turns.hasMore
    }

    /// Makes a dead letter of what was due when the process ended time and again, an unsent message, else the next turn, and gives the
    /// conversation back.
    private func takeOut(of claimed: ClaimedConversation) async throws(StoreError) {
        let reason = "the process ended \(lease.crashes) times while it was worked on"
        if let message = claimed.outbox.first {
            // To wait for the status of a message in doubt ends no process.
            let decision = SendPolicy().decide(
                beforeSending: message, at: context.time.now, listeningSince: context.startedAt)
            if case .wait(let message, let delay) = decision {
                let date = context.time.now.advanced(by: delay)
                return try await context.store.postpone(message, until: date, under: lease)
            }
            let mayBeWithChannel = if case .handedOver = message.state { true } else { false }
            let failure = SendFailure(mayBeWithChannel ? .unknownOutcome : .rejected, reason)
            context.observer.messageNotSent(by: lease.bot, because: failure)
            try await context.store.settle(message: message.number, as: .failed(failure), under: lease)
        } else if let first = claimed.inbox.first {
            // All of a burst goes: what ended the process may be in any part of it.
            let event = Burst(of: claimed.inbox[...], by: host.bot, at: context.time.now)?.event ?? first
            let number = claimed.working?.event ?? event.number
            try await giveUp(
                HopelessTurn(
                    event: InboxEvent(number: number, receivedAt: first.receivedAt, kind: event.kind),
                    heard: claimed.working.map(\.told.heard) ?? event.message, reason: reason, isForgetting: false))
        }
        try await context.store.release(lease, notBefore: nil)
    }

    private func giveUp(_ turn: HopelessTurn) async throws(StoreError) {
        try await context.store.giveUp(
            event: turn.event.number, heard: turn.heard, because: turn.reason, forgetting: turn.isForgetting, under: lease)
        context.observer.turnEnded(
            of: lease.bot, as: .givenUp, after: context.time.now.elapsed(since: turn.event.receivedAt))
    }

    /// Gives the conversation back for later, as soon as the store answers; until then its place is taken, which keeps others from
    /// failing likewise.
    private func giveBack(after error: StoreError) async {
        context.observer.storeFailed(error)
        guard error.code != .leaseLost else { return }
        let delay = error.code == .corrupt ? ConversationWorker.corruptDelay : WorkContext.storeDelay
        try? await context.insist(after: StoreError.Code.passing + [.corrupt]) { () throws(StoreError) in
            try await context.store.release(lease, notBefore: context.time.now.advanced(by: delay))
        }
    }
}

/// A turn that becomes a dead letter. A class, so that the frame of the task that waits for it holds no copy.
final class HopelessTurn {
    let event: InboxEvent
    let heard: InboundMessage?
    let reason: String
    /// Whether the conversation is to begin anew.
    let isForgetting: Bool

    init(event: InboxEvent, heard: InboundMessage?, reason: String, isForgetting: Bool) {
        self.event = event
        self.heard = heard
        self.reason = reason
        self.isForgetting = isForgetting
    }
}

extension ClaimedConversation {
    /// Whether the person has had all of it deleted.
    fileprivate var isForgotten: Bool {
        guard let checkpoint, let saved = try? Checkpoint(decoding: checkpoint) else { return false }
        return saved.isForgotten
    }
}
