import CEL
public import Engine

extension SQLiteStore {
    public func conversations(
        _ filter: ConversationFilter, before: ConversationID?, limit: Int
    ) async throws(StoreError) -> [ConversationSummary] {
        let values: [SQLiteValue] = [
            .text(filter.bot?.rawValue), .text(filter.standing?.rawValue), .integer(filter.quietSince?.milliseconds),
            .integer(before?.rawValue), .integer(Int64(min(max(limit, 0), 1000))),
            .text(filter.contacts.map { JSON.array($0.map(JSON.string)).text }),
        ]
        return try await reader.perform("conversations") { connection in
            try connection.query(
                """
                SELECT * FROM summary
                WHERE (?1 IS NULL OR bot = ?1) AND (?2 IS NULL OR standing = ?2) AND (?3 IS NULL OR coalesce(said_at, 0) < ?3)
                    AND (?4 IS NULL OR conversation_id < ?4)
                    AND (?6 IS NULL OR contact_key IN (SELECT value FROM json_each(?6))
                        OR phone IN (SELECT value FROM json_each(?6)))
                ORDER BY conversation_id DESC LIMIT ?5
                """, values, ConversationSummary.init(row:))
        }
    }

    public func conversation(
        _ id: ConversationID, historyEntries: Int
    ) async throws(StoreError) -> StoredConversation? {
        try await reader.perform("conversation") { connection in
            let reading = SQLiteReading(connection: connection, conversation: id.rawValue)
            let summaries = try connection.query(
                "SELECT * FROM summary WHERE conversation_id = ?", [.integer(id.rawValue)], ConversationSummary.init(row:))
            guard let summary = summaries.first else { return nil }
            return StoredConversation(
                summary: summary, checkpoint: try reading.checkpoint(), working: try reading.working(),
                inbox: try reading.inbox(limit: 1000), outbox: try reading.outbox(),
                deadLetters: try connection.query(
                    """
                    SELECT * FROM letter WHERE conversation_id = ? AND settled_at IS NULL ORDER BY dead_letter_id DESC LIMIT 100
                    """, [.integer(id.rawValue)], DeadLetter.init(row:)),
                history: try reading.history(limit: historyEntries))
        }
    }

    public func recordedTurns(of conversation: ConversationID, limit: Int) async throws(StoreError) -> [RecordedTurn] {
        try await reader.perform("recorded turns") { connection in
            let sent = try connection.query(
                "SELECT event, message FROM outbox WHERE conversation_id = ? AND event IS NOT NULL ORDER BY number",
                [.integer(conversation.rawValue)]
            ) { row in (event: row.int(0), message: try OutboundMessage(record: row.json(1))) }
            let messages = Dictionary(grouping: sent, by: \.event)
            return try connection.query(
                """
                SELECT event, ended_at, checkpoint, told FROM turn WHERE conversation_id = ? ORDER BY event DESC LIMIT ?
                """, [.integer(conversation.rawValue), .integer(Int64(max(limit, 0)))]
            ) { row in
                RecordedTurn(
                    event: row.int(0), endedAt: row.timestamp(1),
                    checkpoint: try row.optionalText(2).map { try JSON(record: $0) },
                    told: try row.json(3).elements.map { try ToldEvent(record: $0) },
                    sent: messages[row.int(0), default: []].map(\.message))
            }.reversed()
        }
    }
}

extension ConversationSummary {
    /// - Parameter row: Of the view `summary`.
    fileprivate init(row: SQLiteStatement) throws {
        guard let standing = Standing(rawValue: row.text(8)) else { throw RecordError(expected: "a standing") }
        func count(_ column: Int) -> Int { Int(truncatingIfNeeded: row.int(column)) }
        self.init(
            id: ConversationID(rawValue: row.int(0)), bot: BotID(rawValue: row.text(1)), account: row.text(2),
            contact: Contact(key: row.text(3), phone: row.optionalText(4), name: row.optionalText(5)),
            startedAt: row.timestamp(6), saidAt: row.optionalInt(7).map(Timestamp.init(milliseconds:)), standing: standing,
            handedOver: row.optionalText(9).map {
                HandedOver(queue: $0, summary: row.optionalText(10), since: row.timestamp(11))
            },
            wakeAt: row.optionalInt(12).map(Timestamp.init(milliseconds:)), waitingEvents: count(13), unsentMessages: count(14),
            deadLetters: count(15))
    }
}
