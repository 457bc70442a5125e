import CEL

/// `agent:` lets a model answer, with tools, until an edge leads away.
struct AgentNode: NodeKind {
    static let keyword = "agent"
    static let about = "a model answers, with tools, until an edge leads away"
    static let role = NodeRole.model
    static let instructions = Field.required(keyword, .template, "what this agent is to do, beside the bot's prompt")
    static let tools = Field.defaulted("tools", .list(of: .name(of: .tool)), default: [], "the tools that it may call")
    static let model = Field.optional("model", .name(of: .model), "a name under 'models'; left out: 'default'")
    static let maximumSteps = Field.defaulted(
        "max_steps", .integer(1...50), default: 6, "how often the model is asked in one turn")
    static let memory = Field.optional("memory", .object(ModelMemory.self), "what the model is shown of earlier turns")
    static let routesField = Field.defaulted(
        "routes", .naming(.node, of: .text), default: [], "nodes that the model may hand over to, each with when to do it",
        examples: ["{vendas: quando o cliente quer comprar}"])
    static let fields = Fields(
        instructions, tools, model, maximumSteps, memory, AgentOutput.field, AgentOutput.saveField, routesField)

    let instructions: Template
    let tools: [ToolName]
    let model: String
    /// Questions to the model in one turn; the last one offers no tools, so that it ends in words or in the output.
    let maximumSteps: Int
    let memoryTurns: Int
    let output: AgentOutput?
    let routes: RouteChoice?
    private let asks: Bool
    private let write: ToolName?
    /// Those that do the work of tools, and their starts.
    let runs: [GraphName]
    private let starts: [NodeID]

    init(reading map: inout MapReader, in compiler: inout NodeCompiler) throws(Unreadable) {
        instructions = try compiler.template(try map.read(Self.instructions), for: .data, &map)
        tools = try map.read(Self.tools).map { (name) throws(Unreadable) in try compiler.tool(name, &map) }
        model = try compiler.model(try map.read(Self.model), &map)
        maximumSteps = try map.read(Self.maximumSteps)
        memoryTurns = try map.read(Self.memory)?.turns ?? ModelMemory.usualTurns
        output = try AgentOutput(reading: &map, in: compiler)
        let compiled = tools.compactMap { [tools = compiler.tools] in tools[$0] }
        asks = compiled.contains { $0.confirmation != nil }
        write = compiled.first(where: \.isWrite)?.name
        runs = compiled.compactMap { $0.graph?.graph }
        starts = try runs.map { (name) throws(Unreadable) in try compiler.start(of: name) }.compactMap(\.self)
        routes = try RouteChoice(handingOver: try map.read(Self.routesField), &map, compiler)
    }

    var exits: [NodeID] { (routes?.routes.map(\.target) ?? []) + starts }
    var rests: Bool { true }
    /// One that gives an output does not talk.
    var stays: Bool { output == nil }
    var listens: Bool { stays || asks }
    var retryFault: RetryFault? { write.map(RetryFault.writes) }
    var writes: [String] { (output?.save).map { [$0.name] } ?? [] }
    var expressions: [Expression] { instructions.expressions }

    // MARK: Events

    func enter(_ turn: inout Turn) throws(TurnError) -> Step {
        var memo = AgentMemo(since: turn.checkpoint.turn)
        memo.messages = turn.exchange.map(\.modelMessage)
        return try ask(&memo, &turn)
    }

    func hear(_ message: InboundMessage, _ turn: inout Turn) throws(TurnError) -> Step {
        guard var memo = AgentMemo(decoding: turn.memo), case .tools(var work) = memo.pending else {
            return try enter(&turn)
        }
        memo.steps = 0
        let words = turn.words ?? "[\(message.typeName)]"
        var isAnswered = false
        for place in work.indices {
            guard case .asked(let until) = work[place].progress,
                let tool = turn.graph.tools[ToolName(rawValue: work[place].call.name)],
                let confirmation = tool.confirmation
            else { continue }
            let answer = ConfirmationAnswer(
                message, to: work[place].id, confirmation.labels, isExpired: turn.at.milliseconds > until)
            isAnswered = isAnswered || answer != .other
            if turn.isNoting { turn.note(.confirmation(answer)) }
            switch answer {
            case .accepted:
                if tool.graph != nil {
                    work[place].progress = .due
                } else {
                    work[place].progress = .running
                    turn.call(try call(work[place], in: turn))
                }
            case .refused: work[place].progress = .answered(#"{"error":"the customer declined: nothing was done"}"#)
            case .expired:
                work[place].progress = .answered(#"{"error":"the confirmation came too late: nothing was done; ask again"}"#)
            case .other:
                work[place].progress = .answered(
                    #"{"error":"the customer did not confirm and wrote something else: nothing was done"}"#)
            }
        }
        memo.pending = .tools(work)
        if !isAnswered { memo.heard = words }
        return try goOn(&memo, &turn)
    }

    func finish(_ call: CallID, with result: CallResult, _ turn: inout Turn) throws(TurnError) -> Step {
        guard var memo = AgentMemo(decoding: turn.memo) else { return .work }
        switch memo.pending {
        case .model(call): return try answer(result, &memo, &turn)
        case .tools(var work):
            guard let place = work.firstIndex(where: { $0.id == call }), case .running = work[place].progress,
                let tool = turn.graph.tools[ToolName(rawValue: work[place].call.name)]
            else { return .work }
            let outcome = try tool.outcome(of: result, arguments: work[place].arguments, in: turn)
            turn.note(outcome, of: tool.name, by: result)
            work[place].progress = .answered(outcome.answer)
            memo.pending = .tools(work)
            return try goOn(&memo, &turn)
        case .nothing, .model: return .work
        }
    }

    func pendingCalls(in turn: Turn) -> [Call] {
        guard let memo = AgentMemo(decoding: turn.memo) else { return [] }
        switch memo.pending {
        case .nothing: return []
        case .model(let id):
            guard let request = try? request(memo, in: turn) else { return [] }
            return [Call(id: id, work: .model(request))]
        case .tools(let work):
            return work.compactMap { work in
                guard case .running = work.progress else { return nil }
                return try? call(work, in: turn)
            }
        }
    }

    // MARK: The model

    func ask(_ memo: inout AgentMemo, _ turn: inout Turn) throws(TurnError) -> Step {
        memo.steps += 1
        if turn.isNoting { try noteHidden(&turn) }
        let id = turn.newCallID()
        memo.pending = .model(id)
        turn.call(Call(id: id, work: .model(try request(memo, in: turn))))
        turn.memo = memo.encoded()
        return .work
    }

    private func request(_ memo: AgentMemo, in turn: Turn) throws(TurnError) -> ModelRequest {
        var prompt = Prompt()
        if let shared = turn.graph.prompt { try prompt.add(shared, in: turn) }
        try prompt.add(instructions, in: turn)
        let memory = turn.remembered(memoryTurns, before: memo.since)
        return ModelRequest(
            model: model, messages: prompt.messages + memory + memo.messages, tools: try declarations(memo, in: turn),
            mustCall: output != nil)
    }

    /// The last question of a turn offers nothing but the way to answer it.
    private func declarations(_ memo: AgentMemo, in turn: Turn) throws(TurnError) -> [ToolDeclaration] {
        var declarations: [ToolDeclaration] = []
        if memo.steps < maximumSteps {
            declarations = try offered(in: turn).map(\.declaration)
            if let routes { declarations.append(routes.declaration) }
        }
        if let output { declarations.append(output.declaration) }
        return declarations
    }

    private func answer(_ result: CallResult, _ memo: inout AgentMemo, _ turn: inout Turn) throws(TurnError) -> Step {
        let reply = try result.reply()
        if let step = try leave(by: reply, &memo, &turn) { return step }
        guard reply.calls.isEmpty else { return try take(reply, &memo, &turn) }
        guard let text = reply.text, !text.trimmed.isEmpty else {
            throw TurnError(code: .model, message: "the model answered with nothing")
        }
        guard output == nil else {
            return try complain("answer only by calling '\(AgentOutput.tool.rawValue)'", of: reply, &memo, &turn)
        }
        if let breach = turn.breach(in: text) { return try answer(breach, of: text, &memo, &turn) }
        turn.say(text, isFinal: true)
        turn.result = .string(text)
        return .next
    }

    /// Of several calls in one answer, one that leads away is the one that counts.
    ///
    /// - Returns: `nil` when the answer does not lead away.
    private func leave(by reply: ModelReply, _ memo: inout AgentMemo, _ turn: inout Turn) throws(TurnError) -> Step? {
        for call in reply.calls {
            if let routes, call.name == RouteChoice.tool.rawValue, case .route(let route) = routes.answer(in: call) {
                turn.result = .string(route.name)
                return .go(route.target)
            }
            guard let output, call.name == AgentOutput.tool.rawValue else { continue }
            do throws(Parameter.Refusal) {
                turn.result = try output.value(in: call)
            } catch {
                return try complain(error.message, of: reply, &memo, &turn)
            }
            if let save = output.save { turn.write(turn.result, to: save.name) }
            return .next
        }
        return nil
    }

    /// Asks the model once more for its output, with what was wrong.
    private func complain(
        _ fault: String, of reply: ModelReply, _ memo: inout AgentMemo, _ turn: inout Turn
    ) throws(TurnError) -> Step {
        if turn.isNoting { turn.note(.misfit(fault)) }
        guard !memo.isMended else { throw TurnError(code: .model, message: "the model gave no output that fits: \(fault)") }
        memo.isMended = true
        memo.messages.append(.assistant(reply.text, calls: reply.calls))
        let answer = JSON.object(["error": .string(fault)]).text
        memo.messages += reply.calls.map { .tool(callID: $0.id, content: answer) }
        if reply.calls.isEmpty { memo.messages.append(.system("Your answer was not accepted: \(fault).")) }
        return try ask(&memo, &turn)
    }

    /// A reply that a policy does not let through is not sent: the model is asked once more, with what was wrong.
    private func answer(
        _ breach: ReplyBreach, of text: String, _ memo: inout AgentMemo, _ turn: inout Turn
    ) throws(TurnError) -> Step {
        turn.trace.note(policy: breach.policy)
        if turn.isNoting { turn.note(.breach(breach, isSecond: memo.isCorrected)) }
        if !memo.isCorrected {
            memo.isCorrected = true
            memo.messages.append(.assistant(text, calls: []))
            memo.messages.append(.system("Your answer was not sent: \(breach.complaint). Answer the person again."))
            return try ask(&memo, &turn)
        }
        guard let otherwise = breach.otherwise else {
            throw TurnError(code: .policy, message: "the model insists on a reply that '\(breach.policy)' forbids")
        }
        turn.say(otherwise, isFinal: true)
        turn.result = .string(otherwise)
        return .next
    }
}
