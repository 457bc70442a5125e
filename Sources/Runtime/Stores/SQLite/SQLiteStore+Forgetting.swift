public import CEL
public import Engine

extension SQLiteStore {
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
            try SQLiteForgetting(connection: connection).forget(conversation, keepingUnheard: !unheard.isEmpty)
            if !unheard.isEmpty { try connection.release(lease, due: now) }
        }
    }

    public func forgetIdle(of bot: BotID, since date: Timestamp) async throws(StoreError) {
        try await writer.perform("forget idle") { connection in
            let values: [SQLiteValue] = [.text(bot.rawValue), .integer(date.milliseconds)]
            let idle = try connection.query(
                """
                SELECT c.conversation_id FROM conversation c JOIN account a USING (account_id) JOIN schedule s USING (conversation_id)
                WHERE a.bot = ?1 AND c.started_at < ?2 AND s.worker_id IS NULL AND s.inbox_last = s.inbox_done
                    AND s.outbox_unsettled = 0 AND s.wake_at IS NULL
                    AND NOT EXISTS (SELECT 1 FROM handed_over p WHERE p.conversation_id = c.conversation_id)
                    AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.conversation_id = c.conversation_id AND i.received_at >= ?2)
                    AND coalesce((SELECT h.at FROM history h WHERE h.conversation_id = c.conversation_id
                        ORDER BY h.number DESC LIMIT 1), 0) < ?2 LIMIT 500
                """, values
            ) { $0.int(0) }
            let forgetting = SQLiteForgetting(connection: connection)
            for conversation in idle { try forgetting.forget(conversation, keepingUnheard: false) }
            // Of conversations that go on, what was said before; the number of the last entry stays in use.
            try connection.run(
                """
                DELETE FROM history WHERE (conversation_id, number) IN (
                    SELECT h.conversation_id, h.number FROM history h JOIN conversation c USING (conversation_id)
                    JOIN account a USING (account_id) WHERE a.bot = ?1 AND h.at < ?2 LIMIT 5000)
                """, values)
        }
    }
}

/// Deletes a conversation within one transaction, from every table.
private struct SQLiteForgetting {
    let connection: SQLiteConnection

    private static let tables: [StaticString] = [
        "DELETE FROM checkpoint WHERE conversation_id = ?", "DELETE FROM working WHERE conversation_id = ?",
        "DELETE FROM history WHERE conversation_id = ?", "DELETE FROM journal WHERE conversation_id = ?",
        "DELETE FROM outbox WHERE conversation_id = ?", "DELETE FROM dead_letter WHERE conversation_id = ?",
        "DELETE FROM handed_over WHERE conversation_id = ?", "DELETE FROM turn WHERE conversation_id = ?",
    ]

    /// - Parameter keepingUnheard: Whether the person has written again: then the conversation begins anew with that.
    func forget(_ conversation: Int64, keepingUnheard: Bool) throws {
        let id: [SQLiteValue] = [.integer(conversation)]
        for statement in SQLiteForgetting.tables { try connection.run(statement, id) }
        if keepingUnheard {
            try connection.run(
                """
                DELETE FROM inbox WHERE conversation_id = ?1
                    AND number <= (SELECT inbox_done FROM schedule WHERE conversation_id = ?1)
                """, id)
            try connection.run(
                "UPDATE schedule SET wake_at = NULL, outbox_unsettled = 0 WHERE conversation_id = ?", id)
        } else {
            try connection.run("DELETE FROM inbox WHERE conversation_id = ?", id)
            try connection.run("DELETE FROM schedule WHERE conversation_id = ?", id)
            try connection.run("DELETE FROM conversation WHERE conversation_id = ?", id)
        }
    }
}
