public import CEL
public import Engine

extension SQLiteStore {
    public func deadLetters(of bot: BotID?, before: Int64?, limit: Int) async throws(StoreError) -> [DeadLetter] {
        try await reader.perform("dead letters") { connection in
            try connection.query(
                """
                SELECT dead_letter_id, bot, conversation_id, subject, message, reason, at FROM dead_letter
                WHERE (?1 IS NULL OR bot = ?1) AND (?2 IS NULL OR dead_letter_id < ?2) ORDER BY dead_letter_id DESC LIMIT ?3
                """, [.text(bot?.rawValue), .integer(before), .integer(Int64(max(limit, 0)))],
                DeadLetter.init(row:))
        }
    }

    public func statistics() async throws(StoreError) -> Statistics {
        let now = time.now.milliseconds
        return try await reader.perform("statistics") { connection in
            let paused = try connection.query(
                "SELECT bot, name, pause_reason FROM account WHERE paused_until > ? ORDER BY bot, name", [.integer(now)]
            ) { row in
                Statistics.PausedAccount(bot: BotID(rawValue: row.text(0)), account: row.text(1), reason: row.text(2))
            }
            let rows = try connection.query(
                """
                SELECT
                    (SELECT count(*) FROM schedule WHERE worker_id IS NULL AND next_run_at IS NOT NULL AND next_run_at <= ?1),
                    (SELECT min(next_run_at) FROM schedule WHERE worker_id IS NULL AND next_run_at IS NOT NULL),
                    (SELECT count(*) FROM schedule WHERE worker_id IS NOT NULL),
                    (SELECT count(*) FROM schedule WHERE worker_id IS NULL AND next_run_at IS NOT NULL AND next_run_at > ?1),
                    (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'handed_over')),
                    (SELECT count(*) FROM dead_letter),
                    (SELECT count(*) FROM handed_over)
                """, [.integer(now)]
            ) { row in
                func count(_ column: Int) -> Int { Int(truncatingIfNeeded: row.int(column)) }
                return Statistics(
                    dueConversations: count(0), oldestDueAge: .milliseconds(max(now &- (row.optionalInt(1) ?? now), 0)),
                    claimedConversations: count(2), suspendedConversations: count(3), unsentMessages: count(4),
                    handedOverConversations: count(6), deadLetters: count(5), pausedAccounts: paused)
            }
            guard let statistics = rows.first else { throw StoreError(.corrupt, "statistics: a sum has no row") }
            return statistics
        }
    }

    public func prune(before date: Timestamp) async throws(StoreError) {
        let values: [SQLiteValue] = [.integer(date.milliseconds), 5000]
        try await writer.perform("prune") { connection in
            try connection.run(
                """
                DELETE FROM inbox WHERE (conversation_id, number) IN (
                    SELECT i.conversation_id, i.number FROM inbox i JOIN schedule s USING (conversation_id)
                    WHERE i.received_at < ?1 AND i.number <= s.inbox_done ORDER BY i.received_at LIMIT ?2)
                """, values)
            try connection.run(
                """
                DELETE FROM journal WHERE (conversation_id, event, key) IN (
                    SELECT j.conversation_id, j.event, j.key FROM journal j JOIN schedule s USING (conversation_id)
                    WHERE j.intended_at < ?1 AND j.event <= s.inbox_done ORDER BY j.intended_at LIMIT ?2)
                """, values)
            try connection.run(
                """
                DELETE FROM turn WHERE (conversation_id, event) IN (
                    SELECT conversation_id, event FROM turn WHERE ended_at < ?1 ORDER BY ended_at LIMIT ?2)
                """, values)
            try connection.run(
                """
                DELETE FROM outbox WHERE (conversation_id, number) IN (
                    SELECT conversation_id, number FROM outbox
                    WHERE created_at < ?1 AND state NOT IN ('waiting', 'handed_over') ORDER BY created_at LIMIT ?2)
                """, values)
            try connection.run(
                """
                DELETE FROM early_status WHERE (account_id, provider_id) IN (
                    SELECT account_id, provider_id FROM early_status WHERE received_at < ?1 ORDER BY received_at LIMIT ?2)
                """, values)
        }
    }
}

extension DeadLetter {
    /// - Parameter row: The columns `dead_letter_id`, `bot`, `conversation_id`, `subject`, `message`, `reason`, `at`.
    init(row: SQLiteStatement) {
        self.init(
            id: row.int(0), bot: BotID(rawValue: row.text(1)), conversation: ConversationID(rawValue: row.int(2)),
            subject: row.text(3) == "turn" ? .turn(event: row.int(4)) : .delivery(message: row.int(4)), reason: row.text(5),
            at: row.timestamp(6))
    }
}
