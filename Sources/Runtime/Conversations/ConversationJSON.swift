import CEL
public import Engine

/// Conversations as JSON for programs. Times are RFC 3339 in UTC.
public enum ConversationJSON {
    /// - Parameter discretion: What is not shown.
    public static func json(of summaries: [ConversationSummary], with discretion: Discretion) -> JSON {
        .array(summaries.map { json(of: $0, with: discretion) })
    }

    /// - Parameters:
    ///   - turns: Those that can be played again.
    ///   - discretion: What is not shown.
    public static func json(of stored: StoredConversation, turns: [RecordedTurn], with discretion: Discretion) -> JSON {
        guard case .object(var object) = json(of: stored.summary, with: discretion) else { return .null }
        object["checkpoint"] = stored.checkpoint.map { discretion.masked(checkpoint: $0) }
        object["working"] = stored.working.map { turn in
            [
                "event": .int(turn.event), "began_at": text(of: turn.beganAt),
                "failed_attempts": .int(Int64(turn.failedAttempts)),
                "checkpoint": discretion.masked(checkpoint: turn.checkpoint),
            ]
        }
        object["inbox"] = .array(
            stored.inbox.map {
                [
                    "number": .int($0.number), "received_at": text(of: $0.receivedAt), "event": discretion.masked($0.kind.record),
                ]
            })
        object["outbox"] = .array(stored.outbox.map { json(of: $0, with: discretion) })
        object["dead_letter_list"] = .array(stored.deadLetters.map(json(of:)))
        object["recorded_turns"] = .array(
            turns.map { ["turn": .int(Int64($0.number)), "event": .int($0.event), "ended_at": text(of: $0.endedAt)] })
        object["history"] = .array(
            stored.history.map { entry in
                [
                    "turn": .int(Int64(entry.turn)), "role": .string(entry.role.rawValue), "at": text(of: entry.at),
                    "text": .string(discretion.masked(entry.text)),
                ]
            })
        return .object(object)
    }

    /// - Parameters:
    ///   - forgotten: Whether earlier turns are not recorded any more.
    ///   - discretion: What is not shown.
    public static func json(of turns: [ReplayedTurn], forgotten: Bool, with discretion: Discretion) -> JSON {
        let list = turns.map { turn in
            var object = JSONObject([
                ("event", .int(turn.event)), ("at", text(of: turn.at)), ("differs", .bool(turn.differs)),
                ("recorded", .array(turn.recorded.map { discretion.masked($0.record) })),
                ("sent", .array(turn.sent.map { discretion.masked($0.record) })),
                ("path", .array(turn.path.map { .string($0.rawValue) })),
            ])
            object["gap"] = turn.gap.map(JSON.string)
            return JSON.object(object)
        }
        return ["earlier_turns_forgotten": .bool(forgotten), "turns": .array(list)]
    }

    private static func json(of summary: ConversationSummary, with discretion: Discretion) -> JSON {
        var object = JSONObject([
            ("id", .int(summary.id.rawValue)), ("bot", .string(summary.bot.rawValue)), ("account", .string(summary.account)),
            ("standing", .string(summary.standing.rawValue)),
            ("contact", discretion.shown(summary.contact).record), ("started_at", text(of: summary.startedAt)),
        ])
        object["said_at"] = summary.saidAt.map(text(of:))
        object["handed_over"] = summary.handedOver.map { handedOver in
            var object = JSONObject([("queue", .string(handedOver.queue)), ("since", text(of: handedOver.since))])
            object["summary"] = handedOver.summary.map { .string(discretion.masked($0)) }
            return .object(object)
        }
        object["timer"] = summary.wakeAt.map(text(of:))
        object["waiting_events"] = .int(Int64(summary.waitingEvents))
        object["unsent_messages"] = .int(Int64(summary.unsentMessages))
        object["dead_letters"] = .int(Int64(summary.deadLetters))
        return .object(object)
    }

    private static func json(of message: OutboxMessage, with discretion: Discretion) -> JSON {
        let state: JSON =
            switch message.state {
            case .waiting: "waiting"
            case .handedOver: "handed_over"
            }
        return [
            "number": .int(message.number), "created_at": text(of: message.createdAt), "state": state,
            "failed_attempts": .int(Int64(message.failedAttempts)), "message": discretion.masked(message.message.record),
        ]
    }

    private static func json(of letter: DeadLetter) -> JSON {
        let (kind, number): (JSON, Int64) =
            switch letter.subject {
            case .turn(let event): ("turn", event)
            case .delivery(let message): ("delivery", message)
            }
        return [
            "id": .int(letter.id), "subject": kind, "number": .int(number), "reason": .string(letter.reason),
            "at": text(of: letter.at),
        ]
    }

    private static func text(of date: Timestamp) -> JSON { .string(date.description) }
}
