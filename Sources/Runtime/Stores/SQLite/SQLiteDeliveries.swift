import CEL
import Engine

/// What becomes of messages on their way and after it, within one transaction.
struct SQLiteDeliveries {
    let connection: SQLiteConnection
    let now: Int64

    /// A message of ours, as far as a status concerns it.
    private struct Row {
        let conversation: Int64
        let number: Int64
        let isUnsettled: Bool
        let isSent: Bool
        let rank: Int64
    }

    private struct Stage {
        let name: String
        let rank: Int64
        let isFailure: Bool
        let isUnwanted: Bool
        let failure: String?
    }

    func note(_ status: DeliveryStatus, of account: Int64) throws {
        let stage = Stage(
            name: status.stage.rawValue, rank: Int64(DeliveryStatus.Stage.allCases.firstIndex(of: status.stage) ?? 0) + 1,
            isFailure: status.stage == .failed, isUnwanted: status.failure?.code == .unwanted,
            failure: status.failure?.summary)
        let tag = status.tag.flatMap(DeliveryTag.init)
        if let row = try tag.flatMap({ try row(tagged: $0, of: account) }) ?? row(known: status.messageID, of: account) {
            try advance(row, to: stage, providerID: status.messageID)
        } else if tag == nil {
            try keep(stage, of: status.messageID, of: account)
        }
    }

    func settle(message number: Int64, as delivery: Delivery, under lease: Lease) throws {
        let conversation = lease.conversation.rawValue
        let settled: Bool
        switch delivery {
        case .sent(let providerID):
            settled = try settle(conversation, number, as: "sent", because: nil, knownAs: providerID)
            if !settled {
                try connection.run(
                    "UPDATE outbox SET provider_id = coalesce(provider_id, ?3) WHERE conversation_id = ?1 AND number = ?2",
                    [.integer(conversation), .integer(number), .text(providerID)])
            }
            try applyEarlyStatus(of: providerID, to: conversation)
        case .dropped(let failure):
            settled = try settle(conversation, number, as: "dropped", because: failure.summary)
        case .failed(let failure):
            settled = try settle(conversation, number, as: "failed", because: failure.summary)
            if settled { try bury(conversation, number, because: failure.summary) }
        }
    }

    private func row(tagged tag: DeliveryTag, of account: Int64) throws -> Row? {
        try connection.query(
            """
            SELECT o.conversation_id, o.number, o.state, o.stage_rank FROM outbox o CROSS JOIN conversation c USING (conversation_id)
            WHERE o.conversation_id = ? AND o.number = ? AND o.nonce = ? AND c.account_id = ?
            """,
            [.integer(tag.conversation.rawValue), .integer(tag.number), .text(tag.nonce), .integer(account)], read
        ).first
    }

    private func row(known providerID: String, of account: Int64) throws -> Row? {
        try connection.query(
            """
            SELECT o.conversation_id, o.number, o.state, o.stage_rank FROM outbox o INDEXED BY outbox_provider_id
            CROSS JOIN conversation c USING (conversation_id) WHERE o.provider_id = ? AND c.account_id = ?
            """, [.text(providerID), .integer(account)], read
        ).first
    }

    private func read(_ statement: SQLiteStatement) -> Row {
        let state = statement.text(2)
        return Row(
            conversation: statement.int(0), number: statement.int(1), isUnsettled: state == "waiting" || state == "handed_over",
            isSent: state == "sent", rank: statement.int(3))
    }

    private func advance(_ row: Row, to stage: Stage, providerID: String) throws {
        guard stage.rank > row.rank else { return }
        try connection.run(
            """
            UPDATE outbox SET stage = ?3, stage_rank = ?4, provider_id = coalesce(provider_id, ?5)
            WHERE conversation_id = ?1 AND number = ?2
            """,
            [.integer(row.conversation), .integer(row.number), .text(stage.name), .integer(stage.rank), .text(providerID)])
        if row.isUnsettled {
            _ = try settle(row.conversation, row.number, as: "sent", because: nil)
            try connection.run(
                "UPDATE schedule SET next_run_at = ?2 WHERE conversation_id = ?1 AND worker_id IS NULL",
                [.integer(row.conversation), .integer(now)])
        }
        if stage.isFailure, row.isUnsettled || row.isSent {
            try connection.run(
                "UPDATE outbox SET state = ?3, failure = ?4 WHERE conversation_id = ?1 AND number = ?2",
                [
                    .integer(row.conversation), .integer(row.number), stage.isUnwanted ? "dropped" : "failed",
                    .text(stage.failure),
                ])
            if !stage.isUnwanted {
                try bury(row.conversation, row.number, because: stage.failure ?? "the channel gave no reason")
            }
        }
    }

    /// - Returns: Whether it was not settled before.
    private func settle(
        _ conversation: Int64, _ number: Int64, as state: String, because failure: String?, knownAs providerID: String? = nil
    ) throws -> Bool {
        let settled = try connection.run(
            """
            UPDATE outbox SET state = ?3, failure = ?4, provider_id = coalesce(provider_id, ?5)
            WHERE conversation_id = ?1 AND number = ?2 AND state IN ('waiting', 'handed_over')
            """, [.integer(conversation), .integer(number), .text(state), .text(failure), .text(providerID)])
        guard settled == 1 else { return false }
        try connection.run(
            "UPDATE schedule SET outbox_unsettled = outbox_unsettled - 1, crashes = 0 WHERE conversation_id = ?",
            [.integer(conversation)])
        return true
    }

    private func bury(_ conversation: Int64, _ number: Int64, because reason: String) throws {
        try connection.addDeadLetter(.delivery(message: number), of: conversation, because: reason, at: now)
    }

    private func keep(_ stage: Stage, of providerID: String, of account: Int64) throws {
        try connection.run(
            """
            INSERT INTO early_status (account_id, provider_id, stage, stage_rank, failure, is_unwanted, received_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (account_id, provider_id) DO UPDATE
            SET stage = excluded.stage, stage_rank = excluded.stage_rank, failure = excluded.failure,
                is_unwanted = excluded.is_unwanted
            WHERE excluded.stage_rank > stage_rank
            """,
            [
                .integer(account), .text(providerID), .text(stage.name), .integer(stage.rank), .text(stage.failure),
                .integer(stage.isUnwanted ? 1 : 0), .integer(now),
            ])
    }

    private func applyEarlyStatus(of providerID: String, to conversation: Int64) throws {
        let early = try connection.query(
            """
            DELETE FROM early_status
            WHERE provider_id = ?1 AND account_id = (SELECT account_id FROM conversation WHERE conversation_id = ?2)
            RETURNING account_id, stage, stage_rank, failure, is_unwanted
            """, [.text(providerID), .integer(conversation)]
        ) { row in
            let stage = Stage(
                name: row.text(1), rank: row.int(2), isFailure: row.text(1) == DeliveryStatus.Stage.failed.rawValue,
                isUnwanted: row.int(4) == 1, failure: row.optionalText(3))
            return (account: row.int(0), stage: stage)
        }
        for (account, stage) in early {
            guard let row = try row(known: providerID, of: account) else { continue }
            try advance(row, to: stage, providerID: providerID)
        }
    }
}

extension SendFailure {
    /// For the operator, in one line.
    var summary: String { "\(code.rawValue)\(providerCode.map { " (\($0))" } ?? ""): \(message)" }
}

extension SQLiteConnection {
    func addDeadLetter(_ subject: DeadLetter.Subject, of conversation: Int64, because reason: String, at now: Int64) throws {
        let (kind, number): (String, Int64) =
            switch subject {
            case .turn(let event): ("turn", event)
            case .delivery(let message): ("delivery", message)
            }
        try run(
            """
            INSERT INTO dead_letter (bot, conversation_id, subject, message, reason, at)
            SELECT a.bot, c.conversation_id, ?2, ?3, ?4, ?5 FROM conversation c JOIN account a USING (account_id)
            WHERE c.conversation_id = ?1
            """, [.integer(conversation), .text(kind), .integer(number), .text(reason), .integer(now)])
    }
}
