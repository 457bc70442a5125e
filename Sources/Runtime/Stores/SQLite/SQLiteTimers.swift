import Engine

/// Turns timers that are due into events of their conversations' inboxes, within one transaction.
struct SQLiteTimers {
    /// How many conversations are woken at once; more are woken at the next look.
    static let limit = 256

    let connection: SQLiteConnection
    let now: Int64

    /// A conversation with a worker or with waiting events is passed over: its next finished turn says anew when to wake it.
    func ring() throws {
        let values: [SQLiteValue] = [
            .integer(now), .integer(Int64(SQLiteTimers.limit)), .text(InboxEvent.Kind.timer.record.text),
        ]
        let woken = try connection.run(
            """
            INSERT INTO inbox (conversation_id, number, account_id, received_at, event)
            SELECT conversation_id, inbox_last + 1, account_id, ?1, ?3 FROM schedule
            WHERE wake_at IS NOT NULL AND worker_id IS NULL AND inbox_last = inbox_done AND wake_at <= ?1 ORDER BY wake_at LIMIT ?2
            """, values)
        guard woken > 0 else { return }
        try connection.run(
            """
            UPDATE schedule SET inbox_last = inbox_last + 1, next_run_at = coalesce(next_run_at, wake_at), wake_at = NULL
            WHERE conversation_id IN (
                SELECT conversation_id FROM schedule
                WHERE wake_at IS NOT NULL AND worker_id IS NULL AND inbox_last = inbox_done AND wake_at <= ?1
                ORDER BY wake_at LIMIT ?2)
            """, Array(values.prefix(2)))
    }
}
