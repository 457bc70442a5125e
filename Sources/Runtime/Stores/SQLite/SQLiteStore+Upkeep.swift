public import CEL
import Engine

extension SQLiteStore {
    /// How many rows of a table go in one transaction.
    private static let pruneLimit: Int64 = 1000

    @discardableResult
    public func prune(before date: Timestamp) async throws(StoreError) -> Bool {
        let values: [SQLiteValue] = [.integer(date.milliseconds), .integer(SQLiteStore.pruneLimit)]
        return try await writer.perform("prune") { connection in
            var isMore = false
            for statement in SQLiteStore.pruning {
                if try connection.run(statement, values) >= SQLiteStore.pruneLimit { isMore = true }
            }
            return isMore
        }
    }

    private static let pruning: [StaticString] = [
        """
        DELETE FROM inbox WHERE (conversation_id, number) IN (
            SELECT i.conversation_id, i.number FROM inbox i JOIN schedule s USING (conversation_id)
            WHERE i.received_at < ?1 AND i.number <= s.inbox_done
                AND NOT EXISTS (SELECT 1 FROM dead_letter d WHERE d.conversation_id = i.conversation_id AND d.message = i.number
                    AND d.subject = 'turn' AND d.settled_at IS NULL)
            ORDER BY i.received_at LIMIT ?2)
        """,
        """
        DELETE FROM journal WHERE (conversation_id, event, key) IN (
            SELECT j.conversation_id, j.event, j.key FROM journal j JOIN schedule s USING (conversation_id)
            WHERE j.intended_at < ?1 AND j.event <= s.inbox_done ORDER BY j.intended_at LIMIT ?2)
        """,
        """
        DELETE FROM turn WHERE (conversation_id, event) IN (
            SELECT conversation_id, event FROM turn WHERE ended_at < ?1 ORDER BY ended_at LIMIT ?2)
        """,
        """
        DELETE FROM outbox WHERE (conversation_id, number) IN (
            SELECT o.conversation_id, o.number FROM outbox o
            WHERE o.created_at < ?1 AND o.state NOT IN ('waiting', 'handed_over')
                AND NOT EXISTS (SELECT 1 FROM dead_letter d WHERE d.conversation_id = o.conversation_id AND d.message = o.number
                    AND d.subject = 'delivery' AND d.settled_at IS NULL)
            ORDER BY o.created_at LIMIT ?2)
        """,
        """
        DELETE FROM early_status WHERE (account_id, provider_id) IN (
            SELECT account_id, provider_id FROM early_status WHERE received_at < ?1 ORDER BY received_at LIMIT ?2)
        """,
        """
        DELETE FROM dead_letter WHERE dead_letter_id IN (
            SELECT dead_letter_id FROM dead_letter WHERE settled_at < ?1 ORDER BY settled_at LIMIT ?2)
        """,
    ]

    /// Writes the whole file anew. Deleted rows are overwritten when they go, but what SQLite moved from page to page before may have
    /// left copies behind, and so has the log of what was written.
    public func scrub() async throws(StoreError) {
        try await SQLiteErrand.run("scrub", at: path, access: .change) { connection in
            try connection.execute("VACUUM")
            let isHeldUp = try connection.query("PRAGMA wal_checkpoint(TRUNCATE)") { $0.int(0) != 0 }
            guard isHeldUp == [false] else {
                throw StoreError(.unavailable, "scrub: another process reads for long, and the log cannot be emptied")
            }
        }
    }
}
