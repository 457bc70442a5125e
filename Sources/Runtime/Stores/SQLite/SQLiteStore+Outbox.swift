public import CEL
import Engine

extension SQLiteStore {
    public func resend(message number: Int64, under lease: Lease) async throws(StoreError) -> Bool {
        let now = time.now.milliseconds
        return try await writer.perform("resend", synced: true) { connection in
            try connection.hold(lease)
            let unsettled = try connection.run(
                """
                UPDATE outbox
                SET unknown_outcomes = unknown_outcomes + (state = 'handed_over'), state = 'handed_over', handed_over_at = ?3
                WHERE conversation_id = ?1 AND number = ?2 AND state IN ('waiting', 'handed_over')
                """, [.integer(lease.conversation.rawValue), .integer(number), .integer(now)])
            return unsettled == 1
        }
    }

    public func settle(message number: Int64, as delivery: Delivery, under lease: Lease) async throws(StoreError) {
        let now = time.now.milliseconds
        try await writer.perform("settle") { connection in
            try connection.hold(lease)
            try SQLiteDeliveries(connection: connection, now: now).settle(message: number, as: delivery, under: lease)
        }
    }

    public func postpone(_ message: OutboxMessage, until date: Timestamp, under lease: Lease) async throws(StoreError) {
        let (state, handedOverAt): (SQLiteValue, SQLiteValue) =
            switch message.state {
            case .waiting: ("waiting", .null)
            case .handedOver(let date): ("handed_over", .integer(date.milliseconds))
            }
        let now = time.now.milliseconds
        try await writer.perform("postpone") { connection in
            let kept = try connection.run(
                """
                UPDATE outbox SET state = ?3, handed_over_at = ?4, failed_attempts = ?5, unknown_outcomes = ?6
                WHERE conversation_id = ?1 AND number = ?2 AND state IN ('waiting', 'handed_over')
                """,
                [
                    .integer(lease.conversation.rawValue), .integer(message.number), state, handedOverAt,
                    .integer(Int64(message.failedAttempts)), .integer(Int64(message.unknownOutcomes)),
                ])
            try connection.run(
                """
                UPDATE outbox SET state = 'waiting', handed_over_at = NULL
                WHERE conversation_id = ?1 AND number > ?2 AND state = 'handed_over'
                """, [.integer(lease.conversation.rawValue), .integer(message.number)])
            try connection.release(lease, due: kept == 1 ? date.milliseconds : now)
        }
    }
}
