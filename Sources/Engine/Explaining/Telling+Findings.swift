import CEL

/// The story, finding by finding.
extension Telling {
    mutating func tell(_ findings: [Finding]) {
        var unsaid: [Int] = []
        for (number, finding) in findings.enumerated() {
            if case .words(let way, false) = finding {
                unsaid.append(way)
                continue
            }
            tell(unsaidWays: &unsaid)
            let next = findings.indices.contains(number + 1) ? findings[number + 1] : nil
            tell(finding, before: next)
        }
        tell(unsaidWays: &unsaid)
    }

    private mutating func tell(unsaidWays ways: inout [Int]) {
        guard let first = ways.first else { return }
        let words = ways.flatMap { place.words(of: $0) }
        let all = words.count > 8 ? words.prefix(8) + ["…"] : words[...]
        say(
            .way, "no way under 'always' was opened by its words: \(all.map { "\"\($0)\"" }.joined(separator: ", "))",
            at: place.way(first), ["words": .array(words.map { .string($0) }), "opens": false])
        ways = []
    }

    private mutating func tell(_ finding: Finding, before next: Finding?) {
        switch finding {
        case .heard(let message, let node): tell(message, at: node)
        case .operated(.wrote(let text)):
            say(.event, "a person of the team wrote \(quoted(text))", below: 0)
        case .operated(.giveBack): say(.event, "a person gave the conversation back to the bot", below: 0)
        case .due(let timer, let node): tell(timer, of: node)
        case .words(let way, _):
            say(.way, "these are the words of a way under 'always'", at: place.way(way), ["opens": true])
        case .tested(let test, let subject): tell(test, of: subject)
        case .judging: say(.way, "a model was asked whether the message is about one of the ways under 'always'")
        case .judged(let way): tell(judged: way)
        case .command(let command): tell(command)
        case .entered(let id):
            guard id != node else { return }
            say(
                .node, "it began at '\(id.rawValue)', a node with '\(place.verb(of: id))'", at: place.node(id), below: 0, data(id)
            )
            node = id
        case .again(let id):
            say(.node, "'\(id.rawValue)' did its work again", at: place.node(id), below: 0, data(id))
            node = id
        case .kept(let id): say(.answer, "the answer that '\(id.rawValue)' had before still holds", data(id))
        case .went(let passage): tell(passage)
        case .read(let value, let id): tell(read: value, by: id)
        case .unread(let type, let id): tell(unread: type, by: id)
        case .confirmation(let answer): tell(answer)
        case .wrote(let name, let value?):
            say(
                .state, "\(name) is now \(shown(value, of: name))",
                ["name": .string(name), "value": discretion.masked(value, of: name)])
        case .wrote(let name, nil): say(.state, "\(name) has no value any more", ["name": .string(name), "value": .null])
        case .called(let call): tell(call)
        case .replied(let result): tell(result)
        case .outcome(let tool, let outcome, let result): tell(outcome, of: tool, result)
        case .refused(let call, let refusal): tell(refusal, of: call)
        case .confirming(let tool):
            say(
                .tool, "'\(tool.rawValue)' runs only after the customer has said yes, so they were asked", at: place.tool(tool),
                ["tool": .string(tool.rawValue)])
        case .misfit(let fault): say(.model, "the model's output did not fit: \(shown(fault))")
        case .breach(let breach, let isSecond): tell(breach, isSecond: isSecond)
        case .divided(let division): tell(division)
        case .policy(let key): tell(policy: key)
        case .cut(let part): say(.policy, "\(part.words) was longer than the channel takes, so it was cut")
        case .sent(let message): tell(sent: message)
        case .unsent(let message): say(.sent, "\(quoted(message.text)) was not sent")
        case .handedOver(let act): tell(act)
        case .failed(let id, let error): tell(error, of: id, before: next)
        case .retries(let delay): say(.failure, "it is tried again after \(Duration.written(delay))")
        }
    }

    // MARK: What began it

    private mutating func tell(_ message: InboundMessage, at id: NodeID?) {
        let words = message.words.map { quoted($0) }
        let wording: Wording =
            switch message.content {
            case .text: "the customer wrote \(words ?? "")"
            case .choice: "the customer tapped \(words ?? "")"
            case .media, .location, .contacts, .other, .notice:
                words.map { "the customer sent something of the kind '\(message.typeName)' with the words \($0)" }
                    ?? "the customer sent something of the kind '\(message.typeName)'"
            }
        var data: JSONObject = ["kind": .string(message.typeName)]
        data["words"] = message.words.map { .string(discretion.masked($0)) }
        say(.event, wording, below: 0, data)
        node = id
        guard let id else { return say(.place, "the conversation stood at its beginning", below: 0) }
        if place.bot.graph.nodes[id]?.kind is HandoffNode {
            return say(
                .place, "a person has the conversation since '\(id.rawValue)', so the bot only listened", at: place.node(id),
                below: 0, self.data(id))
        }
        say(
            .place, "the conversation stood at '\(id.rawValue)', a node with '\(place.verb(of: id))'", at: place.node(id),
            below: 0, self.data(id))
    }

    private mutating func tell(_ timer: TrackTimer.Kind, of id: NodeID) {
        let wording: Wording =
            switch timer {
            case .wake: "the time came for which '\(id.rawValue)' had waited"
            case .timeout: "the time was over that '\(id.rawValue)' may work"
            case .retry: "the time came to try '\(id.rawValue)' again"
            }
        say(.event, wording, at: place.node(id), below: 0, data(id))
        node = id
    }

    func data(_ id: NodeID) -> JSONObject { ["node": .string(id.rawValue)] }

    // MARK: Ways

    private mutating func tell(_ test: ConditionTest, of subject: Finding.Subject) {
        var data = self.data(of: test)
        switch subject {
        case .edge: say(.condition, truth(of: test), at: test.span, data)
        case .way:
            say(.way, "a way under 'always' has a condition: \(truth(of: test))", at: test.span, data)
        case .node(let id):
            data["node"] = .string(id.rawValue)
            say(.condition, truth(of: test), at: test.span, data)
            if !test.holds { say(.condition, "so '\(id.rawValue)' was passed by", self.data(id)) }
        case .tool(let tool):
            data["tool"] = .string(tool.rawValue)
            guard shownTools.updateValue(test.holds, forKey: tool) != test.holds else { return }
            let wording: Wording =
                test.holds
                ? "the model may see '\(tool.rawValue)', because \(truth(of: test))"
                : "the model was not shown '\(tool.rawValue)', because \(truth(of: test))"
            say(.tool, wording, at: test.span, data)
        }
    }

    private mutating func tell(judged way: Int?) {
        guard let way, place.bot.graph.always.indices.contains(way),
            case .about(let about) = place.bot.graph.always[way].trigger
        else { return say(.way, "it found that the message is about none of them", ["opens": false]) }
        say(.way, "it found that the message is about this: \(about)", at: place.way(way), ["opens": true])
    }

    private mutating func tell(_ command: Finding.Command) {
        let wording: Wording =
            switch command {
            case .back: "that is the command for going back to the question before"
            case .again: "that is the command for repeating the question"
            case .cancel: "that is the command for cancelling"
            case .correct: "that is the command for correcting an earlier answer"
            }
        say(.command, wording)
    }

    private mutating func tell(_ passage: Passage) {
        let target = passage.to.rawValue
        let wording: Wording =
            switch passage.way {
            case .next: "it went on to '\(target)', a node with '\(place.verb(of: passage.to))'"
            case .edge(let edge) where isElse(edge, of: passage.from):
                "no condition was true, so the 'else' led to '\(target)', a node with '\(place.verb(of: passage.to))'"
            case .edge, .always: "so it went to '\(target)', a node with '\(place.verb(of: passage.to))'"
            case .error: "so 'on_error' led to '\(target)', a node with '\(place.verb(of: passage.to))'"
            case .timeout: "nobody had answered, so 'on_timeout' led to '\(target)', a node with '\(place.verb(of: passage.to))'"
            case .exit: "that led to '\(target)', a node with '\(place.verb(of: passage.to))'"
            case .back: "it came back to '\(target)', from where it had been led off"
            case .policy: "so the policy led to '\(target)', a node with '\(place.verb(of: passage.to))'"
            }
        var data: JSONObject = ["to": .string(target)]
        data["from"] = passage.from.map { .string($0.rawValue) }
        say(.node, wording, at: place.edge(passage), below: 0, data)
        node = passage.to
    }

    private func isElse(_ edge: Int, of node: NodeID?) -> Bool {
        guard let node, case .choice(let edges, _)? = place.bot.graph.nodes[node]?.next else { return false }
        return edge == edges.count
    }

    // MARK: Answers

    private mutating func tell(read value: JSON, by id: NodeID) {
        let names = place.bot.graph.nodes[id]?.kind.writes ?? []
        let name = names.first(where: discretion.isPersonal) ?? ""
        var data = self.data(id)
        data["value"] = discretion.masked(value, of: name)
        say(.answer, "'\(id.rawValue)' read the answer as \(shown(value, of: name))", data)
    }

    private mutating func tell(unread type: AnswerType?, by id: NodeID) {
        let ask = place.bot.graph.nodes[id]?.kind as? AskNode
        if type == .string, let name = ask?.save?.name {
            return say(.answer, "'\(id.rawValue)' could not take the answer, which breaks a rule of '\(name)'", data(id))
        }
        let wording: Wording =
            type.map { "'\(id.rawValue)' could not take the answer, which has to be of the type '\($0.rawValue)'" }
            ?? "'\(id.rawValue)' offers a choice, and the answer is none of it"
        say(.answer, wording, data(id))
    }

    private mutating func tell(_ answer: ConfirmationAnswer) {
        let wording: Wording =
            switch answer {
            case .accepted: "the customer said yes"
            case .refused: "the customer said no"
            case .expired: "the yes came too late"
            case .other: "that was neither yes nor no"
            }
        say(.answer, wording)
    }

    private mutating func tell(_ act: HandOver) {
        let wording: Wording =
            act.summary.map { "the conversation was handed over to '\(act.queue)', with the summary \(quoted($0))" }
            ?? "the conversation was handed over to '\(act.queue)'"
        say(.handoff, wording, ["queue": .string(act.queue)])
    }
}
