import CEL
import Engine

/// What of a conversation's waiting events makes its next turn: one of them, or the texts of a burst together.
struct Burst {
    /// So many texts at most; with so many waiting, none more is waited for.
    static let limit = TurnQueue.eventLimit
    /// A turn with so many texts is not begun anew any more, so that a person who does not stop is answered.
    static let restartLimit = 10
    /// For how many times `turns.merge` more is waited for at most.
    static let patience = 5

    /// Under the number of the last event that it takes: with it all of them are done.
    let event: InboxEvent
    /// How many texts make it.
    let texts: Int
    /// Until when more may come; `nil`: its turn may begin.
    let settlesAt: Timestamp?

    /// - Parameter waiting: In order; `nil` when it is empty.
    init?(of waiting: ArraySlice<InboxEvent>, by bot: Bot, at now: Timestamp) {
        guard let first = waiting.first else { return nil }
        let policy = bot.turns
        guard policy.gathers, let text = first.text(joinedBy: bot) else {
            event = first
            texts = 1
            settlesAt = nil
            return
        }
        var others: [InboundMessage] = []
        var last = first
        var number = first.number
        var isClosed = false
        for next in waiting.dropFirst() {
            // A reaction between two texts asks for nothing.
            if next.isNotice {
                number = next.number
                continue
            }
            guard let text = next.text(joinedBy: bot), policy.joins(next, to: last) else {
                isClosed = true
                break
            }
            others.append(text)
            last = next
            number = next.number
        }
        event = InboxEvent(
            number: number, receivedAt: first.receivedAt, kind: .message(InboundMessage.joining(text, others)))
        texts = others.count + 1
        guard let silence = policy.merge, !isClosed, waiting.count < Burst.limit else {
            settlesAt = nil
            return
        }
        let date = min(last.receivedAt.advanced(by: silence), first.receivedAt.advanced(by: silence * Burst.patience))
        settlesAt = date > now ? date : nil
    }

    /// Whether its turn, which has done nothing yet, is to be begun anew because of what came since.
    func isToBeginAnew(with waiting: [InboxEvent], by bot: Bot) -> Bool {
        let newer = waiting.first { $0.number > event.number && !$0.isNotice }
        return newer?.text(joinedBy: bot) != nil
    }

    /// Whether that may ever be.
    func mayBeginAnew(by bot: Bot) -> Bool {
        bot.turns.whileBusy == .restart && texts < Burst.restartLimit && event.text(joinedBy: bot) != nil
    }
}

extension TurnPolicy {
    /// Whether several messages may make one turn.
    var gathers: Bool { merge != nil || whileBusy != .queue }

    /// What came during a turn is gathered however long ago it was; else what follows within the silence.
    fileprivate func joins(_ event: InboxEvent, to last: InboxEvent) -> Bool {
        guard whileBusy == .queue, let merge else { return true }
        return event.receivedAt.elapsed(since: last.receivedAt) <= merge
    }
}

extension InboxEvent {
    /// `nil` for what makes a turn by itself.
    fileprivate func text(joinedBy bot: Bot) -> InboundMessage? {
        guard case .message(let message) = kind, bot.joins(message) else { return nil }
        return message
    }

    fileprivate var isNotice: Bool {
        guard case .message(let message) = kind, case .notice = message.content else { return false }
        return true
    }
}
