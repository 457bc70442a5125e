public import CEL
public import Engine

extension PostgresStore {
    public func deadLetters(of bot: BotID?, before: Int64?, limit: Int) async throws(StoreError) -> [DeadLetter] {
        var arguments: JSONObject = ["limit": .int(Int64(max(limit, 0)))]
        if let bot { arguments["bot"] = .string(bot.rawValue) }
        if let before { arguments["before"] = .int(before) }
        let answer = try await reads.perform("dead_letters", clock.stamped(arguments))
        return PostgresReading(answer, shift: clock.shift(of: answer), conversation: ConversationID(rawValue: 0)).deadLetters()
    }

    public func statistics() async throws(StoreError) -> Statistics {
        let answer = try await reads.perform("statistics", clock.stamped([:]))
        func count(_ name: String) -> Int { answer[name]?.int.flatMap { Int(exactly: $0) } ?? 0 }
        return Statistics(
            dueConversations: count("due"), oldestDueAge: .milliseconds(max(answer["oldest"]?.int ?? 0, 0)),
            claimedConversations: count("claimed"), suspendedConversations: count("suspended"), unsentMessages: count("unsent"),
            handedOverConversations: count("handed_over"), deadLetters: count("dead"),
            pausedAccounts: (answer["paused"]?.elements ?? []).map { row in
                Statistics.PausedAccount(
                    bot: BotID(rawValue: row[0]?.string ?? ""), account: row[1]?.string ?? "", reason: row[2]?.string ?? "")
            })
    }

    public func prune(before date: Timestamp) async throws(StoreError) {
        _ = try await control.perform("prune", clock.stamped(["before": clock.distance(to: date)]))
    }
}
