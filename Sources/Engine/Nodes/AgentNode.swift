import CEL

/// `agent:` lets a model answer, with tools, until an edge leads away.
struct AgentNode: NodeKind {
    static let keyword = "agent"
    static let about = "a model answers, with tools, until an edge leads away"
    static let instructions = Field.required(keyword, .template, "what this agent is to do, beside the bot's prompt")
    static let tools = Field.defaulted("tools", .list(of: .identifier), default: [], "the tools that it may call")
    static let model = Field.optional("model", .identifier, "a name under 'models'; left out: 'default'")
    static let maximumSteps = Field.defaulted(
        "max_steps", .integer(1...50), default: 6, "how often the model is asked in one turn")
    static let memory = Field.optional("memory", .object(ModelMemory.self), "what the model is shown of earlier turns")
    static let outputField = Field.optional(
        "output", .identifiers(of: Shape<ParameterDefinition>.declared),
        "what the model has to give instead of words; with it the node is left by 'next'",
        examples: ["{assunto: string, urgente: boolean}"])
    static let save = Field.optional("save", .identifier, "the state name that takes the output")
    static let routesField = Field.defaulted(
        "routes", .identifiers(of: .text), default: [], "nodes that the model may hand over to, each with when to do it",
        examples: ["{vendas: quando o cliente quer comprar}"])
    static let fields = Fields(instructions, tools, model, maximumSteps, memory, outputField, save, routesField)

    let instructions: Template
    let tools: [ToolName]
    let model: String
    /// Questions to the model in one turn; the last one offers no tools, so that it ends in words.
    let maximumSteps: Int
    let memoryTurns: Int
    let output: AgentOutput?
    let routes: RouteChoice?

    init(reading map: inout MapReader, in compiler: inout NodeCompiler) throws(Unreadable) {
        instructions = try compiler.template(try map.read(Self.instructions), for: .data, &map)
        tools = try map.read(Self.tools).map { (name) throws(Unreadable) in try compiler.tool(name, &map) }
        model = try compiler.model(try map.read(Self.model), &map)
        maximumSteps = try map.read(Self.maximumSteps)
        memoryTurns = try map.read(Self.memory)?.turns ?? ModelMemory.usualTurns
        output = try AgentNode.output(&map, compiler)
        routes = try AgentNode.routes(&map, compiler)
    }

    private static func output(
        _ map: inout MapReader, _ compiler: NodeCompiler
    ) throws(Unreadable) -> AgentOutput? {
        let save = try map.read(Self.save).map { (name) throws(Unreadable) in try compiler.stateEntry(name, &map) }
        guard let written = try map.read(Self.outputField), !written.isEmpty else {
            guard let key = map.key(of: Self.save) else { return nil }
            map.report(.missingKey(Self.outputField.name, about: "'save' takes what is under 'output'", at: key.span))
            throw Unreadable()
        }
        let output = AgentOutput(fields: try compiler.parameters(written, &map), save: save)
        if let save, !output.type.type.fits(save.type), let place = map.span(of: Self.save) {
            map.report(.outputDoesNotFit(save, at: place))
        }
        return output
    }

    private static func routes(
        _ map: inout MapReader, _ compiler: NodeCompiler
    ) throws(Unreadable) -> RouteChoice? {
        let written = try map.read(Self.routesField)
        guard !written.isEmpty else { return nil }
        var routes: [RouteChoice.Route] = []
        for route in written {
            let name = route.name.map { NodeID(rawValue: $0) }
            guard let target = try? compiler.node(name, &map) else { continue }
            routes.append(.init(name: route.name.value, about: route.value, target: target))
        }
        guard routes.count == written.count else { throw Unreadable() }
        return RouteChoice(routes: routes, allowsNone: false)
    }

    var exits: [NodeID] { routes?.routes.map(\.target) ?? [] }
    var rests: Bool { true }
    /// One that gives an output does not talk.
    var stays: Bool { output == nil }
    var writes: [String] { (output?.save).map { [$0.name] } ?? [] }
    var expressions: [Expression] { instructions.expressions }

    // MARK: Events

    func enter(_ turn: inout Turn) throws(TurnError) -> Step {
        var memo = AgentMemo(since: turn.checkpoint.turn)
        memo.messages = turn.exchange.map(\.modelMessage)
        return try ask(&memo, &turn)
    }

    func hear(_ message: InboundMessage, _ turn: inout Turn) throws(TurnError) -> Step {
        guard var memo = AgentMemo(decoding: turn.checkpoint.memo), case .tools(var work) = memo.pending else {
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
            switch answer {
            case .accepted:
                work[place].progress = .running
                turn.call(try call(work[place], in: turn))
            case .refused: work[place].progress = .answered(#"{"error":"the customer declined: nothing was done"}"#)
            case .expired:
                work[place].progress = .answered(#"{"error":"the confirmation came too late: nothing was done; ask again"}"#)
            case .other:
                work[place].progress = .answered(
                    #"{"error":"the customer did not confirm and wrote something else: nothing was done"}"#)
            }
        }
        memo.pending = .tools(work)
        return try goOn(&memo, &turn, then: isAnswered ? nil : .user(words))
    }

    func finish(_ call: CallID, with result: CallResult, _ turn: inout Turn) throws(TurnError) -> Step {
        guard var memo = AgentMemo(decoding: turn.checkpoint.memo) else { return .work }
        switch memo.pending {
        case .model(call): return try answer(result, &memo, &turn)
        case .tools(var work):
            guard let place = work.firstIndex(where: { $0.id == call }), case .running = work[place].progress,
                let tool = turn.graph.tools[ToolName(rawValue: work[place].call.name)]
            else { return .work }
            let outcome = try tool.outcome(of: result, arguments: work[place].arguments, in: turn)
            work[place].progress = .answered(outcome.answer)
            memo.pending = .tools(work)
            return try goOn(&memo, &turn)
        case .nothing, .model: return .work
        }
    }

    func pendingCalls(in turn: Turn) -> [Call] {
        guard let memo = AgentMemo(decoding: turn.checkpoint.memo) else { return [] }
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

    private func ask(_ memo: inout AgentMemo, _ turn: inout Turn) throws(TurnError) -> Step {
        memo.steps += 1
        let id = turn.newCallID()
        memo.pending = .model(id)
        turn.call(Call(id: id, work: .model(try request(memo, in: turn))))
        turn.checkpoint.memo = memo.encoded()
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

    private func offered(in turn: Turn) throws(TurnError) -> [Tool] {
        var offered: [Tool] = []
        for name in tools {
            guard let tool = turn.graph.tools[name] else { continue }
            if let requires = tool.requires, try !turn.holds(requires) { continue }
            offered.append(tool)
        }
        return offered
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
        turn.say(text)
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
        guard !memo.isMended else { throw TurnError(code: .model, message: "the model gave no output that fits: \(fault)") }
        memo.isMended = true
        memo.messages.append(.assistant(reply.text, calls: reply.calls))
        let answer = JSON.object(["error": .string(fault)]).text
        memo.messages += reply.calls.map { .tool(callID: $0.id, content: answer) }
        if reply.calls.isEmpty { memo.messages.append(.system("Your answer was not accepted: \(fault).")) }
        return try ask(&memo, &turn)
    }

    // MARK: Tools

    private func take(_ reply: ModelReply, _ memo: inout AgentMemo, _ turn: inout Turn) throws(TurnError) -> Step {
        memo.messages.append(.assistant(reply.text, calls: reply.calls))
        let offered = try offered(in: turn)
        var work: [AgentMemo.ToolWork] = []
        var asksAlready = false
        for call in reply.calls {
            let id = turn.newCallID()
            guard let tool = offered.first(where: { $0.name.rawValue == call.name }) else {
                let answer = JSON.object(["error": .string(fault(of: call))]).text
                work.append(.init(call: call, id: id, arguments: JSONObject(), progress: .answered(answer)))
                continue
            }
            do throws(Parameter.Refusal) {
                let arguments = try Parameter.arguments(of: tool.parameters, from: call.arguments)
                work.append(.init(call: call, id: id, arguments: arguments, progress: .running))
            } catch {
                let answer = JSON.object(["error": .string(error.message)]).text
                work.append(.init(call: call, id: id, arguments: JSONObject(), progress: .answered(answer)))
                continue
            }
            guard let confirmation = tool.confirmation else {
                turn.call(try self.call(work[work.count - 1], in: turn))
                continue
            }
            if asksAlready {
                work[work.count - 1].progress = .answered(
                    #"{"error":"one confirmation at a time: call this tool again afterwards"}"#)
            } else {
                asksAlready = true
                let milliseconds = turn.at.milliseconds + confirmation.expires.milliseconds
                work[work.count - 1].progress = .asked(until: milliseconds)
                let locals = try tool.locals(for: work[work.count - 1].arguments, in: turn)
                turn.say(try turn.text(of: confirmation.text, locals: locals), buttons: confirmation.labels.buttons(for: id))
            }
        }
        memo.pending = .tools(work)
        return try goOn(&memo, &turn)
    }

    private func fault(of call: ToolCall) -> String {
        if let routes, call.name == RouteChoice.tool.rawValue, case .wrong(let fault) = routes.answer(in: call) { return fault }
        return "there is no tool '\(call.name)'"
    }

    private func call(_ work: AgentMemo.ToolWork, in turn: Turn) throws(TurnError) -> Call {
        guard let tool = turn.graph.tools[ToolName(rawValue: work.call.name)] else {
            throw TurnError(code: .tool, message: "there is no tool '\(work.call.name)'")
        }
        return Call(id: work.id, work: .action(try tool.request(with: work.arguments, in: turn)))
    }

    /// Waits for what is under way, then for the customer, then asks the model again with all answers.
    private func goOn(_ memo: inout AgentMemo, _ turn: inout Turn, then last: ModelMessage? = nil) throws(TurnError) -> Step {
        guard case .tools(let work) = memo.pending else { return .work }
        var answers: [ModelMessage] = []
        var isRunning = false
        var isAsked = false
        for work in work {
            switch work.progress {
            case .running: isRunning = true
            case .asked: isAsked = true
            case .answered(let answer): answers.append(.tool(callID: work.call.id, content: answer))
            }
        }
        if isRunning || isAsked {
            turn.checkpoint.memo = memo.encoded()
            return isRunning ? .work : .wait
        }
        memo.messages += answers
        if let last { memo.messages.append(last) }
        return try ask(&memo, &turn)
    }
}
