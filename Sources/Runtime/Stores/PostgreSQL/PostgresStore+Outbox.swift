public import CEL
import Engine

extension PostgresStore {
    public func resend(message number: Int64, under lease: Lease) async throws(StoreError) -> Bool {
        try await perform("resend", under: lease, ["number": .int(number)], synced: true) == true
    }

    public func settle(message number: Int64, as delivery: Delivery, under lease: Lease) async throws(StoreError) {
        var arguments: JSONObject = ["number": .int(number)]
        switch delivery {
        case .sent(let providerID):
            arguments["as"] = "sent"
            arguments["provider_id"] = .storable(providerID)
        case .dropped(let failure):
            arguments["as"] = "dropped"
            arguments["failure"] = .storable(failure.summary)
        case .failed(let failure):
            arguments["as"] = "failed"
            arguments["failure"] = .storable(failure.summary)
        }
        _ = try await perform("settle", under: lease, arguments)
    }

    public func postpone(_ message: OutboxMessage, until date: Timestamp, under lease: Lease) async throws(StoreError) {
        var arguments: JSONObject = [
            "number": .int(message.number), "failed_attempts": .int(Int64(message.failedAttempts)),
            "unknown_outcomes": .int(Int64(message.unknownOutcomes)), "in": clock.distance(to: date),
        ]
        switch message.state {
        case .waiting: arguments["state"] = "waiting"
        case .handedOver(let date):
            arguments["state"] = "handed_over"
            arguments["handed_over"] = clock.distance(to: date)
        }
        defer { watch.withLock { $0.give(back: lease) } }
        _ = try await perform("postpone", under: lease, arguments)
    }
}
