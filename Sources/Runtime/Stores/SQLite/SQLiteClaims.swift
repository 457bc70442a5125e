import Engine

/// Takes due conversations within one transaction.
struct SQLiteClaims {
    let connection: SQLiteConnection
    let now: Int64
    let bots: Set<BotID>
    let takesSuspect: Bool

    private struct Account {
        let id: Int64
        let bot: BotID
        var due: ArraySlice<Int64>
    }

    /// One conversation of each account in turn, until there are enough.
    func claim(limit: Int, for worker: WorkerID) throws -> [Lease] {
        var accounts: [Account] = []
        var suspect: Int64?
        // Where there are more accounts than places, the same ones must not win each time.
        for (id, bot) in try waitingAccounts().shuffled() {
            if takesSuspect, suspect == nil { suspect = try self.suspect(in: id, limit: limit) }
            accounts.append(Account(id: id, bot: bot, due: try due(in: id, limit: limit, with: suspect)[...]))
        }
        var leases: [Lease] = []
        while leases.count < limit, accounts.contains(where: { !$0.due.isEmpty }) {
            for place in accounts.indices where leases.count < limit {
                guard let conversation = accounts[place].due.popFirst() else { continue }
                leases += try take(conversation, of: accounts[place].bot, for: worker)
            }
        }
        return leases
    }

    /// Accounts with waiting conversations. Steps over the index from account to account, however many conversations each has.
    private func waitingAccounts() throws -> [(Int64, BotID)] {
        let rows = try connection.query(
            """
            WITH RECURSIVE waiting (account_id) AS (
                SELECT min(account_id) FROM schedule WHERE worker_id IS NULL AND next_run_at IS NOT NULL
                UNION ALL
                SELECT (SELECT min(s.account_id) FROM schedule s
                    WHERE s.worker_id IS NULL AND s.next_run_at IS NOT NULL AND s.account_id > waiting.account_id)
                FROM waiting WHERE waiting.account_id IS NOT NULL)
            SELECT a.account_id, a.bot FROM waiting JOIN account a USING (account_id)
            WHERE coalesce(a.paused_until, ?1) <= ?1
            """, [.integer(now)]
        ) { ($0.int(0), BotID(rawValue: $0.text(1))) }
        return rows.filter { bots.contains($0.1) }
    }

    /// The first suspect of those that would be taken if suspects were as others are.
    private func suspect(in account: Int64, limit: Int) throws -> Int64? {
        try connection.query(
            """
            SELECT conversation_id FROM (
                SELECT conversation_id, next_run_at, crashes FROM schedule
                WHERE account_id = ?1 AND worker_id IS NULL AND next_run_at IS NOT NULL AND next_run_at <= ?2
                ORDER BY next_run_at LIMIT ?3)
            WHERE crashes >= ?4 ORDER BY next_run_at LIMIT 1
            """, [.integer(account), .integer(now), .integer(Int64(limit)), .integer(Int64(Lease.suspicion))]
        ) { $0.int(0) }.first
    }

    private func due(in account: Int64, limit: Int, with suspect: Int64?) throws -> [Int64] {
        try connection.query(
            """
            SELECT conversation_id FROM schedule
            WHERE account_id = ?1 AND worker_id IS NULL AND next_run_at IS NOT NULL AND next_run_at <= ?2
                AND (crashes < ?4 OR conversation_id = ?5)
            ORDER BY next_run_at LIMIT ?3
            """, [.integer(account), .integer(now), .integer(Int64(limit)), .integer(Int64(Lease.suspicion)), .integer(suspect)]
        ) { $0.int(0) }
    }

    private func take(_ conversation: Int64, of bot: BotID, for worker: WorkerID) throws -> [Lease] {
        try connection.query(
            """
            UPDATE schedule SET worker_id = ?2, fence = fence + 1, crashes = crashes + 1
            WHERE conversation_id = ?1 RETURNING fence, crashes - 1
            """, [.integer(conversation), .integer(worker.rawValue)]
        ) { row in
            Lease(
                conversation: ConversationID(rawValue: conversation), bot: bot, worker: worker, fence: row.int(0),
                crashes: Int(truncatingIfNeeded: row.int(1)))
        }
    }
}
