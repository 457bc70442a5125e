public import CEL
public import Engine

extension SQLiteStore {
    public func save(
        _ turn: WorkingTurn, sending messages: [OutboundMessage], intending intents: [WriteIntent], under lease: Lease
    ) async throws(StoreError) -> [OutboxMessage] {
        let now = time.now.milliseconds
        return try await writer.perform("save", synced: !messages.isEmpty || !intents.isEmpty) { connection in
            try connection.hold(lease)
            let writing = SQLiteTurns(connection: connection, conversation: lease.conversation.rawValue, now: now)
            try writing.keep(turn)
            for intent in intents { try writing.journal(intent) }
            return try writing.enqueue(messages)
        }
    }

    public func record(
        _ result: CallResult, of key: IdempotencyKey, under lease: Lease
    ) async throws(StoreError) {
        let now = time.now.milliseconds
        try await writer.perform("record", synced: true) { connection in
            try connection.hold(lease)
            try connection.run(
                "UPDATE journal SET result = ?3, ended_at = ?4 WHERE conversation_id = ?1 AND key = ?2",
                [.integer(lease.conversation.rawValue), .text(key.rawValue), .text(result.record.text), .integer(now)])
        }
    }

    public func finish(
        _ turn: FinishedTurn, sending messages: [OutboundMessage], under lease: Lease
    ) async throws(StoreError) -> [OutboxMessage] {
        let now = time.now.milliseconds
        return try await writer.perform("finish", synced: true) { connection in
            let writing = SQLiteTurns(connection: connection, conversation: lease.conversation.rawValue, now: now)
            try writing.consume(message: turn.message, under: lease)
            try writing.keep(turn)
            if let failure = turn.failure {
                let place = failure.node.map { "at '\($0.rawValue)': " } ?? ""
                try connection.addDeadLetter(
                    .turn(message: turn.message), of: lease.conversation.rawValue, because: place + failure.message, at: now)
            }
            return try writing.enqueue(messages)
        }
    }

    public func suspend(_ turn: WorkingTurn, until date: Timestamp, under lease: Lease) async throws(StoreError) {
        let now = time.now.milliseconds
        try await writer.perform("suspend") { connection in
            try connection.release(lease, due: date.milliseconds)
            try SQLiteTurns(connection: connection, conversation: lease.conversation.rawValue, now: now).keep(turn)
        }
    }

    public func giveUp(
        message number: Int64, because reason: String, forgetting: Bool, under lease: Lease
    ) async throws(StoreError) {
        let now = time.now.milliseconds
        try await writer.perform("give up", synced: true) { connection in
            let conversation = lease.conversation.rawValue
            try SQLiteTurns(connection: connection, conversation: conversation, now: now).consume(message: number, under: lease)
            try connection.addDeadLetter(.turn(message: number), of: conversation, because: reason, at: now)
            if forgetting { try connection.run("DELETE FROM checkpoint WHERE conversation_id = ?", [.integer(conversation)]) }
        }
    }
}

/// Writes what a turn leaves behind within one transaction.
struct SQLiteTurns {
    let connection: SQLiteConnection
    let conversation: Int64
    let now: Int64

    /// Marks an inbox message as done, once, and ends the unfinished turn that it began.
    func consume(message number: Int64, under lease: Lease) throws {
        let consumed = try connection.run(
            """
            UPDATE schedule SET inbox_done = ?4, crashes = 0
            WHERE conversation_id = ?1 AND worker_id = ?2 AND fence = ?3 AND inbox_done < ?4 AND inbox_last >= ?4
            """, lease.values + [.integer(number)])
        guard consumed == 1 else { throw StoreError(lost: lease) }
        try connection.run("DELETE FROM working WHERE conversation_id = ?", [.integer(conversation)])
    }

    func keep(_ turn: WorkingTurn) throws {
        try connection.run(
            """
            INSERT OR REPLACE INTO working (conversation_id, message, began_at, checkpoint, said, failed_attempts)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(conversation), .integer(turn.message), .integer(turn.beganAt.milliseconds),
                .text(turn.checkpoint.text), .text(JSON.array(turn.said.map(\.record)).text),
                .integer(Int64(turn.failedAttempts)),
            ])
    }

    func keep(_ turn: FinishedTurn) throws {
        try connection.run(
            "INSERT OR REPLACE INTO checkpoint (conversation_id, message, checkpoint) VALUES (?, ?, ?)",
            [.integer(conversation), .integer(turn.message), .text(turn.checkpoint.text)])
        for entry in turn.said {
            try connection.run(
                """
                INSERT INTO history (conversation_id, number, turn, role, text, at)
                SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, ?5 FROM history WHERE conversation_id = ?1
                """,
                [
                    .integer(conversation), .integer(Int64(entry.turn)), .text(entry.role.rawValue), .text(entry.text),
                    .integer(entry.at.milliseconds),
                ])
        }
    }

    func journal(_ intent: WriteIntent) throws {
        try connection.run(
            """
            INSERT OR IGNORE INTO journal (conversation_id, message, key, turn, call, tool, intended_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(conversation), .integer(intent.message), .text(intent.key.rawValue), .integer(Int64(intent.call.turn)),
                .integer(Int64(intent.call.number)), .text(intent.tool.rawValue), .integer(now),
            ])
    }

    /// Puts messages into the outbox as handed over: the turn's commit is what makes it known that they may leave.
    func enqueue(_ messages: [OutboundMessage]) throws -> [OutboxMessage] {
        var enqueued: [OutboxMessage] = []
        for message in messages {
            let number = try connection.query(
                """
                UPDATE schedule SET outbox_last = outbox_last + 1, outbox_unsettled = outbox_unsettled + 1
                WHERE conversation_id = ? RETURNING outbox_last
                """, [.integer(conversation)]
            ) { $0.int(0) }.first
            enqueued += try connection.query(
                """
                INSERT INTO outbox (conversation_id, number, nonce, state, created_at, handed_over_at, message)
                VALUES (?1, ?2, lower(hex(randomblob(8))), 'handed_over', ?3, ?3, ?4) RETURNING number, nonce
                """, [.integer(conversation), .integer(number), .integer(now), .text(message.record.text)]
            ) { row in
                let tag = DeliveryTag(
                    conversation: ConversationID(rawValue: conversation), number: row.int(0), nonce: row.text(1))
                let date = Timestamp(milliseconds: now)
                return OutboxMessage(number: row.int(0), tag: tag, message: message, createdAt: date, state: .handedOver(date))
            }
        }
        return enqueued
    }
}
