import CEL
import Engine

extension SQLiteStore {
    public func deadLetters(
        _ filter: DeadLetterFilter, before: Int64?, limit: Int
    ) async throws(StoreError) -> [DeadLetter] {
        let values: [SQLiteValue] = [
            .text(filter.bot?.rawValue), .integer(filter.includesSettled ? 1 : 0), .integer(before),
            .integer(Int64(max(limit, 0))),
        ]
        return try await reader.perform("dead letters") { connection in
            try connection.query(
                """
                SELECT * FROM letter
                WHERE (?1 IS NULL OR bot = ?1) AND (?2 OR settled_at IS NULL) AND (?3 IS NULL OR dead_letter_id < ?3)
                ORDER BY dead_letter_id DESC LIMIT ?4
                """, values, DeadLetter.init(row:))
        }
    }

    public func deadLetter(_ id: Int64) async throws(StoreError) -> StoredDeadLetter? {
        try await reader.perform("dead letter") { connection in
            let letters = try connection.query(
                "SELECT * FROM letter WHERE dead_letter_id = ?", [.integer(id)], DeadLetter.init(row:))
            return try letters.first.map { letter in
                StoredDeadLetter(
                    letter: letter, content: try SQLiteLetters(connection: connection, now: 0).content(of: letter))
            }
        }
    }

    public func replay(deadLetter id: Int64) async throws(StoreError) -> DeadLetterAnswer {
        let now = time.now.milliseconds
        let answer = try await writer.perform("replay", synced: true) { connection in
            try SQLiteLetters(connection: connection, now: now).replay(id)
        }
        hints.send()
        return answer
    }

    public func drop(deadLetter id: Int64, because reason: String) async throws(StoreError) -> DeadLetterAnswer {
        let now = time.now.milliseconds
        return try await writer.perform("drop", synced: true) { connection in
            try SQLiteLetters(connection: connection, now: now).drop(id, because: reason)
        }
    }
}

/// What operators do about dead letters, within one transaction.
private struct SQLiteLetters {
    let connection: SQLiteConnection
    let now: Int64

    func content(of letter: DeadLetter) throws -> StoredDeadLetter.Content {
        let conversation = SQLiteValue.integer(letter.conversation.rawValue)
        switch letter.subject {
        case .turn(let event):
            return try connection.query(
                "SELECT event, received_at FROM inbox WHERE conversation_id = ? AND number = ? AND event <> 'null'",
                [conversation, .integer(event)]
            ) { row in
                StoredDeadLetter.Content.event(try InboxEvent.Kind(record: row.json(0)), receivedAt: row.timestamp(1))
            }.first ?? .gone
        case .delivery(let message):
            return try connection.query(
                "SELECT message, created_at FROM outbox WHERE conversation_id = ? AND number = ?",
                [conversation, .integer(message)]
            ) { row in
                StoredDeadLetter.Content.message(try OutboundMessage(record: row.json(0)), createdAt: row.timestamp(1))
            }.first ?? .gone
        }
    }

    func replay(_ id: Int64) throws -> DeadLetterAnswer {
        guard let letter = try waiting(id) else { return try unsettleable(id) }
        let number =
            switch letter.subject {
            case .turn(let event): try replay(event: event, of: letter.conversation.rawValue)
            case .delivery(let message): try replay(message: message, of: letter.conversation.rawValue)
            }
        guard let number else { return .gone }
        try connection.run(
            "UPDATE dead_letter SET settled_at = ?2, replayed_as = ?3 WHERE dead_letter_id = ?1",
            [.integer(id), .integer(now), .integer(number)])
        return .done(number: number)
    }

    func drop(_ id: Int64, because reason: String) throws -> DeadLetterAnswer {
        let dropped = try connection.run(
            "UPDATE dead_letter SET settled_at = ?2, dropped_because = ?3 WHERE dead_letter_id = ?1 AND settled_at IS NULL",
            [.integer(id), .integer(now), .text(reason)])
        return dropped == 1 ? .done(number: nil) : try unsettleable(id)
    }

    private func waiting(_ id: Int64) throws -> DeadLetter? {
        try connection.query(
            "SELECT * FROM letter WHERE dead_letter_id = ? AND settled_at IS NULL", [.integer(id)], DeadLetter.init(row:)
        ).first
    }

    private func unsettleable(_ id: Int64) throws -> DeadLetterAnswer {
        let known = try connection.query("SELECT 1 FROM dead_letter WHERE dead_letter_id = ?", [.integer(id)]) { _ in true }
        return known.isEmpty ? .unknown : .settledBefore
    }

    /// - Returns: The new number; `nil` when the event is not kept any more.
    private func replay(event number: Int64, of conversation: Int64) throws -> Int64? {
        let put = try connection.run(
            """
            INSERT INTO inbox (conversation_id, number, account_id, received_at, event)
            SELECT s.conversation_id, s.inbox_last + 1, s.account_id, ?3, json_set(i.event, '$.replay', json('true'))
            FROM schedule s JOIN inbox i USING (conversation_id)
            WHERE s.conversation_id = ?1 AND i.number = ?2 AND i.event <> 'null'
            """, [.integer(conversation), .integer(number), .integer(now)])
        guard put == 1 else { return nil }
        return try connection.query(
            """
            UPDATE schedule SET inbox_last = inbox_last + 1, next_run_at = coalesce(next_run_at, ?2)
            WHERE conversation_id = ?1 RETURNING inbox_last
            """, [.integer(conversation), .integer(now)]
        ) { $0.int(0) }.first
    }

    /// Of no turn: what the recorded turn sent stays what it sent.
    private func replay(message number: Int64, of conversation: Int64) throws -> Int64? {
        let put = try connection.run(
            """
            INSERT INTO outbox (conversation_id, number, nonce, state, created_at, message)
            SELECT s.conversation_id, s.outbox_last + 1, lower(hex(randomblob(8))), 'waiting', ?3, o.message
            FROM schedule s JOIN outbox o USING (conversation_id) WHERE s.conversation_id = ?1 AND o.number = ?2
            """, [.integer(conversation), .integer(number), .integer(now)])
        guard put == 1 else { return nil }
        return try connection.query(
            """
            UPDATE schedule
            SET outbox_last = outbox_last + 1, outbox_unsettled = outbox_unsettled + 1, next_run_at = coalesce(next_run_at, ?2)
            WHERE conversation_id = ?1 RETURNING outbox_last
            """, [.integer(conversation), .integer(now)]
        ) { $0.int(0) }.first
    }
}

extension DeadLetter {
    /// - Parameter row: Of the view `letter`.
    init(row: SQLiteStatement) {
        let settlement = row.optionalInt(10).map { date in
            Settlement(
                row.optionalInt(11).map(Settlement.Outcome.replayed) ?? .dropped(because: row.text(12)),
                at: Timestamp(milliseconds: date))
        }
        self.init(
            id: row.int(0), bot: BotID(rawValue: row.text(1)), conversation: ConversationID(rawValue: row.int(2)),
            contact: Contact(key: row.text(3), phone: row.optionalText(4), name: row.optionalText(5)),
            subject: row.text(6) == "turn" ? .turn(event: row.int(7)) : .delivery(message: row.int(7)), reason: row.text(8),
            at: row.timestamp(9), settlement: settlement)
    }
}
