public import CEL
public import Engine

extension SQLiteStore {
    public func save(
        _ turn: WorkingTurn, sending messages: [OutboundMessage], intending intents: [WriteIntent], under lease: Lease
    ) async throws(StoreError) -> [OutboxMessage] {
        let now = time.now.milliseconds
        return try await writer.perform("save", synced: !messages.isEmpty || !intents.isEmpty) { connection in
            let writing = SQLiteTurns(connection: connection, conversation: lease.conversation.rawValue, now: now)
            let last = try writing.reserve(messages.count, under: lease)
            try writing.keep(turn)
            for intent in intents { try writing.journal(intent) }
            return try writing.enqueue(messages, of: turn.event, after: last)
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
            let last = try writing.consume(event: turn.event, wakingAt: turn.wakeAt, sending: messages.count, under: lease)
            try writing.record(turn)
            try writing.keep(turn)
            if let failure = turn.failure {
                let place = failure.node.map { "at '\($0.rawValue)': " } ?? ""
                try connection.addDeadLetter(
                    .turn(event: turn.event), of: lease.conversation.rawValue, because: place + failure.message, at: now)
                try writing.retell(event: turn.event, as: turn.told.heard)
            }
            return try writing.enqueue(messages, of: turn.event, after: last)
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
        event number: Int64, heard message: InboundMessage?, because reason: String, forgetting: Bool, under lease: Lease
    ) async throws(StoreError) {
        let now = time.now.milliseconds
        try await writer.perform("give up", synced: true) { connection in
            let conversation = lease.conversation.rawValue
            let writing = SQLiteTurns(connection: connection, conversation: conversation, now: now)
            try writing.consume(event: number, under: lease)
            try connection.addDeadLetter(.turn(event: number), of: conversation, because: reason, at: now)
            try writing.retell(event: number, as: message)
            if forgetting { try connection.forgetCheckpoint(of: conversation) }
        }
    }
}

/// Writes what a turn leaves behind within one transaction.
struct SQLiteTurns {
    let connection: SQLiteConnection
    let conversation: Int64
    let now: Int64

    /// Marks an inbox event as done, once, and ends the unfinished turn that it began.
    func consume(event number: Int64, under lease: Lease) throws {
        let consumed = try connection.run(
            """
            UPDATE schedule SET inbox_done = ?4, crashes = 0
            WHERE conversation_id = ?1 AND worker_id = ?2 AND fence = ?3 AND inbox_done < ?4 AND inbox_last >= ?4
            """, lease.values + [.integer(number)])
        guard consumed == 1 else { throw StoreError(lost: lease) }
        try endWorking()
    }

    /// As above, with places in the outbox for so many messages.
    ///
    /// - Returns: The number of the message before them.
    func consume(event number: Int64, wakingAt date: Timestamp?, sending count: Int, under lease: Lease) throws -> Int64 {
        let last = try connection.query(
            """
            UPDATE schedule
            SET inbox_done = ?4, crashes = 0, wake_at = ?5, outbox_last = outbox_last + ?6, outbox_unsettled = outbox_unsettled + ?6
            WHERE conversation_id = ?1 AND worker_id = ?2 AND fence = ?3 AND inbox_done < ?4 AND inbox_last >= ?4
            RETURNING outbox_last - ?6
            """, lease.values + [.integer(number), .integer(date?.milliseconds), .integer(Int64(count))]
        ) { $0.int(0) }
        guard let last = last.first else { throw StoreError(lost: lease) }
        try endWorking()
        return last
    }

    /// Makes places in the outbox for so many messages.
    ///
    /// - Returns: The number of the message before them.
    func reserve(_ count: Int, under lease: Lease) throws -> Int64 {
        guard count > 0 else {
            try connection.hold(lease)
            return 0
        }
        let last = try connection.query(
            """
            UPDATE schedule SET outbox_last = outbox_last + ?4, outbox_unsettled = outbox_unsettled + ?4
            WHERE conversation_id = ?1 AND worker_id = ?2 AND fence = ?3 RETURNING outbox_last - ?4
            """, lease.values + [.integer(Int64(count))]
        ) { $0.int(0) }
        guard let last = last.first else { throw StoreError(lost: lease) }
        return last
    }

    private func endWorking() throws {
        try connection.run("DELETE FROM working WHERE conversation_id = ?", [.integer(conversation)])
    }

    /// Makes an inbox event what its turn heard, for its dead letter. Its key stays that of the message that came.
    func retell(event number: Int64, as message: InboundMessage?) throws {
        guard let message else { return }
        try connection.run(
            "UPDATE inbox SET event = ?3 WHERE conversation_id = ?1 AND number = ?2 AND event <> ?3",
            [.integer(conversation), .integer(number), .text(InboxEvent.Kind.message(message).record.text)])
    }

    func keep(_ turn: WorkingTurn) throws {
        try connection.run(
            """
            INSERT OR REPLACE INTO working (
                conversation_id, event, began_at, checkpoint, said, failed_attempts, wake_at, told)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(conversation), .integer(turn.event), .integer(turn.beganAt.milliseconds),
                .text(turn.checkpoint.text), .text(JSON.array(turn.said.map(\.record)).text),
                .integer(Int64(turn.failedAttempts)), .integer(turn.wakeAt?.milliseconds),
                .text(JSON.array(turn.told.map(\.record)).text),
            ])
        if let handedOver = turn.handedOver { try keep(handedOver) }
    }

    func keep(_ turn: FinishedTurn) throws {
        try connection.run(
            "INSERT OR REPLACE INTO checkpoint (conversation_id, event, checkpoint, rest) VALUES (?, ?, ?, ?)",
            [.integer(conversation), .integer(turn.event), .text(turn.checkpoint.text), .text(turn.rest.rawValue)])
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
        if let handedOver = turn.handedOver { try keep(handedOver) }
        if turn.rest != .handedOver {
            try connection.run("DELETE FROM handed_over WHERE conversation_id = ?", [.integer(conversation)])
        }
    }

    private func keep(_ handedOver: HandedOver) throws {
        try connection.run(
            "INSERT OR REPLACE INTO handed_over (conversation_id, queue, summary, since) VALUES (?, ?, ?, ?)",
            [
                .integer(conversation), .text(handedOver.queue), .text(handedOver.summary),
                .integer(handedOver.since.milliseconds),
            ])
    }

    /// Keeps what the turn can be played again from, before its checkpoint takes the place of the one that it found.
    func record(_ turn: FinishedTurn) throws {
        try connection.run(
            """
            INSERT INTO turn (conversation_id, event, ended_at, checkpoint, told)
            VALUES (?1, ?2, ?3, (SELECT checkpoint FROM checkpoint WHERE conversation_id = ?1), ?4)
            """,
            [
                .integer(conversation), .integer(turn.event), .integer(now), .text(JSON.array(turn.told.map(\.record)).text),
            ])
    }

    func journal(_ intent: WriteIntent) throws {
        try connection.run(
            """
            INSERT OR IGNORE INTO journal (conversation_id, event, key, turn, call, tool, intended_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(conversation), .integer(intent.event), .text(intent.key.rawValue), .integer(Int64(intent.call.turn)),
                .integer(Int64(intent.call.number)), .text(intent.tool.rawValue), .integer(now),
            ])
    }

    /// Puts messages into the outbox as handed over: the turn's commit is what makes it known that they may leave.
    ///
    /// - Parameter last: The number of the message before them; their places are made.
    func enqueue(_ messages: [OutboundMessage], of event: Int64, after last: Int64) throws -> [OutboxMessage] {
        let date = Timestamp(milliseconds: now)
        var enqueued: [OutboxMessage] = []
        for message in messages {
            enqueued += try connection.query(
                """
                INSERT INTO outbox (conversation_id, number, nonce, state, created_at, handed_over_at, event, message)
                VALUES (?1, ?2, lower(hex(randomblob(8))), 'handed_over', ?3, ?3, ?4, ?5) RETURNING number, nonce
                """,
                [
                    .integer(conversation), .integer(last + Int64(enqueued.count) + 1), .integer(now), .integer(event),
                    .text(message.record.text),
                ]
            ) { row in
                let tag = DeliveryTag(
                    conversation: ConversationID(rawValue: conversation), number: row.int(0), nonce: row.text(1))
                return OutboxMessage(number: row.int(0), tag: tag, message: message, createdAt: date, state: .handedOver(date))
            }
        }
        return enqueued
    }
}

extension SQLiteConnection {
    /// The conversation begins anew, and nobody has it.
    fileprivate func forgetCheckpoint(of conversation: Int64) throws {
        try run("DELETE FROM checkpoint WHERE conversation_id = ?", [.integer(conversation)])
        try run("DELETE FROM handed_over WHERE conversation_id = ?", [.integer(conversation)])
        try run("UPDATE schedule SET wake_at = NULL WHERE conversation_id = ?", [.integer(conversation)])
    }
}
