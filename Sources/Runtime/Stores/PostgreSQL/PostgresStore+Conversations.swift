public import Engine

extension PostgresStore {
    public func conversations(
        _ filter: ConversationFilter, before: ConversationID?, limit: Int
    ) async throws(StoreError) -> [ConversationSummary] {
        var arguments: JSONObject = ["limit": .int(Int64(min(max(limit, 0), 1000)))]
        if let bot = filter.bot { arguments["bot"] = .string(bot.rawValue) }
        if let standing = filter.standing { arguments["standing"] = .string(standing.rawValue) }
        if let date = filter.quietSince { arguments["quiet"] = clock.distance(to: date) }
        if let before { arguments["before"] = .int(before.rawValue) }
        if let contacts = filter.contacts { arguments["contacts"] = .array(contacts.map { .storable($0) }) }
        let answer = try await reads.perform("conversations", clock.stamped(arguments))
        let shift = clock.shift(of: answer)
        return (answer["conversations"]?.elements ?? []).map { ConversationSummary(row: $0, shift) }
    }

    public func conversation(_ id: ConversationID, historyEntries: Int) async throws(StoreError) -> StoredConversation? {
        let arguments: JSONObject = ["conversation": .int(id.rawValue), "history": .int(Int64(max(historyEntries, 0)))]
        let answer = try await reads.perform("conversation", clock.stamped(arguments))
        guard let summary = answer["summary"] else { return nil }
        let reading = PostgresReading(answer, shift: clock.shift(of: answer), conversation: id)
        return try reading.read("conversation") { () throws(RecordError) in
            StoredConversation(
                summary: ConversationSummary(row: summary, reading.shift), checkpoint: try reading.checkpoint(),
                working: try reading.working(), inbox: try reading.inbox(), outbox: try reading.outbox(),
                deadLetters: reading.deadLetters(), history: try reading.history())
        }
    }

    public func recordedTurns(of conversation: ConversationID, limit: Int) async throws(StoreError) -> [RecordedTurn] {
        let arguments: JSONObject = ["conversation": .int(conversation.rawValue), "limit": .int(Int64(max(limit, 0)))]
        let answer = try await reads.perform("recorded_turns", clock.stamped(arguments))
        let reading = PostgresReading(answer, shift: clock.shift(of: answer), conversation: conversation)
        return try reading.read("recorded turns") { () throws(RecordError) in
            try (answer["turns"]?.elements ?? []).map { (row) throws(RecordError) in
                RecordedTurn(
                    event: row[0]?.int ?? 0, endedAt: reading.shift.time(row[1]),
                    checkpoint: try row[2]?.string.map { (text) throws(RecordError) in try JSON(record: text) },
                    told: try JSON(record: row[3]?.string ?? "").elements.map { (told) throws(RecordError) in
                        try ToldEvent(record: told)
                    },
                    sent: try (row[4]?.elements ?? []).map { (message) throws(RecordError) in
                        try OutboundMessage(record: JSON(record: message.string ?? ""))
                    })
            }
        }
    }
}

extension ConversationSummary {
    /// - Parameter row: As `trama.summary_of` gives it.
    fileprivate init(row: JSON, _ shift: PostgresShift) {
        func count(_ place: Int) -> Int { row[place]?.int.flatMap { Int(exactly: $0) } ?? 0 }
        let handedOver = row[9]?.string.map { queue in
            HandedOver(queue: queue, summary: row[10]?.string, since: shift.time(row[11]))
        }
        self.init(
            id: ConversationID(rawValue: row[0]?.int ?? 0), bot: BotID(rawValue: row[1]?.string ?? ""),
            account: row[2]?.string ?? "",
            contact: Contact(key: row[3]?.string ?? "", phone: row[4]?.string, name: row[5]?.string),
            startedAt: shift.time(row[6]), saidAt: shift.optionalTime(row[7]),
            standing: row[8]?.string.flatMap(Standing.init(rawValue:)) ?? .waiting, handedOver: handedOver,
            wakeAt: shift.optionalTime(row[12]), waitingEvents: count(13), unsentMessages: count(14), deadLetters: count(15))
    }
}
