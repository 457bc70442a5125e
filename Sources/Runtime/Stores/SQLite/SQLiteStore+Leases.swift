public import CEL
public import Engine

extension SQLiteStore {
    public func register() async throws(StoreError) -> WorkerID {
        try await writer.perform("register", synced: true) { connection in
            let number = try connection.query("INSERT INTO worker DEFAULT VALUES RETURNING worker_id") { $0.int(0) }
            return WorkerID(rawValue: number.first ?? 0)
        }
    }

    public func beat(_ worker: WorkerID) async throws(StoreError) {
        try await writer.perform("beat") { connection in
            let known = try connection.run(
                "UPDATE worker SET beats = beats + 1 WHERE worker_id = ?", [.integer(worker.rawValue)])
            guard known == 1 else { throw StoreError(.leaseLost, "beat: worker \(worker.rawValue) is not known") }
        }
    }

    /// The file has one process, and nobody else who could give it up.
    public func mayAct(under lease: Lease) -> Bool { true }

    public func claim(
        limit: Int, of bots: Set<BotID>, suspect: Bool, for worker: WorkerID
    ) async throws(StoreError) -> [Lease] {
        let limit = min(max(limit, 1), 1000)
        let now = time.now.milliseconds
        return try await writer.perform("claim") { connection in
            try SQLiteTimers(connection: connection, now: now).ring()
            let claims = SQLiteClaims(connection: connection, now: now, bots: bots, takesSuspect: suspect)
            return try claims.claim(limit: limit, for: worker)
        }
    }

    public func release(_ lease: Lease, notBefore: Timestamp?, seen: Int64?) async throws(StoreError) {
        let now = time.now.milliseconds
        try await writer.perform("release") { connection in
            try connection.release(lease, due: notBefore?.milliseconds ?? now, newer: seen.map { (than: $0, due: now) })
        }
    }

    public func pause(
        account: String, of bot: BotID, until date: Timestamp?, because reason: String
    ) async throws(StoreError) {
        try await writer.perform("pause") { connection in
            let account = try connection.accountID(of: account, bot: bot)
            try connection.run(
                "UPDATE account SET paused_until = ?2, pause_reason = ?3 WHERE account_id = ?1",
                [.integer(account), .integer(date?.milliseconds), .text(date.map { _ in reason })])
        }
    }
}

extension SQLiteConnection {
    /// - Throws: `leaseLost` when the conversation is not this lease's.
    func hold(_ lease: Lease) throws {
        let held = try query(
            "SELECT 1 FROM schedule WHERE conversation_id = ? AND worker_id = ? AND fence = ?", lease.values
        ) { _ in true }
        guard !held.isEmpty else { throw StoreError(lost: lease) }
    }

    /// - Parameters:
    ///   - due: From when on the conversation is due if there is work in it.
    ///   - newer: From when on it is due instead with an event of a higher number than that.
    func release(_ lease: Lease, due: Int64, newer: (than: Int64, due: Int64)? = nil) throws {
        let released = try run(
            """
            UPDATE schedule
            SET worker_id = NULL,
                crashes = CASE WHEN inbox_last > inbox_done OR outbox_unsettled > 0 THEN max(crashes - 1, 0) ELSE 0 END,
                next_run_at = CASE
                    WHEN inbox_last > inbox_done OR outbox_unsettled > 0 THEN CASE WHEN inbox_last > ?5 THEN ?6 ELSE ?4 END
                END
            WHERE conversation_id = ?1 AND worker_id = ?2 AND fence = ?3
            """, lease.values + [.integer(due), .integer(newer?.than), .integer(newer?.due)])
        guard released == 1 else { throw StoreError(lost: lease) }
    }
}

extension Lease {
    /// The conversation, the worker and the fence: what a fenced statement compares.
    var values: [SQLiteValue] { [.integer(conversation.rawValue), .integer(worker.rawValue), .integer(fence)] }
}

extension StoreError {
    init(lost lease: Lease) {
        self.init(.leaseLost, "conversation \(lease.conversation.rawValue) is not under fence \(lease.fence) any more")
    }
}
