public import CEL
public import Engine

extension PostgresStore {
    public func save(
        _ turn: WorkingTurn, sending messages: [OutboundMessage], intending intents: [WriteIntent], under lease: Lease
    ) async throws(StoreError) -> [OutboxMessage] {
        var arguments = arguments(of: turn)
        arguments["messages"] = .array(messages.map { .string($0.record.text) })
        arguments["intents"] = .array(
            intents.map {
                [
                    .string($0.key.rawValue), .int(Int64($0.call.turn)), .int(Int64($0.call.number)), .string($0.tool.rawValue),
                ]
            })
        let answer = try await perform("save", under: lease, arguments, synced: !messages.isEmpty || !intents.isEmpty)
        return enqueued(messages, answer, under: lease)
    }

    public func record(_ result: CallResult, of key: IdempotencyKey, under lease: Lease) async throws(StoreError) {
        let arguments: JSONObject = ["key": .string(key.rawValue), "result": .string(result.record.text)]
        _ = try await perform("record", under: lease, arguments, synced: true)
    }

    public func finish(
        _ turn: FinishedTurn, sending messages: [OutboundMessage], under lease: Lease
    ) async throws(StoreError) -> [OutboxMessage] {
        var arguments: JSONObject = [
            "event": .int(turn.event), "checkpoint": .string(turn.checkpoint.text), "rest": .string(turn.rest.rawValue),
            "wake": clock.distance(to: turn.wakeAt), "told": .string(JSON.array(turn.told.map(\.record)).text),
            "said": .array(
                turn.said.map {
                    [.int(Int64($0.turn)), .string($0.role.rawValue), .storable($0.text), clock.distance(to: $0.at)]
                }), "messages": .array(messages.map { .string($0.record.text) }),
        ]
        if let handedOver = turn.handedOver { arguments["handed_over"] = row(of: handedOver) }
        if let failure = turn.failure {
            arguments["failure"] = .storable((failure.node.map { "at '\($0.rawValue)': " } ?? "") + failure.message)
            arguments["heard"] = record(of: turn.told.heard)
        }
        return enqueued(messages, try await perform("finish", under: lease, arguments, synced: true), under: lease)
    }

    public func suspend(_ turn: WorkingTurn, until date: Timestamp, under lease: Lease) async throws(StoreError) {
        var arguments = arguments(of: turn)
        arguments["in"] = clock.distance(to: date)
        defer { watch.withLock { $0.give(back: lease) } }
        _ = try await perform("suspend", under: lease, arguments)
    }

    public func giveUp(
        event number: Int64, heard message: InboundMessage?, because reason: String, forgetting: Bool, under lease: Lease
    ) async throws(StoreError) {
        let arguments: JSONObject = [
            "event": .int(number), "heard": record(of: message), "reason": .storable(reason), "forgetting": .bool(forgetting),
        ]
        _ = try await perform("give_up", under: lease, arguments, synced: true)
    }

    private func record(of message: InboundMessage?) -> JSON {
        message.map { .string(InboxEvent.Kind.message($0).record.text) } ?? .null
    }

    private func arguments(of turn: WorkingTurn) -> JSONObject {
        var arguments: JSONObject = [
            "event": .int(turn.event), "began": clock.distance(to: turn.beganAt), "checkpoint": .string(turn.checkpoint.text),
            "said": .string(JSON.array(turn.said.map(\.record)).text), "failed_attempts": .int(Int64(turn.failedAttempts)),
            "wake": clock.distance(to: turn.wakeAt), "told": .string(JSON.array(turn.told.map(\.record)).text),
        ]
        if let handedOver = turn.handedOver { arguments["handed_over"] = row(of: handedOver) }
        return arguments
    }

    private func row(of handedOver: HandedOver) -> JSON {
        [
            "queue": .storable(handedOver.queue), "summary": .storable(handedOver.summary),
            "since": clock.distance(to: handedOver.since),
        ]
    }

    /// The messages with the numbers and nonces that the database gave them.
    private func enqueued(_ messages: [OutboundMessage], _ answer: JSON, under lease: Lease) -> [OutboxMessage] {
        let date = clock.shift(of: answer).time(answer["now"])
        return zip(messages, answer["messages"]?.elements ?? []).map { message, row in
            let number = row[0]?.int ?? 0
            let tag = DeliveryTag(conversation: lease.conversation, number: number, nonce: row[1]?.string ?? "")
            return OutboxMessage(number: number, tag: tag, message: message, createdAt: date, state: .handedOver(date))
        }
    }
}
