public import Engine

extension PostgresStore {
    public func count(tokens: Int, of bot: BotID, on day: Int) async throws(StoreError) {
        let arguments: JSONObject = [
            "bot": .string(bot.rawValue), "day": .int(Int64(day)), "tokens": .int(Int64(max(tokens, 0))),
        ]
        _ = try await control.perform("count_tokens", arguments)
    }

    public func tokens(of bot: BotID, on day: Int) async throws(StoreError) -> Int {
        let arguments: JSONObject = ["bot": .string(bot.rawValue), "day": .int(Int64(day))]
        return Int(clamping: try await reads.perform("tokens", arguments).int ?? 0)
    }
}
