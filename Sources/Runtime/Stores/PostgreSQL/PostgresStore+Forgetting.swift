public import CEL
public import Engine

extension PostgresStore {
    public func forget(_ lease: Lease) async throws(StoreError) {
        defer { watch.withLock { $0.give(back: lease) } }
        _ = try await perform("forget", under: lease, synced: true)
    }

    public func forgetIdle(of bot: BotID, since date: Timestamp) async throws(StoreError) {
        let arguments: JSONObject = ["bot": .string(bot.rawValue), "since": clock.distance(to: date)]
        _ = try await control.perform("forget_idle", clock.stamped(arguments))
    }
}
