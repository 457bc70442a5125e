import CEL
public import Engine

/// Dead letters for operators and for programs.
public enum DeadLetterReport {
    /// One line each.
    ///
    /// - Parameters:
    ///   - bot: Whose they are; `nil`: of all.
    ///   - isFull: Whether phone numbers and keys are shown whole.
    public static func lines(of letters: [DeadLetter], bot: BotID? = nil, isFull: Bool) -> [String] {
        guard !letters.isEmpty else { return ["there is no dead letter\(bot.map { " of '\($0.rawValue)'" } ?? "")"] }
        return TextColumns.lines(
            of: letters.map { letter in
                [
                    "\(letter.id)", letter.at.description, letter.bot.rawValue, "conversation \(letter.conversation.rawValue)",
                    (isFull ? letter.contact : letter.contact.masked).line, words(of: letter.subject),
                    letter.reason + (letter.settlement.map { " [\(words(of: $0.outcome))]" } ?? ""),
                ]
            }, right: [0])
    }

    /// - Parameter isFull: Whether phone numbers, keys and what was written are shown.
    public static func lines(of stored: StoredDeadLetter, isFull: Bool) -> [String] {
        let letter = stored.letter
        var lines = [
            "dead letter \(letter.id) of \(letter.bot.rawValue): \(words(of: letter.subject)), conversation \(letter.conversation.rawValue)",
            "with \((isFull ? letter.contact : letter.contact.masked).line)",
            "\(letter.at)  \(letter.reason)",
        ]
        switch letter.settlement {
        case nil: lines.append("it waits: 'trama dead replay \(letter.id)' or 'trama dead drop \(letter.id) --because REASON'")
        case let settlement?: lines.append("\(settlement.at)  \(words(of: settlement.outcome))")
        }
        let (title, record) = content(of: stored, isFull: isFull)
        lines += ["", title]
        if let record { lines += record.layout.split(separator: "\n").map { "  \($0)" } }
        return lines
    }

    public static func json(of letters: [DeadLetter], isFull: Bool) -> JSON {
        .array(letters.map { .object(json(of: $0, isFull: isFull)) })
    }

    public static func json(of stored: StoredDeadLetter, isFull: Bool) -> JSON {
        var object = json(of: stored.letter, isFull: isFull)
        object["content"] = content(of: stored, isFull: isFull).record
        return .object(object)
    }

    /// What an operator is told of a wish about a letter.
    ///
    /// - Parameter letter: As it was before.
    public static func words(of answer: DeadLetterAnswer, about letter: DeadLetter?, id: Int64) -> String {
        switch answer {
        case .done(let number?):
            let kind = if case .delivery = letter?.subject { "message" } else { "event" }
            return "\(id): replayed as \(kind) \(number)\(letter.map { " of conversation \($0.conversation.rawValue)" } ?? "")"
        case .done(nil): return "\(id): dropped"
        case .settledBefore: return "\(id): it was settled before, and nothing is done twice"
        case .gone: return "\(id): what it is about is not kept any more; 'trama dead drop \(id) --because REASON' settles it"
        case .unknown: return "\(id): there is no such dead letter"
        }
    }

    private static func words(of subject: DeadLetter.Subject) -> String {
        switch subject {
        case .turn(let event): "turn of event \(event)"
        case .delivery(let message): "message \(message)"
        }
    }

    private static func words(of outcome: DeadLetter.Settlement.Outcome) -> String {
        switch outcome {
        case .replayed(let number): "replayed as \(number)"
        case .dropped(let reason): "dropped: \(reason)"
        }
    }

    private static func content(of stored: StoredDeadLetter, isFull: Bool) -> (title: String, record: JSON?) {
        switch stored.content {
        case .event(let kind, let date): ("event, received at \(date)", kind.record.masked(unless: isFull))
        case .message(let message, let date): ("message, written at \(date)", message.record.masked(unless: isFull))
        case .gone: ("what it is about is not kept any more", nil)
        }
    }

    private static func json(of letter: DeadLetter, isFull: Bool) -> JSONObject {
        let (kind, number): (JSON, Int64) =
            switch letter.subject {
            case .turn(let event): ("turn", event)
            case .delivery(let message): ("delivery", message)
            }
        var object = JSONObject([
            ("id", .int(letter.id)), ("bot", .string(letter.bot.rawValue)), ("conversation", .int(letter.conversation.rawValue)),
            ("contact", (isFull ? letter.contact : letter.contact.masked).record), ("subject", kind), ("number", .int(number)),
            ("reason", .string(letter.reason)), ("at", .string(letter.at.description)),
        ])
        switch letter.settlement?.outcome {
        case nil: object["settled"] = nil
        case .replayed(let number): object["settled"] = ["replayed_as": .int(number)]
        case .dropped(let reason): object["settled"] = ["dropped_because": .string(reason)]
        }
        return object
    }
}

extension JSON {
    /// With what people wrote hidden, but for its length; names of members, whole numbers and the kinds of things stay.
    fileprivate func masked(unless isFull: Bool) -> JSON {
        guard !isFull else { return self }
        return switch self {
        case .object(let object): .object(JSONObject(object.members.map { ($0.key, $0.value.masked(unless: false)) }))
        case .array(let elements): .array(elements.map { $0.masked(unless: false) })
        case .string(let text): .string("(\(text.count) characters)")
        case .double: "(a number)"
        default: self
        }
    }
}
