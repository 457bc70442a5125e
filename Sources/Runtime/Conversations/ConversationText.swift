import CEL
public import Engine

/// Conversations as lines for operators. Times are RFC 3339 in UTC.
public enum ConversationText {
    /// One line each, in columns.
    ///
    /// - Parameter discretion: What is not shown.
    public static func lines(of summaries: [ConversationSummary], with discretion: Discretion) -> [String] {
        let rows = summaries.map { summary in
            [
                "\(summary.id.rawValue)", summary.bot.rawValue, summary.standing.rawValue,
                summary.saidAt.map(\.description) ?? "nothing said", discretion.shown(summary.contact).line,
                notes(on: summary, with: discretion).joined(separator: ", "),
            ]
        }
        return TextColumns.lines(of: rows).map(\.trimmed)
    }

    /// - Parameters:
    ///   - turns: Those that can be played again.
    ///   - discretion: What is not shown.
    public static func lines(
        of stored: StoredConversation, turns: [RecordedTurn], with discretion: Discretion
    ) -> [String] {
        func shown(_ text: String) -> String { discretion.masked(text) }
        let summary = stored.summary
        var lines = [
            "conversation \(summary.id.rawValue) of \(summary.bot.rawValue): \(summary.standing.rawValue)",
            "with \(discretion.shown(summary.contact).line) since \(summary.startedAt)",
        ]
        lines += notes(on: summary, with: discretion).map(inset)
        lines += section("history", stored.history.map { "\($0.at)  \($0.turn)  \($0.role.rawValue): \(shown($0.text))" })
        lines += section(
            "waiting events", stored.inbox.map { "\($0.receivedAt)  event \($0.number): \(shown(words(of: $0.told)))" })
        lines += section(
            "unsent messages",
            stored.outbox.map {
                "\($0.createdAt)  message \($0.number), \($0.failedAttempts) failed attempts: \(shown($0.message.text))"
            })
        lines += section("dead letters", stored.deadLetters.map { "\($0.at)  \($0.id): \($0.reason)" })
        lines += section(
            "recorded turns",
            turns.map {
                "\($0.endedAt)  turn \($0.number), event \($0.event): \(shown(words(of: $0.told.first?.event.kind)))"
            })
        lines += section("checkpoint", layout(of: discretion.masked(checkpoint: stored.checkpoint ?? .null)))
        if let working = stored.working {
            lines += section(
                "unfinished turn of event \(working.event)", layout(of: discretion.masked(checkpoint: working.checkpoint)))
        }
        if discretion.hides, discretion.isBlind { lines += ["", blindness] }
        return lines
    }

    /// Why all of the state is hidden.
    private static let blindness =
        "the bot's files were not found, so all of its state is hidden: --bot FOLDER shows what is not personal, --unmasked all"

    /// Each turn that differs, and a sum.
    ///
    /// - Parameters:
    ///   - name: The bot's, before each of its messages.
    ///   - forgotten: Whether earlier turns are not recorded any more.
    ///   - discretion: What is not shown.
    public static func lines(
        of turns: [ReplayedTurn], name: String, forgotten: Bool, with discretion: Discretion
    ) -> [String] {
        var lines: [String] = []
        for turn in turns where turn.differs || turn.gap != nil {
            lines.append("\(turn.at)  event \(turn.event): \(inset(discretion.masked(words(of: turn.began))))")
            lines += shown(turn.recorded, by: name).map { "  - \(discretion.masked($0))" }
            lines += shown(turn.sent, by: name).map { "  + \(discretion.masked($0))" }
            if !turn.path.isEmpty { lines.append("  way: \(turn.path.map(\.rawValue).joined(separator: ", "))") }
            if let gap = turn.gap { lines.append("  not played to its end: \(gap)") }
        }
        if forgotten { lines.append("earlier turns are not recorded any more") }
        let differing = turns.count(where: \.differs)
        let gaps = turns.count { $0.gap != nil }
        lines.append(
            "\(turns.count) turns: \(turns.count - differing - gaps) the same, \(differing) differ, \(gaps) not played to their end"
        )
        return lines
    }

    private static func notes(on summary: ConversationSummary, with discretion: Discretion) -> [String] {
        var notes: [String] = []
        if let handedOver = summary.handedOver {
            let words = handedOver.summary.map { ": \(discretion.masked($0))" } ?? ""
            notes.append("handed over to \(handedOver.queue) since \(handedOver.since)\(words)")
        }
        if let date = summary.wakeAt { notes.append("timer at \(date)") }
        if summary.waitingEvents > 0 { notes.append("\(summary.waitingEvents) waiting events") }
        if summary.unsentMessages > 0 { notes.append("\(summary.unsentMessages) unsent messages") }
        if summary.deadLetters > 0 { notes.append("\(summary.deadLetters) dead letters") }
        return notes
    }

    private static func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", title] + lines.map { "  \(inset($0))" }
    }

    /// What somebody wrote in several lines cannot be taken for lines of ours.
    private static func inset(_ text: String) -> String { text.forTerminal().replacing("\n", with: "\n      ") }

    private static func layout(of json: JSON) -> [String] { json.layout.split(separator: "\n").map(String.init) }

    private static func shown(_ messages: [OutboundMessage], by name: String) -> [String] {
        var dialogue = ConsoleDialogue(name: name)
        return messages.flatMap { dialogue.show($0) }
    }

    /// - Parameter message: As stores keep it.
    private static func words(of message: JSON) -> String {
        message["text"]?.string ?? message["choice"]?["title"]?.string ?? message.text
    }

    private static func words(of event: Event.Kind?) -> String {
        switch event {
        case .message(let message): words(of: message.record)
        case .timer: "a timer"
        case .operated(.giveBack): "an operator gave the conversation back"
        case .operated(.wrote(let text)): "an operator wrote: \(text)"
        case .finished, .abandoned, nil: "not recorded"
        }
    }
}

extension String {
    fileprivate var trimmed: String { String(reversed().drop(while: \.isWhitespace).reversed()) }
}
