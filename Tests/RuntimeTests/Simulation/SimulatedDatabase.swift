import CEL
import Engine

@testable import Runtime

/// What the stores of a simulation share: the tables, as values. A class for identity.
final class SimulatedDatabase: Sendable {
    /// What is broken on purpose, to see whether the oracle condemns it.
    enum Defect: CaseIterable, Sendable {
        /// What is written under a lost lease is written.
        case noFence
        /// A finished turn leaves its event waiting.
        case unfinished
        /// What was sent is not known to be.
        case unsettled
        /// A dead letter of a burst is about its last text.
        case lastOnly
    }

    struct Account: Hashable {
        let bot: BotID
        let name: String
    }

    struct Heard {
        let event: InboxEvent
        let messageID: String?
        /// What its turn heard, of a dead letter; the stores put it into the event's place.
        var retold: InboundMessage?
    }

    struct Sent {
        enum State: Equatable { case unsettled, sent, dropped, failed }

        var message: OutboxMessage
        /// The inbox event whose turn sends it.
        let event: Int64
        var state = State.unsettled
        var providerID: String?
        var rank = 0
    }

    struct Journalled {
        let intent: WriteIntent
        var result: CallResult?
    }

    struct Turn {
        let event: Int64
        /// As the turn found it.
        let before: JSON?
        let told: [ToldEvent]
    }

    struct Row {
        let id: ConversationID
        let account: Account
        var contact: Contact
        let startedAt: Timestamp
        var inbox: [Heard] = []
        var done: Int64 = 0
        var outbox: [Sent] = []
        var dueAt: Timestamp?
        var wakeAt: Timestamp?
        var worker: WorkerID?
        var fence: Int64 = 0
        var crashes = 0
        var checkpoint: JSON?
        var working: WorkingTurn?
        var journal: [Journalled] = []
        var history: [HistoryEntry] = []
        var turns: [Turn] = []
        var handedOver: HandedOver?

        var last: Int64 { Int64(inbox.count) }
        var unsettled: Int { outbox.count { $0.state == .unsettled } }
        var hasWork: Bool { last > done || unsettled > 0 }
    }

    struct EarlyStatus {
        let status: DeliveryStatus
        let rank: Int
    }

    struct State {
        let defect: Defect?
        var rows: [Row] = []
        var beats: [Int64: Int64] = [:]
        var lastWorker: Int64 = 0
        var pauses: [Account: (until: Timestamp, reason: String)] = [:]
        var early: [String: EarlyStatus] = [:]
        var letters: [DeadLetter] = []
        var tokens: [String: Int] = [:]
        var lastNonce = 0
        /// Messages that were to be sent again when a status had told of them.
        var lateResends: Set<DeliveryTag> = []

        /// Whether nothing is left to do but for timers that are not due.
        var isAtRest: Bool { rows.allSatisfy { !$0.hasWork && $0.worker == nil } }
    }

    let state: Locked<State>

    init(defect: Defect? = nil) { state = Locked(State(defect: defect)) }
}

extension SimulatedDatabase.State {
    /// The place of the lease's conversation.
    func hold(_ lease: Lease) throws(StoreError) -> Int {
        let place = Int(lease.conversation.rawValue) - 1
        guard rows.indices.contains(place) else { throw StoreError(lost: lease) }
        let isHeld = rows[place].worker == lease.worker && rows[place].fence == lease.fence
        guard isHeld || defect == .noFence else { throw StoreError(lost: lease) }
        return place
    }

    // MARK: Arrivals

    mutating func accept(_ arrival: Arrival, at now: Timestamp) {
        let account = SimulatedDatabase.Account(bot: arrival.bot, name: arrival.account)
        switch arrival.event {
        case .status(let status): note(status, of: account, at: now)
        case .message(let message, let contact):
            let isKnown = rows.contains { row in row.account == account && row.inbox.contains { $0.messageID == message.id } }
            guard !isKnown else { return }
            let place = place(of: contact, on: account, at: now)
            put(.message(message), id: message.id, into: place, at: now)
        }
    }

    private mutating func place(of contact: Contact, on account: SimulatedDatabase.Account, at now: Timestamp) -> Int {
        if let place = rows.firstIndex(where: { $0.account == account && $0.contact.key == contact.key }) {
            rows[place].contact.phone = contact.phone ?? rows[place].contact.phone
            rows[place].contact.name = contact.name ?? rows[place].contact.name
            return place
        }
        let id = ConversationID(rawValue: Int64(rows.count) + 1)
        rows.append(SimulatedDatabase.Row(id: id, account: account, contact: contact, startedAt: now))
        return rows.count - 1
    }

    mutating func put(_ kind: InboxEvent.Kind, id: String?, into place: Int, at now: Timestamp) {
        let event = InboxEvent(number: rows[place].last + 1, receivedAt: now, kind: kind)
        rows[place].inbox.append(SimulatedDatabase.Heard(event: event, messageID: id))
        let row = rows[place]
        let isSilence = row.dueAt.map { $0 > now } ?? false && row.unsettled == 0 && row.working == nil
        rows[place].dueAt = isSilence ? now : row.dueAt ?? now
    }

    // MARK: Leases

    mutating func register() -> WorkerID {
        lastWorker += 1
        beats[lastWorker] = 0
        return WorkerID(rawValue: lastWorker)
    }

    /// As `trama.beat` does it, and answers.
    mutating func beat(_ worker: WorkerID, suspects: JSON, at now: Timestamp) throws(StoreError) -> JSON {
        guard let count = beats[worker.rawValue] else {
            throw StoreError(.leaseLost, "beat: worker \(worker.rawValue) is not known")
        }
        beats[worker.rawValue] = count + 1
        var freed: Int64 = 0
        for suspect in suspects.elements {
            guard let id = suspect[0]?.int, id != worker.rawValue, let seen = suspect[1]?.int, beats[id] == seen else { continue }
            beats[id] = nil
            freed += 1
            for place in rows.indices where rows[place].worker?.rawValue == id {
                rows[place].worker = nil
                rows[place].dueAt = min(rows[place].dueAt ?? now, now)
            }
        }
        let others = beats.filter { $0.key != worker.rawValue }.sorted { $0.key < $1.key }
        return [
            "workers": .array(others.map { [.int($0.key), .int($0.value)] }),
            "held": .array(rows.filter { $0.worker == worker }.map { [.int($0.id.rawValue), .int($0.fence)] }),
            "freed": .int(freed),
        ]
    }

    mutating func claim(
        limit: Int, of bots: Set<BotID>, suspect: Bool, for worker: WorkerID, at now: Timestamp
    ) throws(StoreError) -> [Lease] {
        guard beats[worker.rawValue] != nil else {
            throw StoreError(.leaseLost, "claim: worker \(worker.rawValue) is not known")
        }
        var rings = 256
        for place in rows.indices where rings > 0 {
            let row = rows[place]
            guard let date = row.wakeAt, date <= now, row.worker == nil, row.last == row.done else { continue }
            rings -= 1
            rows[place].wakeAt = nil
            rows[place].dueAt = row.dueAt ?? date
            put(.timer, id: nil, into: place, at: now)
        }
        var due: [(account: SimulatedDatabase.Account, places: ArraySlice<Int>)] = []
        for place in rows.indices.sorted(by: { (rows[$0].dueAt ?? now, $0) < (rows[$1].dueAt ?? now, $1) }) {
            let row = rows[place]
            guard row.worker == nil, let date = row.dueAt, date <= now, bots.contains(row.account.bot) else { continue }
            if let pause = pauses[row.account], pause.until > now { continue }
            if let known = due.firstIndex(where: { $0.account == row.account }) {
                due[known].places.append(place)
            } else {
                due.append((row.account, [place]))
            }
        }
        let suspects = due.flatMap { $0.places.prefix(limit).filter { rows[$0].crashes >= Lease.suspicion } }
        for account in due.indices {
            due[account].places.removeAll {
                rows[$0].crashes >= Lease.suspicion && !(suspect && $0 == suspects.first)
            }
        }
        var leases: [Lease] = []
        while leases.count < limit, due.contains(where: { !$0.places.isEmpty }) {
            for account in due.indices where leases.count < limit {
                guard let place = due[account].places.popFirst() else { continue }
                rows[place].worker = worker
                rows[place].fence += 1
                rows[place].crashes += 1
                leases.append(
                    Lease(
                        conversation: rows[place].id, bot: rows[place].account.bot, worker: worker, fence: rows[place].fence,
                        crashes: rows[place].crashes - 1))
            }
        }
        return leases
    }

    func hasEvent(after number: Int64, under lease: Lease) throws(StoreError) -> Bool {
        rows[try hold(lease)].inbox.contains { $0.event.number > number }
    }

    mutating func release(_ lease: Lease, at date: Timestamp) throws(StoreError) {
        let place = try hold(lease)
        rows[place].worker = nil
        rows[place].crashes = rows[place].hasWork ? max(rows[place].crashes - 1, 0) : 0
        rows[place].dueAt = rows[place].hasWork ? date : nil
    }

    func load(_ lease: Lease, historyEntries: Int, events: Int) throws(StoreError) -> ClaimedConversation {
        let row = rows[try hold(lease)]
        let journal = row.journal.filter { $0.intent.event == row.working?.event }
        return ClaimedConversation(
            account: row.account.name, contact: row.contact, startedAt: row.startedAt, checkpoint: row.checkpoint,
            history: Array(row.history.suffix(max(historyEntries, 0))), working: row.working,
            journal: journal.map { JournalEntry(key: $0.intent.key, result: $0.result) },
            inbox: Array(row.inbox.map(\.event).filter { $0.number > row.done }.prefix(max(events, 0))),
            outbox: row.outbox.filter { $0.state == .unsettled }.map(\.message))
    }
}
