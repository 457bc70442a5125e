public import Engine

extension SQLiteStore {
    /// How many days of a bot are kept.
    private static let usageDays: Int64 = 31

    public func count(tokens: Int, of bot: BotID, on day: Int) async throws(StoreError) {
        try await writer.perform("count tokens") { connection in
            let values: [SQLiteValue] = [.text(bot.rawValue), .integer(Int64(day)), .integer(Int64(max(tokens, 0)))]
            // As far as an integer goes: a host may say anything.
            let counted = try connection.run(
                """
                INSERT INTO usage (bot, day, tokens) VALUES (?1, ?2, ?3) ON CONFLICT (bot, day) DO UPDATE
                SET tokens = CASE WHEN tokens > 9223372036854775807 - ?3 THEN 9223372036854775807 ELSE tokens + ?3 END
                """, values)
            guard counted == 1 else { throw StoreError(.corrupt, "count tokens: a day is not where it was put") }
            try connection.run(
                "DELETE FROM usage WHERE bot = ?1 AND day < ?2",
                [.text(bot.rawValue), .integer(Int64(day) - SQLiteStore.usageDays)])
        }
    }

    public func tokens(of bot: BotID, on day: Int) async throws(StoreError) -> Int {
        try await reader.perform("tokens") { connection in
            let tokens = try connection.query(
                "SELECT tokens FROM usage WHERE bot = ? AND day = ?", [.text(bot.rawValue), .integer(Int64(day))]
            ) { $0.int(0) }
            return Int(clamping: tokens.first ?? 0)
        }
    }
}
