import CEL

/// Plays one test on a bot: its messages go in, its stubs answer the calls that come out, and time is what the test says.
struct TestRun {
    /// How many events one step may have; past it the bot is taken for one that never stops.
    static let maximumEvents = 1000

    private let bot: Bot
    private let test: TestDefinition
    private var conversation: Conversation
    private var now: Timestamp
    private let recordings: any ModelRecordings
    private var stubs: Stubs
    /// Of the last message with something to tap.
    private var buttons: [OutboundMessage.Button] = []
    private var pending: [Call] = []
    private var messages = 0
    private var answers = 0
    private var events: [TestEvent] = []
    private var reached = Reach()
    private var unrecorded: ModelRequest?
    /// Of the steps, in order; `nil`: nobody asked.
    private var stories: [TestStory]?

    static func play(_ test: TestDefinition, on bot: Bot, recordings: any ModelRecordings) -> TestResult {
        var run = TestRun(test, on: bot, recordings)
        let failures = run.play()
        return TestResult(
            test: test.name, failures: failures, events: run.events, reached: run.reached, unrecorded: run.unrecorded)
    }

    static func stories(of test: TestDefinition, on bot: Bot, recordings: any ModelRecordings) -> [TestStory] {
        var run = TestRun(test, on: bot, recordings)
        run.stories = []
        _ = run.play()
        return run.stories ?? []
    }

    private init(_ test: TestDefinition, on bot: Bot, _ recordings: any ModelRecordings) {
        self.bot = bot
        self.test = test
        self.recordings = recordings
        now = test.now
        conversation = Conversation(
            id: ConversationID(rawValue: 1), startedAt: test.now,
            contact: Contact(
                key: test.contact.phone, phone: test.contact.phone, name: test.contact.name, language: test.contact.language))
        for value in test.state {
            guard let entry = bot.graph.state.entry(value.name.value), let json = entry.declared.coerced(value.value.value) else {
                continue
            }
            conversation.checkpoint.state[entry.name] = json == .null ? nil : entry.declared.value(of: json)
        }
        stubs = Stubs(test.tools, test.model.answers)
    }

    private mutating func play() -> [TestFailure] {
        for step in test.talk {
            let failures = play(step)
            guard failures.isEmpty else { return failures }
        }
        guard let step = stubs.unasked else { return [] }
        return [TestFailure("the model was never asked for this answer", at: step.span)]
    }

    private mutating func play(_ step: TalkStepDefinition) -> [TestFailure] {
        var record = StepRecord()
        stories?.append(TestStory(span: step.span))
        var own = Stubs(step.tools, step.model ?? [])
        do throws(Stop) {
            if let delay = step.delay { try pass(delay, step, &own, &record) }
            if let act = step.act {
                for message in try messages(act, step) { try happen(.message(message), step, &own, &record) }
            }
            if let act = step.operated {
                events.append(.operated(act))
                try happen(.operated(act), step, &own, &record)
            }
        } catch {
            return [error.failure]
        }
        if let options = record.options { self.buttons = options }
        var comparison = Comparison(step: step, record: record, conversation: conversation, graph: bot.graph)
        comparison.run()
        if let answer = own.unasked {
            comparison.failures.append(TestFailure("the model was never asked for this answer", at: answer.span))
        }
        return comparison.failures
    }

    /// A test that cannot go on.
    private struct Stop: Error {
        let failure: TestFailure
    }

    /// Lets time pass. What is due on the way happens at its own time.
    private mutating func pass(
        _ delay: Duration, _ step: TalkStepDefinition, _ own: inout Stubs, _ record: inout StepRecord
    ) throws(Stop) {
        let end = Timestamp(milliseconds: now.milliseconds + delay.milliseconds)
        events.append(.waited(delay))
        for _ in 0..<TestRun.maximumEvents {
            guard let due = conversation.checkpoint.timerAt, due <= end else {
                advanceClock(to: end)
                return
            }
            advanceClock(to: due)
            try happen(.timer, step, &own, &record)
        }
        throw Stop(failure: TestFailure("more than \(TestRun.maximumEvents) timers fire in this time", at: step.span))
    }

    /// A new day begins with a budget that nobody has used.
    private mutating func advanceClock(to time: Timestamp) {
        guard time > now else { return }
        if bot.day(at: time) != bot.day(at: now) { conversation.tokensToday = 0 }
        now = time
    }

    /// Takes an event to its end: until nothing is called any more. Before a node is tried again, its time is let pass.
    private mutating func happen(
        _ event: Event.Kind, _ step: TalkStepDefinition, _ own: inout Stubs, _ record: inout StepRecord
    ) throws(Stop) {
        advance(on: event, of: bot, &record)
        for _ in 0..<TestRun.maximumEvents {
            guard !pending.isEmpty else {
                guard conversation.checkpoint.isWorking, let due = conversation.checkpoint.timerAt else { return }
                advanceClock(to: due)
                advance(on: .timer, of: bot, &record)
                continue
            }
            let call = pending.removeFirst()
            let (result, bot) = try answer(call, step, &own)
            if case .model(let reply) = result {
                record.tokens += reply.usage.total
                conversation.tokensToday += reply.usage.total
            }
            advance(on: .finished(call.id, result), of: bot, &record)
        }
        throw Stop(failure: TestFailure("the bot does not come to rest after \(TestRun.maximumEvents) calls", at: step.span))
    }

    private mutating func advance(on event: Event.Kind, of bot: Bot, _ record: inout StepRecord) {
        let transition = bot.advance(conversation, on: Event(at: now, kind: event), noting: stories != nil)
        if let last = stories?.indices.last { stories?[last].story.add(transition) }
        conversation = transition.conversation
        conversation.history += transition.said
        record.add(transition)
        reached.add(transition)
        var calls: [Call] = []
        for effect in transition.effects {
            switch effect {
            case .send(let message): events.append(.sent(message))
            case .call(let call): calls.append(call)
            case .receipt, .handOver: break
            }
        }
        if let failure = transition.failure { events.append(.failed(failure.message)) }
        pending = transition.outcome == .working ? pending + calls : []
    }

    // MARK: The customer

    /// What the bot is told, each in a turn of its own.
    private mutating func messages(
        _ act: TalkStepDefinition.Act, _ step: TalkStepDefinition
    ) throws(Stop) -> [InboundMessage] {
        switch act {
        case .write(let texts): return joined(texts.map { message(.text($0), step) })
        case .send(let sent): return [message(sent, step)]
        case .tap(let label):
            guard let button = buttons.first(where: { $0.title == label.value }) else {
                let found: Wording = buttons.isEmpty ? "nothing to tap" : Diagnostic.listed(buttons.map(\.title))
                throw Stop(
                    failure: TestFailure("there is no button or row '\(label.value)' to tap", at: label.span, found: found))
            }
            return [message(.choice(id: button.id, title: button.title), step)]
        }
    }

    private mutating func message(_ content: InboundMessage.Content, _ step: TalkStepDefinition) -> InboundMessage {
        messages += 1
        let sentAt = Timestamp(milliseconds: now.milliseconds - (step.lag ?? .zero).milliseconds)
        let message = InboundMessage(id: "test.\(messages)", at: sentAt, content: content, referral: step.referral)
        events.append(.heard(message))
        return message
    }

    /// Texts that follow each other right away, as the bot's policy takes them.
    private mutating func joined(_ messages: [InboundMessage]) -> [InboundMessage] {
        guard bot.turns.merge != nil else { return messages }
        var bursts: [(first: InboundMessage, others: [InboundMessage])] = []
        for message in messages {
            guard let last = bursts.last, bot.joins(last.first), bot.joins(message) else {
                bursts.append((message, []))
                continue
            }
            bursts[bursts.count - 1].others.append(message)
            reached.policies.insert("turns.merge")
        }
        return bursts.map { InboundMessage.joining($0.first, $0.others) }
    }

    // MARK: What answers

    /// - Returns: With the bot as it has to read the answer.
    private mutating func answer(
        _ call: Call, _ step: TalkStepDefinition, _ own: inout Stubs
    ) throws(Stop) -> (CallResult, Bot) {
        switch call.work {
        case .model(let request):
            if case .recorded = test.model, step.model == nil { return (try recordedAnswer(to: request, step), bot) }
            let answer = step.model == nil ? stubs.answerOfModel() : own.answerOfModel()
            answers += 1
            let result = answer?.result(number: answers)
            events.append(.asked(request, answer: result))
            guard let result else {
                let said: Wording? = request.messages.last.map { "\($0.summary)" }
                throw Stop(
                    failure: TestFailure(
                        "the model '\(request.model)' is asked, and the test has no answer left for it", at: step.span,
                        expected: "a step under 'model'", found: said))
            }
            return (result, bot)
        case .action(let request):
            reached.tools.insert(request.tool)
            let stub = own.has(request.tool) ? own.answer(of: request.tool) : stubs.answer(of: request.tool)
            guard let stub, let tool = bot.graph.tools[request.tool] else {
                events.append(.called(request, answer: nil))
                let name = request.tool.rawValue
                throw Stop(
                    failure: TestFailure(
                        "the tool '\(name)' is called, and the test has no answer left for it", at: step.span,
                        expected: "an answer of '\(name)' under 'tools'", found: "\(request.summary)"))
            }
            let (result, reader) = stub.result(for: tool)
            events.append(.called(request, answer: result))
            return (result, bot.with(reader))
        }
    }
}

extension TestRun {
    private mutating func recordedAnswer(
        to request: ModelRequest, _ step: TalkStepDefinition
    ) throws(Stop) -> CallResult {
        let result = recordings.answer(to: request).map(CallResult.model)
        events.append(.asked(request, answer: result))
        if let result { return result }
        unrecorded = request
        throw Stop(
            failure: TestFailure(
                "the model '\(request.model)' is asked something that was not recorded; 'trama record' asks it", at: step.span,
                found: request.messages.last.map { "\($0.summary)" }))
    }
}

extension Bot {
    /// In the order of their files.
    public var tests: [TestDefinition] { definition.tests }

    /// Plays a test, without clock, network or model: the same test has the same result.
    public func play(_ test: TestDefinition) -> TestResult { play(test, recordings: NoRecordings()) }

    /// - Parameter recordings: What the model said before, for a test that asks for it.
    public func play(_ test: TestDefinition, recordings: any ModelRecordings) -> TestResult {
        TestRun.play(test, on: self, recordings: recordings)
    }

    /// What is decided at each step of a test, through the first that is not as it expects.
    public func stories(of test: TestDefinition, recordings: any ModelRecordings) -> [TestStory] {
        TestRun.stories(of: test, on: self, recordings: recordings)
    }

    /// The same with another tool of that name.
    fileprivate func with(_ tool: Tool) -> Bot {
        var copy = self
        copy.graph.tools[tool.name] = tool
        return copy
    }
}
