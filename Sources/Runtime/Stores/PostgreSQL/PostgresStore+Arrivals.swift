import CEL
public import Engine

extension PostgresStore {
    public func accept(_ arrivals: [Arrival]) async throws(StoreError) {
        guard !arrivals.isEmpty else { return }
        let arguments: JSONObject = ["arrivals": .array(arrivals.map(\.row))]
        _ = try await self.arrivals.perform("accept", clock.stamped(arguments), synced: true)
        announce()
    }

    public func operate(_ act: OperatorAct, on conversation: ConversationID) async throws(StoreError) -> Bool {
        let arguments: JSONObject = [
            "conversation": .int(conversation.rawValue), "event": .string(InboxEvent.Kind.operated(act).record.text),
        ]
        let isKnown = try await control.perform("operate", clock.stamped(arguments), synced: true)
        announce()
        return isKnown == true
    }

    func announce() {
        hints.send()
        bell.ring()
    }
}

extension Arrival {
    /// As `trama.accept` takes it.
    fileprivate var row: JSON {
        var row: JSONObject = ["bot": .string(bot.rawValue), "account": .string(account)]
        switch event {
        case .message(let message, let contact):
            row["at"] = .int(message.at.milliseconds)
            row["key"] = .string(Digest.short(of: Array(message.id.utf8)).hexadecimal)
            row["event"] = .string(InboxEvent.Kind.message(message).record.text)
            row["contact"] = [
                "key": .storable(contact.key), "phone": .storable(contact.phone), "name": .storable(contact.name),
            ]
        case .status(let status):
            row["at"] = .int(status.at.milliseconds)
            row["id"] = .storable(status.messageID)
            row["stage"] = .string(status.stage.rawValue)
            row["rank"] = .int(Int64(DeliveryStatus.Stage.allCases.firstIndex(of: status.stage) ?? 0) + 1)
            row["failure"] = .storable(status.failure?.summary)
            row["unwanted"] = .bool(status.failure?.code == .unwanted)
            if let tag = status.tag.flatMap({ DeliveryTag($0) }) {
                row["conversation"] = .int(tag.conversation.rawValue)
                row["number"] = .int(tag.number)
                row["nonce"] = .storable(tag.nonce)
            }
        }
        return .object(row)
    }
}
