import CEL
import Engine

@testable import Runtime

extension SimulatedDatabase.State {
    // MARK: Turns

    mutating func save(
        _ turn: WorkingTurn, sending messages: [OutboundMessage], intending intents: [WriteIntent], under lease: Lease,
        at now: Timestamp
    ) throws(StoreError) -> [OutboxMessage] {
        let place = try hold(lease)
        keep(turn, in: place)
        for intent in intents where !rows[place].journal.contains(where: { $0.intent.key == intent.key }) {
            rows[place].journal.append(SimulatedDatabase.Journalled(intent: intent))
        }
        return enqueue(messages, of: turn.event, in: place, at: now)
    }

    mutating func suspend(_ turn: WorkingTurn, until date: Timestamp, under lease: Lease) throws(StoreError) {
        let place = try hold(lease)
        try release(lease, at: date)
        keep(turn, in: place)
    }

    private mutating func keep(_ turn: WorkingTurn, in place: Int) {
        var turn = turn
        rows[place].handedOver = turn.handedOver ?? rows[place].handedOver
        turn.handedOver = nil
        rows[place].working = turn
    }

    mutating func record(_ result: CallResult, of key: IdempotencyKey, under lease: Lease) throws(StoreError) {
        let place = try hold(lease)
        guard let entry = rows[place].journal.firstIndex(where: { $0.intent.key == key }) else { return }
        rows[place].journal[entry].result = result
    }

    mutating func finish(
        _ turn: FinishedTurn, sending messages: [OutboundMessage], under lease: Lease, at now: Timestamp
    ) throws(StoreError) -> [OutboxMessage] {
        let place = try consume(event: turn.event, under: lease)
        rows[place].wakeAt = turn.wakeAt
        rows[place].turns.append(
            SimulatedDatabase.Turn(event: turn.event, before: rows[place].checkpoint, told: turn.told))
        rows[place].checkpoint = turn.checkpoint
        rows[place].history += turn.said
        rows[place].handedOver = turn.rest == .handedOver ? turn.handedOver ?? rows[place].handedOver : nil
        if let failure = turn.failure {
            let words = (failure.node.map { "at '\($0.rawValue)': " } ?? "") + failure.message
            bury(.turn(event: turn.event), of: place, because: words, at: now)
            retell(event: turn.event, as: turn.told.heard, in: place)
        }
        return enqueue(messages, of: turn.event, in: place, at: now)
    }

    mutating func giveUp(
        event number: Int64, heard message: InboundMessage?, because reason: String, forgetting: Bool, under lease: Lease,
        at now: Timestamp
    ) throws(StoreError) {
        let place = try consume(event: number, under: lease)
        bury(.turn(event: number), of: place, because: reason, at: now)
        retell(event: number, as: message, in: place)
        guard forgetting else { return }
        rows[place].checkpoint = nil
        rows[place].handedOver = nil
        rows[place].wakeAt = nil
    }

    private mutating func consume(event number: Int64, under lease: Lease) throws(StoreError) -> Int {
        let place = try hold(lease)
        guard rows[place].done < number || defect == .noFence, number <= rows[place].last else { throw StoreError(lost: lease) }
        if defect != .unfinished { rows[place].done = max(rows[place].done, number) }
        rows[place].crashes = 0
        rows[place].working = nil
        return place
    }

    private mutating func retell(event number: Int64, as message: InboundMessage?, in place: Int) {
        guard defect != .lastOnly, let message, let entry = rows[place].inbox.firstIndex(where: { $0.event.number == number })
        else { return }
        rows[place].inbox[entry].retold = message
    }

    private mutating func bury(_ subject: DeadLetter.Subject, of place: Int, because reason: String, at now: Timestamp) {
        let row = rows[place]
        letters.append(
            DeadLetter(
                id: Int64(letters.count) + 1, bot: row.account.bot, conversation: row.id, contact: row.contact, subject: subject,
                reason: reason, at: now, settlement: nil))
    }

    private mutating func enqueue(
        _ messages: [OutboundMessage], of event: Int64, in place: Int, at now: Timestamp
    ) -> [OutboxMessage] {
        messages.map { message in
            lastNonce += 1
            let digits = String(lastNonce, radix: 16)
            let number = Int64(rows[place].outbox.count) + 1
            let tag = DeliveryTag(
                conversation: rows[place].id, number: number,
                nonce: String(repeating: "0", count: max(16 - digits.count, 0)) + digits)
            let sent = OutboxMessage(number: number, tag: tag, message: message, createdAt: now, state: .handedOver(now))
            rows[place].outbox.append(SimulatedDatabase.Sent(message: sent, event: event))
            return sent
        }
    }

    // MARK: Outbox

    private func entry(_ number: Int64, in place: Int) -> Int? {
        let entry = Int(number) - 1
        return rows[place].outbox.indices.contains(entry) ? entry : nil
    }

    mutating func resend(message number: Int64, under lease: Lease, at now: Timestamp) throws(StoreError) -> Bool {
        let place = try hold(lease)
        guard let entry = entry(number, in: place) else { return false }
        guard rows[place].outbox[entry].state == .unsettled else {
            lateResends.insert(rows[place].outbox[entry].message.tag)
            return false
        }
        if case .handedOver = rows[place].outbox[entry].message.state { rows[place].outbox[entry].message.unknownOutcomes += 1 }
        rows[place].outbox[entry].message.state = .handedOver(now)
        return true
    }

    mutating func settle(message number: Int64, as delivery: Delivery, under lease: Lease, at now: Timestamp) throws(StoreError) {
        let place = try hold(lease)
        guard defect != .unsettled, let entry = entry(number, in: place) else { return }
        let isOpen = rows[place].outbox[entry].state == .unsettled
        if isOpen { rows[place].crashes = 0 }
        switch delivery {
        case .sent(let providerID):
            if isOpen { rows[place].outbox[entry].state = .sent }
            rows[place].outbox[entry].providerID = rows[place].outbox[entry].providerID ?? providerID
            let key = "\(rows[place].account.bot.rawValue) \(rows[place].account.name) \(providerID)"
            if let early = early.removeValue(forKey: key) { advance(entry, of: place, to: early.status, at: now) }
        case .dropped:
            if isOpen { rows[place].outbox[entry].state = .dropped }
        case .failed(let failure):
            guard isOpen else { return }
            rows[place].outbox[entry].state = .failed
            bury(.delivery(message: number), of: place, because: failure.summary, at: now)
        }
    }

    mutating func postpone(
        _ message: OutboxMessage, until date: Timestamp, under lease: Lease, at now: Timestamp
    ) throws(StoreError) {
        let place = try hold(lease)
        var isKept = false
        for entry in rows[place].outbox.indices where rows[place].outbox[entry].state == .unsettled {
            let number = rows[place].outbox[entry].message.number
            if number == message.number {
                rows[place].outbox[entry].message = message
                isKept = true
            } else if number > message.number {
                rows[place].outbox[entry].message.state = .waiting
            }
        }
        try release(lease, at: isKept ? date : now)
    }

    // MARK: Statuses

    mutating func note(_ status: DeliveryStatus, of account: SimulatedDatabase.Account, at now: Timestamp) {
        let tag = status.tag.flatMap { DeliveryTag($0) }
        for place in rows.indices where rows[place].account == account {
            let tagged = rows[place].outbox.firstIndex { $0.message.tag == tag }
            let known = rows[place].outbox.firstIndex { $0.providerID == status.messageID }
            if let entry = tagged ?? known { return advance(entry, of: place, to: status, at: now) }
        }
        let rank = Self.rank(of: status)
        let key = "\(account.bot.rawValue) \(account.name) \(status.messageID)"
        if let before = early[key], before.rank >= rank { return }
        early[key] = SimulatedDatabase.EarlyStatus(status: status, rank: rank)
    }

    private static func rank(of status: DeliveryStatus) -> Int {
        (DeliveryStatus.Stage.allCases.firstIndex(of: status.stage) ?? 0) + 1
    }

    private mutating func advance(_ entry: Int, of place: Int, to status: DeliveryStatus, at now: Timestamp) {
        let sent = rows[place].outbox[entry]
        let rank = Self.rank(of: status)
        guard rank > sent.rank else { return }
        rows[place].outbox[entry].rank = rank
        rows[place].outbox[entry].providerID = sent.providerID ?? status.messageID
        if sent.state == .unsettled {
            rows[place].outbox[entry].state = .sent
            rows[place].crashes = 0
            if rows[place].worker == nil { rows[place].dueAt = now }
        }
        guard status.stage == .failed, sent.state == .unsettled || sent.state == .sent else { return }
        let isUnwanted = status.failure?.code == .unwanted
        rows[place].outbox[entry].state = isUnwanted ? .dropped : .failed
        guard !isUnwanted else { return }
        bury(
            .delivery(message: sent.message.number), of: place, because: status.failure?.summary ?? "the channel gave no reason",
            at: now)
    }

    // MARK: Looking

    func statistics(at now: Timestamp) -> Statistics {
        let due = rows.filter { row in row.worker == nil && row.dueAt.map { $0 <= now } ?? false }
        let oldest = due.compactMap(\.dueAt).min()
        return Statistics(
            dueConversations: due.count, oldestDueAge: oldest.map { now.elapsed(since: $0) } ?? .zero,
            claimedConversations: rows.count { $0.worker != nil },
            suspendedConversations: rows.count { row in row.worker == nil && row.dueAt.map { $0 > now } ?? false },
            unsentMessages: rows.reduce(0) { $0 + $1.unsettled },
            handedOverConversations: rows.count { $0.handedOver != nil }, deadLetters: letters.count,
            pausedAccounts: pauses.filter { $0.value.until > now }.map {
                Statistics.PausedAccount(bot: $0.key.bot, account: $0.key.name, reason: $0.value.reason)
            })
    }
}
