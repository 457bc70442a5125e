public import CEL
public import Engine

extension SQLiteStore {
    /// How many conversations are looked at together.
    private static let idlePage: Int64 = 200

    public func forget(_ lease: Lease) async throws(StoreError) {
        let now = time.now.milliseconds
        try await writer.perform("forget", synced: true) { connection in
            try connection.hold(lease)
            let conversation = lease.conversation.rawValue
            let unheard = try connection.query(
                """
                SELECT 1 FROM inbox i JOIN schedule s USING (conversation_id)
                WHERE i.conversation_id = ? AND i.number > s.inbox_done AND i.message_key IS NOT NULL LIMIT 1
                """, [.integer(conversation)]
            ) { _ in true }
            let forgetting = SQLiteForgetting(connection: connection)
            guard unheard.isEmpty else {
                try forgetting.forgetHeard(of: conversation)
                return try connection.release(lease, due: now)
            }
            try forgetting.forget(conversation)
        }
    }

    @discardableResult
    public func erase(_ conversation: ConversationID) async throws(StoreError) -> Bool {
        try await writer.perform("erase", synced: true) { connection in
            try SQLiteForgetting(connection: connection).forget(conversation.rawValue)
        }
    }

    @discardableResult
    public func forgetIdle(
        of bot: BotID, since date: Timestamp, after place: ConversationID?
    ) async throws(StoreError) -> ConversationID? {
        let (since, page) = (date.milliseconds, SQLiteStore.idlePage)
        // Whoever writes waits for what is found here, and not for the search.
        let (last, old) = try await reader.perform("forget idle") { connection in
            let rows = try connection.query(
                """
                SELECT c.conversation_id FROM conversation c JOIN account a USING (account_id)
                WHERE a.bot = ?1 AND c.conversation_id > ?2 ORDER BY c.conversation_id LIMIT ?3
                """, [.text(bot.rawValue), .integer(place?.rawValue ?? 0), .integer(page)]
            ) { $0.int(0) }
            let forgetting = SQLiteForgetting(connection: connection)
            return (rows.count < page ? nil : rows.last, try rows.filter { try forgetting.hasOld($0, before: since) })
        }
        if !old.isEmpty {
            try await writer.perform("forget idle") { connection in
                let forgetting = SQLiteForgetting(connection: connection)
                for conversation in old { try forgetting.forgetOld(of: conversation, before: since) }
            }
        }
        return last.map(ConversationID.init(rawValue:))
    }
}

/// Deletes of conversations within one transaction.
private struct SQLiteForgetting {
    let connection: SQLiteConnection

    /// All tables that hold something of a conversation, but for the inbox and those that the others refer to.
    private static let tables: [StaticString] = [
        "DELETE FROM checkpoint WHERE conversation_id = ?", "DELETE FROM working WHERE conversation_id = ?",
        "DELETE FROM history WHERE conversation_id = ?", "DELETE FROM journal WHERE conversation_id = ?",
        "DELETE FROM outbox WHERE conversation_id = ?", "DELETE FROM dead_letter WHERE conversation_id = ?",
        "DELETE FROM handed_over WHERE conversation_id = ?", "DELETE FROM turn WHERE conversation_id = ?",
    ]

    /// - Returns: Whether there was such a conversation.
    @discardableResult
    func forget(_ conversation: Int64) throws -> Bool {
        let id: [SQLiteValue] = [.integer(conversation)]
        for statement in SQLiteForgetting.tables { try connection.run(statement, id) }
        try connection.run("DELETE FROM inbox WHERE conversation_id = ?", id)
        try connection.run("DELETE FROM schedule WHERE conversation_id = ?", id)
        return try connection.run("DELETE FROM conversation WHERE conversation_id = ?", id) == 1
    }

    /// The person has written again: the conversation begins anew with that.
    func forgetHeard(of conversation: Int64) throws {
        let id: [SQLiteValue] = [.integer(conversation)]
        for statement in SQLiteForgetting.tables { try connection.run(statement, id) }
        try connection.run(
            """
            DELETE FROM inbox WHERE conversation_id = ?1
                AND number <= (SELECT inbox_done FROM schedule WHERE conversation_id = ?1)
            """, id)
        try connection.run("UPDATE schedule SET wake_at = NULL, outbox_unsettled = 0 WHERE conversation_id = ?", id)
    }

    /// Whether `forgetOld` would find something.
    func hasOld(_ conversation: Int64, before date: Int64) throws -> Bool {
        let values: [SQLiteValue] = [.integer(conversation), .integer(date)]
        if try isIdle(conversation, since: date) { return true }
        return try connection.query(
            """
            SELECT EXISTS (SELECT 1 FROM history WHERE conversation_id = ?1 AND at < ?2)
                OR EXISTS (SELECT 1 FROM turn WHERE conversation_id = ?1 AND ended_at < ?2)
                OR EXISTS (SELECT 1 FROM outbox
                    WHERE conversation_id = ?1 AND created_at < ?2 AND state NOT IN ('waiting', 'handed_over'))
                OR EXISTS (SELECT 1 FROM journal JOIN schedule USING (conversation_id)
                    WHERE conversation_id = ?1 AND intended_at < ?2 AND event <= inbox_done)
                OR EXISTS (SELECT 1 FROM dead_letter WHERE conversation_id = ?1 AND at < ?2)
                OR EXISTS (SELECT 1 FROM inbox i JOIN schedule USING (conversation_id)
                    WHERE conversation_id = ?1 AND received_at < ?2 AND number <= inbox_done AND i.event <> 'null')
            """, values
        ) { $0.int(0) == 1 }.first ?? false
    }

    func forgetOld(of conversation: Int64, before date: Int64) throws {
        guard try !isIdle(conversation, since: date) else {
            try forget(conversation)
            return
        }
        for statement in SQLiteForgetting.trimming { try connection.run(statement, [.integer(conversation), .integer(date)]) }
    }

    /// Of a conversation that goes on.
    private static let trimming: [StaticString] = [
        "DELETE FROM history WHERE conversation_id = ?1 AND at < ?2",
        "DELETE FROM turn WHERE conversation_id = ?1 AND ended_at < ?2",
        """
        DELETE FROM outbox WHERE conversation_id = ?1 AND created_at < ?2 AND state NOT IN ('waiting', 'handed_over')
        """,
        """
        DELETE FROM journal WHERE conversation_id = ?1 AND intended_at < ?2
            AND event <= (SELECT inbox_done FROM schedule WHERE conversation_id = ?1)
        """,
        "DELETE FROM dead_letter WHERE conversation_id = ?1 AND at < ?2",
        """
        UPDATE inbox SET event = 'null' WHERE conversation_id = ?1 AND received_at < ?2 AND event <> 'null'
            AND number <= (SELECT inbox_done FROM schedule WHERE conversation_id = ?1)
        """,
    ]

    /// Whether nothing happened since and nothing is to be done.
    private func isIdle(_ conversation: Int64, since date: Int64) throws -> Bool {
        try connection.query(
            """
            SELECT 1 FROM conversation c JOIN schedule s USING (conversation_id)
            WHERE c.conversation_id = ?1 AND c.started_at < ?2 AND s.worker_id IS NULL AND s.inbox_last = s.inbox_done
                AND s.outbox_unsettled = 0 AND s.wake_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM handed_over p WHERE p.conversation_id = ?1)
                AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.conversation_id = ?1 AND i.received_at >= ?2)
                AND coalesce((SELECT h.at FROM history h WHERE h.conversation_id = ?1 ORDER BY h.number DESC LIMIT 1), 0) < ?2
            """, [.integer(conversation), .integer(date)]
        ) { _ in true }.first ?? false
    }
}
