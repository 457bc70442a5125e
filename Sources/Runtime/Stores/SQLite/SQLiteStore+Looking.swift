import CEL
import Engine

extension SQLiteStore {
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
                    (SELECT count(*) FROM dead_letter WHERE settled_at IS NULL),
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

    public func queues() async throws(StoreError) -> [BotQueue] {
        let now = time.now.milliseconds
        return try await reader.perform("queues") { connection in
            func counts(_ sql: StaticString) throws -> [String: Int] {
                let rows = try connection.query(sql) { (bot: $0.text(0), count: Int(clamping: $0.int(1))) }
                return Dictionary(uniqueKeysWithValues: rows.map { ($0.bot, $0.count) })
            }
            let letters = try counts("SELECT bot, count(*) FROM dead_letter WHERE settled_at IS NULL GROUP BY bot")
            let handedOver = try counts(
                """
                SELECT a.bot, count(*) FROM handed_over JOIN conversation c USING (conversation_id) JOIN account a USING (account_id)
                GROUP BY a.bot
                """)
            return try connection.query(
                """
                SELECT a.bot, sum(s.worker_id IS NULL AND s.next_run_at IS NOT NULL AND s.next_run_at <= ?1),
                    min(CASE WHEN s.worker_id IS NULL THEN s.next_run_at END), sum(s.inbox_last - s.inbox_done),
                    sum(s.worker_id IS NOT NULL), sum(s.worker_id IS NULL AND s.next_run_at IS NOT NULL AND s.next_run_at > ?1),
                    sum(s.outbox_unsettled)
                FROM schedule s JOIN account a USING (account_id) GROUP BY a.bot ORDER BY a.bot
                """, [.integer(now)]
            ) { row in
                func count(_ column: Int) -> Int { Int(clamping: row.int(column)) }
                return BotQueue(
                    bot: BotID(rawValue: row.text(0)), dueConversations: count(1),
                    oldestDueAge: .milliseconds(max(now &- (row.optionalInt(2) ?? now), 0)), waitingEvents: count(3),
                    claimedConversations: count(4), suspendedConversations: count(5), unsentMessages: count(6),
                    handedOverConversations: handedOver[row.text(0)] ?? 0, deadLetters: letters[row.text(0)] ?? 0)
            }
        }
    }
}
