public import CEL
public import Engine

extension PostgresStore {
    public func register() async throws(StoreError) -> WorkerID {
        let start = clock.time.uptime
        guard let number = try await control.perform("register", [:], synced: true).int else {
            throw StoreError(.corrupt, "register: a worker has no number")
        }
        let worker = WorkerID(rawValue: number)
        watch.withLock { $0.begin(as: worker, at: start) }
        return worker
    }

    public func beat(_ worker: WorkerID) async throws(StoreError) {
        let start = clock.time.uptime
        let arguments: JSONObject = [
            "worker": .int(worker.rawValue), "suspects": watch.withLock { $0.suspects(patience: PostgresStore.patience) },
        ]
        let answer = try await control.perform("beat", clock.stamped(arguments))
        for stray in watch.withLock({ $0.see(answer, at: start) }) {
            let lease = Lease(
                conversation: ConversationID(rawValue: stray.conversation), bot: BotID(rawValue: ""), worker: worker,
                fence: stray.fence, crashes: 0)
            do throws(StoreError) {
                _ = try await perform("release", under: lease)
            } catch {
                // Somebody else has it already; the worker itself is well.
                guard error.code == .leaseLost else { throw error }
            }
        }
        if let freed = answer["freed"]?.int, freed > 0 { hints.send() }
    }

    public func mayAct(under lease: Lease) -> Bool {
        watch.withLock { $0.mayAct(under: lease, at: clock.time.uptime, within: PostgresStore.freshness) }
    }

    public func claim(
        limit: Int, of bots: Set<BotID>, suspect: Bool, for worker: WorkerID
    ) async throws(StoreError) -> [Lease] {
        let arguments: JSONObject = [
            "worker": .int(worker.rawValue), "limit": .int(Int64(min(max(limit, 1), 1000))),
            "bots": .array(bots.map { .string($0.rawValue) }), "timer": .string(InboxEvent.Kind.timer.record.text),
            "suspicion": .int(Int64(Lease.suspicion)), "suspect": .bool(suspect),
        ]
        let answer = try await control.perform("claim", clock.stamped(arguments))
        let leases = answer.elements.compactMap { row in
            row[0]?.int.flatMap { conversation in
                Lease(
                    conversation: ConversationID(rawValue: conversation), bot: BotID(rawValue: row[1]?.string ?? ""),
                    worker: worker,
                    fence: row[2]?.int ?? 0, crashes: row[3]?.int.flatMap { Int(exactly: $0) } ?? 0)
            }
        }
        let taken = watch.withLock { watch in leases.filter { watch.take($0) } }
        // The claim took all that it could, though less comes of it.
        if taken.count < leases.count { hints.send() }
        return taken
    }

    /// A lease whose release did not go well is still held: whoever asks again says how it is to be given back.
    public func release(_ lease: Lease, notBefore: Timestamp?, seen: Int64?) async throws(StoreError) {
        var arguments: JSONObject = [:]
        if let notBefore { arguments["in"] = clock.distance(to: notBefore) }
        if let seen { arguments["seen"] = .int(seen) }
        do throws(StoreError) {
            _ = try await perform("release", under: lease, arguments)
        } catch {
            if error.code == .leaseLost { watch.withLock { $0.give(back: lease) } }
            throw error
        }
        watch.withLock { $0.give(back: lease) }
    }

    public func pause(
        account: String, of bot: BotID, until date: Timestamp?, because reason: String
    ) async throws(StoreError) {
        let arguments: JSONObject = [
            "bot": .string(bot.rawValue), "account": .string(account), "in": clock.distance(to: date),
            "reason": date == nil ? .null : .storable(reason),
        ]
        _ = try await control.perform("pause", clock.stamped(arguments))
    }
}
