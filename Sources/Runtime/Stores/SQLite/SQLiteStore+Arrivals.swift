import CEL
public import Engine

extension SQLiteStore {
    public func accept(_ arrivals: [Arrival]) async throws(StoreError) {
        guard !arrivals.isEmpty else { return }
        let now = time.now.milliseconds
        let inOrder = arrivals.enumerated().sorted { ($0.element.event.at, $0.offset) < ($1.element.event.at, $1.offset) }
        try await writer.perform("accept", synced: true) { connection in
            let writer = SQLiteArrivals(connection: connection, now: now)
            for (_, arrival) in inOrder { try writer.write(arrival) }
        }
        hints.send()
    }

    public func operate(_ act: OperatorAct, on conversation: ConversationID) async throws(StoreError) -> Bool {
        let now = time.now.milliseconds
        let isKnown = try await writer.perform("operate", synced: true) { connection in
            try SQLiteArrivals(connection: connection, now: now).put(.operated(act), into: conversation.rawValue)
        }
        hints.send()
        return isKnown
    }
}

extension InboundEvent {
    fileprivate var at: Timestamp {
        switch self {
        case .message(let message, _): message.at
        case .status(let status): status.at
        }
    }
}

/// Writes arrivals within one transaction.
struct SQLiteArrivals {
    let connection: SQLiteConnection
    let now: Int64

    func write(_ arrival: Arrival) throws {
        let account = try connection.accountID(of: arrival.account, bot: arrival.bot)
        switch arrival.event {
        case .message(let message, let contact): try write(message, from: contact, to: account)
        case .status(let status): try SQLiteDeliveries(connection: connection, now: now).note(status, of: account)
        }
    }

    private func write(_ message: InboundMessage, from contact: Contact, to account: Int64) throws {
        let key = SQLiteValue.blob(Digest.short(of: Array(message.id.utf8)))
        let known = try connection.query(
            "SELECT 1 FROM inbox WHERE account_id = ? AND message_key = ?", [.integer(account), key]
        ) { _ in true }
        guard known.isEmpty else { return }
        let conversation = try conversation(with: contact, on: account)
        let number = try mark(conversation)
        try connection.run(
            """
            INSERT INTO inbox (conversation_id, number, account_id, message_key, received_at, event)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [.integer(conversation), .integer(number), .integer(account), key, .integer(now), .text(message.record.text)])
    }

    /// Puts an event that is no message into an inbox.
    ///
    /// - Returns: Whether there is such a conversation.
    func put(_ kind: InboxEvent.Kind, into conversation: Int64) throws -> Bool {
        let put = try connection.run(
            """
            INSERT INTO inbox (conversation_id, number, account_id, received_at, event)
            SELECT conversation_id, inbox_last + 1, account_id, ?2, ?3 FROM schedule WHERE conversation_id = ?1
            """, [.integer(conversation), .integer(now), .text(kind.record.text)])
        guard put == 1 else { return false }
        _ = try mark(conversation)
        return true
    }

    /// Marks a conversation with one more event as due. One that waits for nothing but a person's silence is due at once: a tap ends
    /// the silence, a text begins it anew. One with an unfinished turn or an unsent message waits for what it waited for.
    ///
    /// - Returns: The event's number.
    private func mark(_ conversation: Int64) throws -> Int64? {
        try connection.query(
            """
            UPDATE schedule
            SET inbox_last = inbox_last + 1,
                next_run_at = CASE
                    WHEN next_run_at > ?2 AND outbox_unsettled = 0
                        AND NOT EXISTS (SELECT 1 FROM working w WHERE w.conversation_id = ?1)
                    THEN ?2
                    ELSE coalesce(next_run_at, ?2)
                END
            WHERE conversation_id = ?1 RETURNING inbox_last
            """, [.integer(conversation), .integer(now)]
        ) { $0.int(0) }.first
    }

    private func conversation(with contact: Contact, on account: Int64) throws -> Int64 {
        let known = try connection.query(
            """
            SELECT conversation_id FROM conversation WHERE account_id = ? AND contact_key = ?
            AND phone IS coalesce(?, phone) AND name IS coalesce(?, name)
            """, [.integer(account), .text(contact.key), .text(contact.phone), .text(contact.name)]
        ) { $0.int(0) }
        if let conversation = known.first { return conversation }
        try connection.run(
            """
            INSERT INTO conversation (account_id, contact_key, phone, name, started_at) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (account_id, contact_key) DO UPDATE
            SET phone = coalesce(excluded.phone, phone), name = coalesce(excluded.name, name)
            WHERE phone IS NOT coalesce(excluded.phone, phone) OR name IS NOT coalesce(excluded.name, name)
            """,
            [.integer(account), .text(contact.key), .text(contact.phone), .text(contact.name), .integer(now)])
        let found = try connection.query(
            "SELECT conversation_id FROM conversation WHERE account_id = ? AND contact_key = ?",
            [.integer(account), .text(contact.key)]
        ) { $0.int(0) }
        guard let conversation = found.first else { throw StoreError(.corrupt, "accept: a conversation is not where it was put") }
        try connection.run(
            "INSERT OR IGNORE INTO schedule (conversation_id, account_id) VALUES (?, ?)",
            [.integer(conversation), .integer(account)])
        return conversation
    }
}

extension SQLiteConnection {
    /// The row of a bot's channel account, made when there is none.
    func accountID(of account: String, bot: BotID) throws -> Int64 {
        let name: [SQLiteValue] = [.text(bot.rawValue), .text(account)]
        let select: StaticString = "SELECT account_id FROM account WHERE bot = ? AND name = ?"
        if let known = try query(select, name, { $0.int(0) }).first { return known }
        try run("INSERT INTO account (bot, name) VALUES (?, ?)", name)
        guard let made = try query(select, name, { $0.int(0) }).first else {
            throw StoreError(.corrupt, "an account is not where it was put")
        }
        return made
    }
}
