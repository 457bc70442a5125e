import CEL
import Engine

extension PostgresStore {
    public func deadLetters(
        _ filter: DeadLetterFilter, before: Int64?, limit: Int
    ) async throws(StoreError) -> [DeadLetter] {
        var arguments: JSONObject = ["limit": .int(Int64(max(limit, 0))), "all": .bool(filter.includesSettled)]
        if let bot = filter.bot { arguments["bot"] = .string(bot.rawValue) }
        if let before { arguments["before"] = .int(before) }
        let answer = try await reads.perform("dead_letters", clock.stamped(arguments))
        return PostgresReading(answer, shift: clock.shift(of: answer), conversation: ConversationID(rawValue: 0)).deadLetters()
    }

    public func deadLetter(_ id: Int64) async throws(StoreError) -> StoredDeadLetter? {
        let answer = try await reads.perform("dead_letter", clock.stamped(["id": .int(id)]))
        let reading = PostgresReading(answer, shift: clock.shift(of: answer), conversation: ConversationID(rawValue: 0))
        return try reading.read("dead letter") { () throws(RecordError) in
            try reading.deadLetters().first.map { (letter) throws(RecordError) in
                StoredDeadLetter(letter: letter, content: try reading.deadLetterContent())
            }
        }
    }

    public func replay(deadLetter id: Int64) async throws(StoreError) -> DeadLetterAnswer {
        let answer = try await control.perform("replay", clock.stamped(["id": .int(id)]), synced: true)
        announce()
        return DeadLetterAnswer(answer)
    }

    public func drop(deadLetter id: Int64, because reason: String) async throws(StoreError) -> DeadLetterAnswer {
        let arguments: JSONObject = ["id": .int(id), "reason": .storable(reason)]
        return DeadLetterAnswer(try await control.perform("drop", clock.stamped(arguments), synced: true))
    }
}

extension DeadLetterAnswer {
    /// - Parameter answer: As `trama.replay` and `trama.drop` give it.
    fileprivate init(_ answer: JSON) {
        if answer["unknown"] != nil {
            self = .unknown
        } else if answer["settled"] != nil {
            self = .settledBefore
        } else if answer["gone"] != nil {
            self = .gone
        } else {
            self = .done(number: answer["number"]?.int)
        }
    }
}

extension PostgresReading {
    fileprivate func deadLetterContent() throws(RecordError) -> StoredDeadLetter.Content {
        if let row = rows("event").first {
            return .event(try InboxEvent.Kind(record: JSON(record: row[0]?.string ?? "")), receivedAt: shift.time(row[1]))
        }
        if let row = rows("message").first {
            return .message(try OutboundMessage(record: JSON(record: row[0]?.string ?? "")), createdAt: shift.time(row[1]))
        }
        return .gone
    }
}
