import CEL

/// What was sent, what policies made of it, and where it ends.
extension Telling {
    mutating func tell(sent message: OutboundMessage) {
        let options = message.options.map { shown($0.title) }
        let wording: Wording =
            switch message {
            case .template(let template): "the bot sent the template '\(template.name)': \(quoted(message.text))"
            case _ where !options.isEmpty: "the bot sent \(quoted(message.text)), with \(listed(options)) to tap"
            case .link(_, let link): "the bot sent \(quoted(message.text)), with a button that opens \(shown(link.url))"
            case .text, .buttons, .list, .media, .location: "the bot sent \(quoted(message.text))"
            }
        say(
            .sent, wording,
            [
                "message": .string(discretion.masked(message.text)),
                "options": .array(message.options.map { .string(discretion.masked($0.title)) }),
            ])
    }

    // MARK: Policies

    mutating func tell(_ breach: ReplyBreach, isSecond: Bool) {
        let wording: Wording =
            breach.needs.map {
                "'\(breach.policy)' kept the answer back: it says \(quoted(breach.found)), and '\($0.rawValue)' was not carried out"
            } ?? "'\(breach.policy)' kept the answer back: it says \(quoted(breach.found))"
        let claim = breach.policy.split(separator: ".").first.map(String.init) ?? breach.policy
        say(
            .policy, wording, at: place.policy(breach.policy) ?? place.policy(claim),
            ["policy": .string(breach.policy), "found": .string(breach.found)])
        switch breach.otherwise {
        case _ where !isSecond: say(.policy, "so the model was asked once more, with what was wrong", below: 2)
        case let text?: say(.policy, "the model insisted, so its 'otherwise' is said: \(quoted(text))", below: 2)
        case nil: say(.policy, "the model insisted, and there is no 'otherwise' to say instead", below: 2)
        }
    }

    mutating func tell(_ division: Finding.Division) {
        func data(_ key: String) -> JSONObject {
            ["policy": .string(key), "characters": .int(Int64(division.characters))]
        }
        if division.messages > 1 {
            say(
                .policy, "'reply.max_messages' made \(division.messages) messages of a text of \(division.characters) characters",
                at: place.policy("reply.max_messages") ?? place.policy("reply.max_chars"), data("reply.max_messages"))
        }
        if division.isCut {
            say(
                .policy, "'reply.max_chars' cut the text, which was \(division.characters) characters long",
                at: place.policy("reply.max_chars"), data("reply.max_chars"))
        }
        if let closing = division.closing {
            say(
                .policy, "'reply.closing' added \(quoted(closing))", at: place.policy("reply.closing"), data("reply.closing"))
        }
    }

    /// Policies that have a finding of their own, or that change nothing of what is said.
    private static let toldElsewhere: Set = [
        "reply.max_chars", "reply.split", "reply.max_messages", "reply.closing", "reply.preview_url", "reply.forbid",
        "receive.mark_read", "receive.typing", "receive.react", "window.body", "window.language", "budget.over",
    ]

    mutating func tell(policy key: String) {
        guard !Self.toldElsewhere.contains(key), !key.hasPrefix("claims.") else { return }
        let part = key.split(separator: ".").first.map(String.init) ?? key
        let wording: Wording =
            switch (part, key) {
            case ("media", _): "'\(key)' answers what carries no words"
            case (_, "rate.messages_per_minute"): "'\(key)' let no more messages through in this minute, so the bot did not go on"
            case (_, Trace.maximumAge): "the message was older than '\(key)' allows, so the bot passed over it"
            case (_, "rate.say"), (_, "turns.say"): "'\(key)' tells the customer so"
            case (_, "opt_out.words"): "'\(key)' means that the customer wants no more messages"
            case (_, "opt_out.back"): "'\(key)' means that the customer wants messages again"
            case ("opt_out", _): "'\(key)' decides what one who wants no messages is answered"
            case (_, "window.template"): "the customer wrote more than a day ago, so '\(key)' stands in for the text"
            case (_, "privacy.mask"): "'\(key)' hid personal data from the model"
            case (_, "privacy.forget"): "'\(key)' is about deleting the customer's data"
            case ("budget", _): "'\(key)' is used up, so no model was asked"
            case (_, "hours.closed"): "nobody is there at this time, by '\(key)'"
            case ("hours", _): "the opening hours were asked for: '\(key)' holds at this time"
            case (_, "errors.say"): "'\(key)' apologises"
            default: "'\(key)' took effect"
            }
        say(.policy, wording, at: place.policy(key) ?? place.policy(part), ["policy": .string(key)])
    }

    // MARK: Failures

    mutating func tell(_ error: TurnError, of id: NodeID?, before next: Finding?) {
        guard let id else {
            return say(
                .failure, "the turn failed, and the conversation stayed where it was: \(error.message)", below: 0,
                ["code": .string(error.code.rawValue), "failure": .string(error.message)])
        }
        say(
            .failure, "'\(id.rawValue)' failed: \(error.message)", at: place.node(id),
            ["node": .string(id.rawValue), "code": .string(error.code.rawValue), "failure": .string(error.message)])
        if case .retries? = next { return }
        if case .went(let passage)? = next, passage.way == .error { return }
        say(.failure, "it has no 'on_error'", below: 2)
    }

    // MARK: Where it ends

    mutating func tell(end: Checkpoint) {
        node = nil
        for track in end.tracks { tell(end: track) }
    }

    private mutating func tell(end track: Track) {
        var data = track.activity.node.map { self.data($0) } ?? [:]
        let span = track.activity.node.flatMap { place.node($0) }
        let timer = track.timers.min { $0.at < $1.at }
        if let timer { data["until"] = .string(timer.at.description) }
        let until = timer.map { place.clock($0.at) }
        let wording: Wording
        switch track.activity {
        case .resting:
            guard track.id == Track.mainID else { return }
            wording = "the conversation has ended: the next message begins anew"
        case .waiting(let id):
            wording = until.map { "it now waits at '\(id.rawValue)', until \($0)" } ?? "it now waits at '\(id.rawValue)'"
        case .working(let id): wording = "it is still at work at '\(id.rawValue)'"
        case .retrying(let id):
            wording = until.map { "it tries '\(id.rawValue)' again at \($0)" } ?? "it tries '\(id.rawValue)' again"
        case .joining(let id): wording = "it waits at '\(id.rawValue)' for what runs there"
        case .queued(let id): wording = "it waits before '\(id.rawValue)' until another question is answered"
        case .handedOver(let id):
            wording =
                until.map { "a person has the conversation now, by '\(id.rawValue)', until \($0)" }
                ?? "a person has the conversation now, by '\(id.rawValue)'"
        }
        say(.end, wording, at: span, below: 0, data)
    }

    mutating func tell(_ caveat: Explainer.Caveat) {
        switch caveat {
        case .gap(let reason):
            say(.caveat, "this is not the whole story, for the turn could not be played to its end: \(reason)", below: 0)
        case .differs(let sent):
            say(.caveat, "these are not the files that answered then: with them the bot sends something else", below: 0)
            for message in sent { say(.caveat, "what was sent then: \(quoted(message.text))") }
        }
    }
}
