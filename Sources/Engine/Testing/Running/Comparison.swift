import CEL

/// Holds what a step brought against what its test expects.
struct Comparison {
    let step: TalkStepDefinition
    let record: StepRecord
    let conversation: Conversation
    let graph: StateGraph
    var failures: [TestFailure] = []

    mutating func run() {
        compareFailure()
        guard let expected = step.expectation else { return }
        if let reply = expected.reply { compare(reply) }
        if let buttons = expected.buttons { compare(buttons, with: (record.buttons ?? []).map(\.title), "the buttons") }
        if let list = expected.list { compare(list, with: (record.list?.rows ?? []).map(\.button.title), "the rows") }
        for part in expected.parts { compare(part) }
        if let called = expected.called { compare(called) }
        for value in expected.state { compare(value) }
        comparePlace(expected)
        if let asked = expected.asked { compare(asked) }
        if let receipt = expected.receipt { compare(receipt) }
        if let preview = expected.preview { compare(preview) }
        compareHandOver(expected)
        compareCost(expected)
    }

    private mutating func fail(_ message: Wording, at span: SourceSpan, expected: Wording? = nil, found: Wording? = nil) {
        failures.append(TestFailure(message, at: span, expected: expected, found: found))
    }

    // MARK: What is said

    private mutating func compare(_ reply: Located<ReplyExpectation>) {
        let texts = record.sent.map(\.text)
        let all: Wording = texts.isEmpty ? "nothing" : "\(texts.map(\.quoted).joined(separator: ", "))"
        switch reply.value {
        case .text(.rules(let rules)):
            for failure in rules.failures(of: texts.joined(separator: "\n"), what: "the reply", found: all) {
                failures.append(failure)
            }
        case .text(.equal(let text)):
            if texts != [text] { fail("the reply is another one", at: reply.span, expected: "\(text.quoted)", found: all) }
        case .messages(let messages):
            guard messages.count == texts.count else {
                let counts: Wording = "\(messages.count) messages are expected, and the bot says \(texts.count)"
                return fail(counts, at: reply.span, found: all)
            }
            for (message, text) in zip(messages, texts) { compare(message, with: text, what: "the message") }
        }
    }

    private mutating func compare(_ expected: Located<TextExpectation>, with text: String, what: Wording) {
        switch expected.value {
        case .equal(let wanted):
            if wanted != text {
                fail("\(what) is another one", at: expected.span, expected: "\(wanted.quoted)", found: "\(text.quoted)")
            }
        case .rules(let rules): failures += rules.failures(of: text, what: what, found: "\(text.quoted)")
        }
    }

    private mutating func compare(_ expected: Located<[String]>, with labels: [String], _ what: Wording) {
        guard labels != expected.value else { return }
        fail(
            "\(what) are others", at: expected.span, expected: "\(JSON.array(expected.value.map(JSON.string)).text)",
            found: "\(JSON.array(labels.map(JSON.string)).text)")
    }

    private mutating func compare(_ expected: Located<PartExpectation>) {
        let kind = expected.value.kind
        guard let found = record.sent.compactMap({ $0.part(kind) }).last else {
            let all: Wording = record.sent.isEmpty ? "nothing" : "\(record.sent.map(\.text.quoted).joined(separator: ", "))"
            return fail("no \(kind.rawValue) is sent", at: expected.span, found: all)
        }
        for value in expected.value.values {
            let given = found[value.name.value] ?? .null
            if let wanted = value.value.value.number, wanted == given.number { continue }
            guard given != value.value.value else { continue }
            fail(
                "the \(kind.rawValue) has another '\(value.name.value)'", at: value.value.span,
                expected: "\(value.value.value.text)", found: "\(given.text)")
        }
    }

    private mutating func compare(_ expected: ReceiptExpectation) {
        if let read = expected.read, read.value != (record.receipt?.markRead ?? false) {
            fail(read.value ? "the message is not marked as read" : "the message is marked as read", at: read.span)
        }
        if let typing = expected.typing, typing.value != (record.receipt?.typing ?? false) {
            fail(
                typing.value ? "the customer does not see that the bot writes" : "the customer sees that the bot writes",
                at: typing.span)
        }
        if let reaction = expected.reaction, reaction.value != record.receipt?.reaction {
            fail(
                "the reaction is another one", at: reaction.span, expected: "\(reaction.value)",
                found: record.receipt?.reaction.map { "\($0)" } ?? "none")
        }
    }

    private mutating func compare(_ preview: Located<Bool>) {
        for case .text(let text, let isShown) in record.sent where isShown != preview.value {
            return fail(
                isShown ? "links are shown with a picture" : "links are not shown with a picture", at: preview.span,
                expected: "\(preview.value)",
                found: "\(isShown) for \(text.quoted)")
        }
    }

    // MARK: What is done

    private mutating func compare(_ expected: Located<[CallExpectation]>) {
        let names = record.calls.map(\.tool.rawValue)
        let found: Wording = record.calls.isEmpty ? "no call" : "\(record.calls.map(\.summary).joined(separator: ", "))"
        guard names == expected.value.map(\.tool.value) else {
            let names = expected.value.map(\.tool.value).joined(separator: ", ")
            let wanted: Wording = names.isEmpty ? "no call" : "\(names)"
            return fail("other tools run", at: expected.span, expected: wanted, found: found)
        }
        for (call, request) in zip(expected.value, record.calls) {
            for argument in call.arguments {
                let given = request.arguments[argument.name.value] ?? .null
                let type = graph.tools[request.tool]?.parameters.first { $0.name == argument.name.value }?.type
                let wanted = type?.coerced(argument.value.value) ?? argument.value.value
                guard given != wanted else { continue }
                fail(
                    "'\(call.tool.value)' runs with another '\(argument.name.value)'", at: argument.value.span,
                    expected: "\(wanted.text)", found: "\(given.text)")
            }
        }
    }

    private mutating func compare(_ expected: Located<TextExpectation>) {
        guard let last = record.asked.last else { return fail("the model is not asked", at: expected.span) }
        compare(expected, with: last.messages.map(\.summary).joined(separator: "\n"), what: "what the model is told")
    }

    private mutating func compareCost(_ expected: ExpectationDefinition) {
        if let calls = expected.modelCalls, calls.value != record.asked.count {
            fail(
                "models are asked another number of times", at: calls.span, expected: "\(calls.value)",
                found: "\(record.asked.count)")
        }
        if let limit = expected.tokens?.maximum, record.tokens > limit.value {
            fail("models cost more tokens", at: limit.span, expected: "at most \(limit.value)", found: "\(record.tokens)")
        }
    }

    // MARK: Where it stands

    private mutating func compare(_ expected: Named<Located<JSON>>) {
        guard let entry = graph.state.entry(expected.name.value) else { return }
        let found = JSON(conversation.checkpoint.state[entry.name] ?? entry.initial ?? .null)
        let wanted = entry.declared.coerced(expected.value.value).map { JSON(entry.declared.value(of: $0)) } ?? .null
        guard found != wanted else { return }
        fail("'\(entry.name)' has another value", at: expected.value.span, expected: "\(wanted.text)", found: "\(found.text)")
    }

    private mutating func comparePlace(_ expected: ExpectationDefinition) {
        let node = conversation.checkpoint.place(in: graph)
        if let wanted = expected.node, wanted.value != node {
            fail(
                "the conversation is at another node", at: wanted.span, expected: "at '\(wanted.value.rawValue)'",
                found: node.map { "at '\($0.rawValue)'" } ?? "ended")
        }
        if let ended = expected.ended, ended.value != (node == nil) {
            let told: Wording =
                node.map { "the conversation has not ended: it waits at '\($0.rawValue)'" } ?? "the conversation has ended"
            fail(told, at: ended.span)
        }
    }

    private mutating func compareHandOver(_ expected: ExpectationDefinition) {
        if let queue = expected.handedTo, queue.value != record.handOver?.queue {
            fail(
                "the conversation is not handed over to this queue", at: queue.span, expected: "\(queue.value)",
                found: record.handOver.map { "\($0.queue)" } ?? "no hand-over")
        }
        if let summary = expected.summary {
            if let told = record.handOver?.summary {
                compare(summary, with: told, what: "the summary")
            } else {
                fail("nobody is told a summary", at: summary.span)
            }
        }
        if let silent = expected.silent, silent.value != conversation.checkpoint.isHandedOver {
            fail(silent.value ? "the bot is not silent" : "the bot is silent", at: silent.span)
        }
    }

    private mutating func compareFailure() {
        let expected = step.expectation?.error
        switch (expected?.value, record.failure?.message) {
        case (nil, nil), (.never?, nil), (.any?, _?): break
        case (nil, let message?):
            fail("the turn fails", at: step.span, expected: "no failure, or 'expect: {error: …}'", found: "\(message)")
        case (.never?, let message?): fail("the turn fails", at: expected?.span ?? step.span, found: "\(message)")
        case (.any?, nil), (.containing?, nil): fail("the turn does not fail", at: expected?.span ?? step.span)
        case (.containing(let part)?, let message?):
            guard !message.contains(part) else { break }
            fail(
                "the turn fails in another way", at: expected?.span ?? step.span, expected: "\(part.quoted)", found: "\(message)")
        }
    }
}

extension TextRules {
    fileprivate func failures(of text: String, what: Wording, found: Wording) -> [TestFailure] {
        var failures: [TestFailure] = []
        for part in contained where !text.contains(part.value) {
            failures.append(
                TestFailure("\(what) does not contain this", at: part.span, expected: "\(part.value.quoted)", found: found))
        }
        for part in excluded where text.contains(part.value) {
            failures.append(
                TestFailure("\(what) contains this", at: part.span, expected: "without \(part.value.quoted)", found: found))
        }
        for pattern in patterns where !pattern.value.isFound(in: text) {
            failures.append(
                TestFailure("\(what) does not match this", at: pattern.span, expected: "\(pattern.value.text)", found: found))
        }
        return failures
    }
}
