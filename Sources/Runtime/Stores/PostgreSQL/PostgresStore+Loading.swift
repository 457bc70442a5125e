import CEL
public import Engine

extension PostgresStore {
    public func load(
        _ lease: Lease, historyEntries: Int, events: Int
    ) async throws(StoreError) -> ClaimedConversation {
        let arguments: JSONObject = [
            "conversation": .int(lease.conversation.rawValue), "worker": .int(lease.worker.rawValue), "fence": .int(lease.fence),
            "history": .int(Int64(max(historyEntries, 0))), "events": .int(Int64(max(events, 0))),
        ]
        let answer = try await reads.perform("load", clock.stamped(arguments))
        let reading = PostgresReading(answer, shift: clock.shift(of: answer), conversation: lease.conversation)
        return try reading.read("load") { () throws(RecordError) in
            ClaimedConversation(
                account: answer["account"]?.string ?? "",
                contact: Contact(
                    key: answer["key"]?.string ?? "", phone: answer["phone"]?.string, name: answer["name"]?.string),
                startedAt: reading.shift.time(answer["started_at"]), checkpoint: try reading.checkpoint(),
                history: try reading.history(), working: try reading.working(), journal: try reading.journal(),
                inbox: try reading.inbox(), outbox: try reading.outbox())
        }
    }

    public func history(of conversation: ConversationID, limit: Int) async throws(StoreError) -> [HistoryEntry] {
        let arguments: JSONObject = ["conversation": .int(conversation.rawValue), "history": .int(Int64(max(limit, 0)))]
        let answer = try await reads.perform("history", clock.stamped(arguments))
        let reading = PostgresReading(answer, shift: clock.shift(of: answer), conversation: conversation)
        return try reading.read("history", reading.history)
    }
}

/// What the database says of one conversation.
struct PostgresReading {
    private let answer: JSON
    let shift: PostgresShift
    private let conversation: ConversationID

    init(_ answer: JSON, shift: PostgresShift, conversation: ConversationID) {
        self.answer = answer
        self.shift = shift
        self.conversation = conversation
    }

    func read<Value>(_ operation: StaticString, _ body: () throws(RecordError) -> Value) throws(StoreError) -> Value {
        do throws(RecordError) {
            return try body()
        } catch {
            throw StoreError(from: error, in: operation)
        }
    }

    func rows(_ name: String) -> [JSON] { answer[name]?.elements ?? [] }

    func checkpoint() throws(RecordError) -> JSON? {
        guard let text = answer["checkpoint"]?.string else { return nil }
        return try JSON(record: text)
    }

    func working() throws(RecordError) -> WorkingTurn? {
        guard let row = answer["working"], row != .null else { return nil }
        return WorkingTurn(
            event: row[0]?.int ?? 0, beganAt: shift.time(row[1]), checkpoint: try JSON(record: row[2]?.string ?? ""),
            said: try JSON(record: row[3]?.string ?? "").elements.map { (entry) throws(RecordError) in
                try HistoryEntry(record: entry)
            },
            failedAttempts: row[4]?.int.flatMap { Int(exactly: $0) } ?? 0, wakeAt: shift.optionalTime(row[5]),
            told: try JSON(record: row[6]?.string ?? "").elements.map { (told) throws(RecordError) in try ToldEvent(record: told)
            })
    }

    func journal() throws(RecordError) -> [JournalEntry] {
        try rows("journal").map { (row) throws(RecordError) in
            let result = try row[1]?.string.map { (text) throws(RecordError) in try CallResult(record: JSON(record: text)) }
            return JournalEntry(key: IdempotencyKey(rawValue: row[0]?.string ?? ""), result: result)
        }
    }

    func history() throws(RecordError) -> [HistoryEntry] {
        try rows("history").map { (row) throws(RecordError) in
            guard let role = row[1]?.string.flatMap(HistoryEntry.Role.init(rawValue:)) else {
                throw RecordError(expected: "a role")
            }
            return HistoryEntry(
                turn: row[0]?.int.flatMap { Int(exactly: $0) } ?? 0, role: role, text: row[2]?.string ?? "",
                at: shift.time(row[3]))
        }
    }

    func inbox() throws(RecordError) -> [InboxEvent] {
        try rows("inbox").map { (row) throws(RecordError) in
            InboxEvent(
                number: row[0]?.int ?? 0, receivedAt: shift.time(row[1]),
                kind: try InboxEvent.Kind(record: JSON(record: row[2]?.string ?? "")))
        }
    }

    func outbox() throws(RecordError) -> [OutboxMessage] {
        try rows("outbox").map { (row) throws(RecordError) in
            let number = row[0]?.int ?? 0
            return OutboxMessage(
                number: number, tag: DeliveryTag(conversation: conversation, number: number, nonce: row[1]?.string ?? ""),
                message: try OutboundMessage(record: JSON(record: row[2]?.string ?? "")), createdAt: shift.time(row[3]),
                state: row[4]?.string == "waiting" ? .waiting : .handedOver(shift.time(row[5])),
                failedAttempts: row[6]?.int.flatMap { Int(exactly: $0) } ?? 0,
                unknownOutcomes: row[7]?.int.flatMap { Int(exactly: $0) } ?? 0)
        }
    }

    func deadLetters() -> [DeadLetter] {
        rows("letters").map { row in
            let number = row[4]?.int ?? 0
            let settlement = shift.optionalTime(row[10]).map { date in
                DeadLetter.Settlement(
                    row[11]?.int.map(DeadLetter.Settlement.Outcome.replayed) ?? .dropped(because: row[12]?.string ?? ""), at: date
                )
            }
            return DeadLetter(
                id: row[0]?.int ?? 0, bot: BotID(rawValue: row[1]?.string ?? ""),
                conversation: ConversationID(rawValue: row[2]?.int ?? 0),
                contact: Contact(key: row[7]?.string ?? "", phone: row[8]?.string, name: row[9]?.string),
                subject: row[3]?.string == "turn" ? .turn(event: number) : .delivery(message: number),
                reason: row[5]?.string ?? "", at: shift.time(row[6]), settlement: settlement)
        }
    }
}
