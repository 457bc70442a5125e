import CEL
import Engine

/// Which turn of a claimed conversation is next. It decides, and awaits nothing.
///
/// A class, so that a conversation whose turn waits holds it once: in the frames of tasks a struct is copied.
final class TurnQueue {
    enum Next {
        case turn(TurnRunner)
        case nothing
        /// Nothing before then: until then more may come to what waits, whose last event has that number.
        case nothingBefore(Timestamp, seen: Int64)
        /// It cannot be told where to begin.
        case unreadable(HopelessTurn)
    }

    /// How many events have their turns under one claim.
    static let eventLimit = 20

    private let claimed: ClaimedConversation
    private let sender: OutboxSender
    private var current: Conversation?
    private var waiting: ArraySlice<InboxEvent>
    /// An unfinished turn goes by the number of the last event that it took.
    private var working: WorkingTurn?
    /// A turn that is begun anew has its unfinished one in the store until it is kept itself: it waits for no more.
    private var isBegunAnew = false
    private var leavesWork: Bool

    init(of claimed: ClaimedConversation, sender: OutboxSender) {
        self.claimed = claimed
        self.sender = sender
        waiting = claimed.inbox[...]
        leavesWork = waiting.count >= TurnQueue.eventLimit
        working = claimed.working.flatMap { working in
            claimed.inbox.contains { $0.number == working.event } ? working : nil
        }
    }

    private var bot: Bot { sender.host.bot }

    /// Whether more of the conversation's work may be due at once.
    var hasMore: Bool { leavesWork || !waiting.isEmpty }

    /// Passes over the events that an unfinished turn took before its last one.
    ///
    /// - Throws: `unavailable` when a later version of the program wrote the checkpoint: in a rolling restart, that one goes on.
    func next() throws(StoreError) -> Next {
        if let working { waiting = waiting.drop { $0.number < working.event } }
        let now = sender.context.time.now
        guard let burst = Burst(of: working == nil ? waiting : waiting.prefix(1), by: bot, at: now) else { return .nothing }
        if working == nil, !isBegunAnew, let date = burst.settlesAt, let last = waiting.last {
            return .nothingBefore(date, seen: last.number)
        }
        do throws(CheckpointError) {
            let conversation = if let current { current } else { try restore() }
            return .turn(TurnRunner(burst, of: conversation, goingOnFrom: working, journal: claimed.journal, sender: sender))
        } catch {
            let conversation = sender.lease.conversation.rawValue
            if error.isOfLaterVersion {
                throw StoreError(.unavailable, "conversation \(conversation) was written by a later version of the program")
            }
            leavesWork = true
            return .unreadable(
                HopelessTurn(
                    event: burst.event, heard: working.map(\.told.heard) ?? burst.event.message,
                    reason: "its checkpoint cannot be read: \(error.message)", isForgetting: working == nil))
        }
    }

    private func restore() throws(CheckpointError) -> Conversation {
        var checkpoint = Checkpoint.start
        if let saved = working?.checkpoint ?? claimed.checkpoint { checkpoint = try Checkpoint(decoding: saved) }
        return Conversation(
            id: sender.lease.conversation, startedAt: claimed.startedAt, contact: claimed.contact, checkpoint: checkpoint,
            history: claimed.history + (working?.said ?? []))
    }

    /// - Returns: Whether there may be another turn under this claim.
    func end(_ turn: TurnRunner) -> Bool {
        current = turn.conversation
        working = nil
        waiting = waiting.drop { $0.number <= turn.burst.event.number }
        // What came during the turn is not among those that were waiting before it.
        return !bot.turns.gathers
    }

    /// - Parameter events: All that waits.
    func beginAnew(with events: [InboxEvent]) {
        waiting = events[...]
        leavesWork = leavesWork || waiting.count >= Burst.limit
        working = nil
        isBegunAnew = true
    }

    /// What is left is for another claim.
    func leaveRest() { leavesWork = true }
}
