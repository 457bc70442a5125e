import CEL
public import Engine

extension SQLiteStore {
    public func load(
        _ lease: Lease, historyEntries: Int, events: Int
    ) async throws(StoreError) -> ClaimedConversation {
        try await reader.perform("load") { connection in
            try connection.hold(lease)
            let reading = SQLiteReading(connection: connection, conversation: lease.conversation.rawValue)
            let person = try reading.person()
            let working = try reading.working()
            return ClaimedConversation(
                account: person.account, contact: person.contact, startedAt: person.startedAt,
                checkpoint: try reading.checkpoint(), history: try reading.history(limit: historyEntries), working: working,
                journal: try working.map { try reading.journal(of: $0.event) } ?? [],
                inbox: try reading.inbox(limit: events), outbox: try reading.outbox())
        }
    }

    public func history(of conversation: ConversationID, limit: Int) async throws(StoreError) -> [HistoryEntry] {
        try await reader.perform("history") { connection in
            try SQLiteReading(connection: connection, conversation: conversation.rawValue).history(limit: limit)
        }
    }
}

/// Reads one conversation within one transaction.
struct SQLiteReading {
    let connection: SQLiteConnection
    let conversation: Int64

    private var key: SQLiteValue { .integer(conversation) }

    func person() throws -> (account: String, contact: Contact, startedAt: Timestamp) {
        let rows = try connection.query(
            """
            SELECT a.name, c.contact_key, c.phone, c.name, c.started_at FROM conversation c JOIN account a USING (account_id)
            WHERE c.conversation_id = ?
            """, [key]
        ) { row in
            let contact = Contact(key: row.text(1), phone: row.optionalText(2), name: row.optionalText(3))
            return (account: row.text(0), contact: contact, startedAt: row.timestamp(4))
        }
        guard let person = rows.first else { throw StoreError(.corrupt, "conversation \(conversation) has lost its row") }
        return person
    }

    func checkpoint() throws -> JSON? {
        try connection.query("SELECT checkpoint FROM checkpoint WHERE conversation_id = ?", [key]) { try $0.json(0) }.first
    }

    func working() throws -> WorkingTurn? {
        try connection.query(
            "SELECT event, began_at, checkpoint, said, failed_attempts, wake_at, told FROM working WHERE conversation_id = ?",
            [key]
        ) { row in
            WorkingTurn(
                event: row.int(0), beganAt: row.timestamp(1), checkpoint: try row.json(2),
                said: try row.json(3).elements.map { try HistoryEntry(record: $0) },
                failedAttempts: Int(truncatingIfNeeded: row.int(4)),
                wakeAt: row.optionalInt(5).map(Timestamp.init(milliseconds:)),
                told: try row.json(6).elements.map { try ToldEvent(record: $0) })
        }.first
    }

    func journal(of event: Int64) throws -> [JournalEntry] {
        try connection.query(
            "SELECT key, result FROM journal WHERE conversation_id = ? AND event = ?", [key, .integer(event)]
        ) { row in
            let result = try row.optionalText(1).map { try CallResult(record: JSON(record: $0)) }
            return JournalEntry(key: IdempotencyKey(rawValue: row.text(0)), result: result)
        }
    }

    func history(limit: Int) throws -> [HistoryEntry] {
        try connection.query(
            "SELECT turn, role, text, at FROM history WHERE conversation_id = ? ORDER BY number DESC LIMIT ?",
            [key, .integer(Int64(max(limit, 0)))]
        ) { row in
            guard let role = HistoryEntry.Role(rawValue: row.text(1)) else { throw RecordError(expected: "a role") }
            return HistoryEntry(turn: Int(truncatingIfNeeded: row.int(0)), role: role, text: row.text(2), at: row.timestamp(3))
        }.reversed()
    }

    func inbox(limit: Int) throws -> [InboxEvent] {
        try connection.query(
            """
            SELECT number, received_at, event FROM inbox WHERE conversation_id = ?1
            AND number > (SELECT inbox_done FROM schedule WHERE conversation_id = ?1) ORDER BY number LIMIT ?2
            """, [key, .integer(Int64(max(limit, 0)))]
        ) { row in
            InboxEvent(number: row.int(0), receivedAt: row.timestamp(1), kind: try InboxEvent.Kind(record: row.json(2)))
        }
    }

    func outbox() throws -> [OutboxMessage] {
        try connection.query(
            """
            SELECT number, nonce, message, created_at, state, handed_over_at, failed_attempts, unknown_outcomes
            FROM outbox INDEXED BY outbox_unsettled
            WHERE conversation_id = ? AND state IN ('waiting', 'handed_over') ORDER BY number
            """, [key]
        ) { row in
            OutboxMessage(
                number: row.int(0),
                tag: DeliveryTag(
                    conversation: ConversationID(rawValue: conversation), number: row.int(0), nonce: row.text(1)),
                message: try OutboundMessage(record: row.json(2)), createdAt: row.timestamp(3),
                state: row.text(4) == "waiting" ? .waiting : .handedOver(row.timestamp(5)),
                failedAttempts: Int(truncatingIfNeeded: row.int(6)), unknownOutcomes: Int(truncatingIfNeeded: row.int(7)))
        }
    }
}
