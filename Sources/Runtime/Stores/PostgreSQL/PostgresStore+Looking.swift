import Engine

extension PostgresStore {
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

    public func queues() async throws(StoreError) -> [BotQueue] {
        try await reads.perform("queues", clock.stamped([:])).elements.map { row in
            func count(_ place: Int) -> Int { Int(clamping: row[place]?.int ?? 0) }
            return BotQueue(
                bot: BotID(rawValue: row[0]?.string ?? ""), dueConversations: count(1),
                oldestDueAge: .milliseconds(max(row[2]?.int ?? 0, 0)), waitingEvents: count(3), claimedConversations: count(4),
                suspendedConversations: count(5), unsentMessages: count(6), handedOverConversations: count(7),
                deadLetters: count(8))
        }
    }
}
