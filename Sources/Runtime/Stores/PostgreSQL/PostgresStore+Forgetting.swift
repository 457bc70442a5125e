public import CEL
public import Engine

extension PostgresStore {
    public func forget(_ lease: Lease) async throws(StoreError) {
        defer { watch.withLock { $0.give(back: lease) } }
        _ = try await perform("forget", under: lease, synced: true)
    }

    @discardableResult
    public func erase(_ conversation: ConversationID) async throws(StoreError) -> Bool {
        try await control.perform("erase", ["conversation": .int(conversation.rawValue)], synced: true) == true
    }

    @discardableResult
    public func forgetIdle(
        of bot: BotID, since date: Timestamp, after place: ConversationID?
    ) async throws(StoreError) -> ConversationID? {
        var arguments: JSONObject = ["bot": .string(bot.rawValue), "since": clock.distance(to: date)]
        if let place { arguments["after"] = .int(place.rawValue) }
        return try await upkeep.perform("forget_idle", clock.stamped(arguments)).int.map(ConversationID.init(rawValue:))
    }

    public func export(_ conversation: ConversationID) async throws(StoreError) -> ConversationExport? {
        let answer = try await reads.perform("export", clock.stamped(["conversation": .int(conversation.rawValue)]))
        guard case .object(let object)? = answer["tables"] else { throw StoreError(.corrupt, "export: there are no tables") }
        let rows = object.members.map { member in
            (member.key, member.value.elements.compactMap { if case .object(let row) = $0 { row } else { nil } })
        }
        let tables = Dictionary(uniqueKeysWithValues: rows)
        guard tables["conversation"]?.isEmpty == false else { return nil }
        let shift = clock.shift(of: answer)
        return ConversationExport.readable(tables) { shift.time(.int($0)) }
    }

    @discardableResult
    public func prune(before date: Timestamp) async throws(StoreError) -> Bool {
        try await upkeep.perform("prune", clock.stamped(["before": clock.distance(to: date)])) == true
    }

    /// Lets go of deleted rows at once instead of when the server comes by. What its files, its log of writes and copies of them still
    /// hold is not this program's to overwrite.
    public func scrub() async throws(StoreError) {
        try await PostgresErrand.run("scrub", at: url) { link throws(StoreError) in
            do throws(PostgresFault) {
                let deadline = ContinuousClock.now + .seconds(600)
                let tables = try link.query(
                    """
                    SELECT string_agg(format('trama.%I', r.relname), ', ') FROM pg_class r JOIN pg_attribute a ON a.attrelid = r.oid
                    WHERE r.relnamespace = 'trama'::regnamespace AND r.relkind = 'r' AND a.attname = 'conversation_id'
                    """, until: deadline)
                if let tables { try link.query("VACUUM \(tables)", until: deadline) }
            } catch {
                throw StoreError(error, in: "scrub")
            }
        }
    }
}
