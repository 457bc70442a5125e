import CEL

/// `tool:` runs a tool without a model.
struct ToolNode: NodeKind {
    static let keyword = "tool"
    static let about = "runs a tool without a model"
    static let role = NodeRole.tool
    static let tool = Field.required(keyword, .name(of: .tool), "the tool's name")
    static let with = Field.optional("with", .identifiers(of: .template), "its arguments")
    static let save = Field.optional("save", .name(of: .state), "the state name that takes the output")
    static let onEmpty = Field.optional("on_empty", .node, "where to go when nothing was found")
    static let onRefuse = Field.optional("on_refuse", .node, "where to go when the person does not confirm")
    static let fields = Fields(tool, with, save, onEmpty, onRefuse, AnswerTimeout.field)

    let tool: ToolName
    let arguments: [Tool.Binding]
    let save: StateLayout.Entry?
    let onEmpty: NodeID?
    let onRefuse: NodeID?
    let onTimeout: AnswerTimeout?
    let asks: Bool
    /// The one that does the tool's work, and its start.
    let graph: GraphName?
    private let start: NodeID?
    private let isWrite: Bool

    init(reading map: inout MapReader, in compiler: inout NodeCompiler) throws(Unreadable) {
        let name = try map.read(Self.tool)
        tool = try compiler.tool(name, &map)
        var arguments: [Tool.Binding] = []
        for written in try map.read(Self.with) ?? [] {
            if let tool = compiler.tools[tool], !tool.parameters.contains(where: { $0.name == written.name.value }) {
                map.report(.unknownArgument(written.name, of: name.value, parameters: tool.parameters.map(\.name)))
            }
            arguments.append(.init(name: written.name.value, value: try compiler.template(written.value, for: .data, &map)))
        }
        if let tool = compiler.tools[tool] {
            for parameter in tool.parameters
            where parameter.isRequired && !arguments.contains(where: { $0.name == parameter.name }) {
                map.report(.missingArgument(parameter.name, of: name))
            }
        }
        self.arguments = arguments
        save = try map.read(Self.save).map { (name) throws(Unreadable) in try compiler.stateEntry(name, &map) }
        onEmpty = try compiler.optionalNode(try map.read(Self.onEmpty), &map)
        onRefuse = try compiler.optionalNode(try map.read(Self.onRefuse), &map)
        let compiled = compiler.tools[tool]
        asks = compiled?.confirmation != nil
        isWrite = compiled?.isWrite ?? false
        graph = compiled?.graph?.graph
        start = try compiler.start(of: graph)
        onTimeout = try AnswerTimeout(reading: &map, compiler, usual: compiled?.confirmation?.expires)
        if let compiled, compiled.confirmation == nil, let key = map.key(of: AnswerTimeout.field) {
            map.report(.nothingToAnswer(at: key.span))
        }
    }

    var exits: [NodeID] { [onEmpty, onRefuse, onTimeout?.target, start].compactMap(\.self) }
    var runs: [GraphName] { [graph].compactMap(\.self) }
    var listens: Bool { asks }
    var retryFault: RetryFault? { isWrite ? .writes(tool) : nil }
    var rests: Bool { graph == nil || asks }
    var expressions: [Expression] { arguments.flatMap(\.value.expressions) }
    var writes: [String] { save.map { [$0.name] } ?? [] }

    func enter(_ turn: inout Turn) throws(TurnError) -> Step {
        let tool = try compiled(in: turn)
        var given = JSONObject()
        for argument in arguments { given[argument.name] = JSON(try turn.value(of: argument.value)) }
        let memo: ToolMemo
        do throws(Parameter.Refusal) {
            memo = ToolMemo(id: turn.newCallID(), arguments: try Parameter.arguments(of: tool.parameters, from: given))
        } catch {
            throw TurnError(code: .tool, message: "the arguments of '\(tool.name.rawValue)' do not fit: \(error.message)")
        }
        guard let confirmation = tool.confirmation else { return try run(memo, tool, &turn) }
        if turn.isNoting { turn.note(.confirming(tool.name)) }
        let locals = try tool.locals(for: memo.arguments, in: turn)
        turn.say(try turn.text(of: confirmation.text, locals: locals), buttons: confirmation.labels.buttons(for: memo.id))
        turn.memo = memo.encoded(askedUntil: turn.at.milliseconds + confirmation.expires.milliseconds)
        turn.await(onTimeout)
        return .wait
    }

    func hear(_ message: InboundMessage, _ turn: inout Turn) throws(TurnError) -> Step {
        let tool = try compiled(in: turn)
        guard let memo = ToolMemo(decoding: turn.memo), let confirmation = tool.confirmation else {
            return try enter(&turn)
        }
        let isExpired = turn.at.milliseconds > turn.memo["asked_until"]?.int ?? .max
        let answer = ConfirmationAnswer(message, to: memo.id, confirmation.labels, isExpired: isExpired)
        if turn.isNoting { turn.note(.confirmation(answer)) }
        switch answer {
        case .accepted: return try run(memo, tool, &turn)
        case .expired: return try enter(&turn)
        case .refused: return onRefuse.map(Step.go) ?? .next
        case .other:
            let locals = try tool.locals(for: memo.arguments, in: turn)
            turn.say(try turn.text(of: confirmation.text, locals: locals), buttons: confirmation.labels.buttons(for: memo.id))
            turn.await(onTimeout)
            return .wait
        }
    }

    func wake(_ turn: inout Turn) throws(TurnError) -> Step { onTimeout.map { .timeOut($0.target) } ?? .wait }

    func finish(_ call: CallID, with result: CallResult, _ turn: inout Turn) throws(TurnError) -> Step {
        let tool = try compiled(in: turn)
        guard let memo = ToolMemo(decoding: turn.memo), memo.id == call else { return .work }
        let outcome = try tool.outcome(of: result, arguments: memo.arguments, in: turn)
        turn.note(outcome, of: tool.name, by: result)
        return try take(outcome, of: tool, &turn)
    }

    func join(_ place: Int, with result: Result<Value, TurnError>, _ turn: inout Turn) throws(TurnError) -> Step {
        let tool = try compiled(in: turn)
        guard let memo = ToolMemo(decoding: turn.memo) else { return try enter(&turn) }
        let outcome = try tool.outcome(ofGraph: result, arguments: memo.arguments, in: turn)
        turn.note(outcome, of: tool.name)
        return try take(outcome, of: tool, &turn)
    }

    private func take(_ outcome: ToolOutcome, of tool: Tool, _ turn: inout Turn) throws(TurnError) -> Step {
        switch outcome {
        case .found(let json):
            turn.result = tool.output.value(of: json)
            if let save { turn.write(turn.result, to: save.name) }
            return .next
        case .empty(let text):
            if let onEmpty {
                turn.result = .string(text)
                return .go(onEmpty)
            }
            turn.say(text)
            return .next
        case .failed(let told, let message):
            throw TurnError(code: .tool, message: "the tool '\(tool.name.rawValue)' failed: \(message)", told: told)
        }
    }

    func pendingCalls(in turn: Turn) -> [Call] {
        guard let memo = ToolMemo(decoding: turn.memo), let tool = turn.graph.tools[tool],
            let request = try? tool.request(with: memo.arguments, in: turn)
        else { return [] }
        return [Call(id: memo.id, work: .action(request))]
    }

    private func run(_ memo: ToolMemo, _ tool: Tool, _ turn: inout Turn) throws(TurnError) -> Step {
        if let graph = tool.graph {
            turn.memo = memo.encoded()
            turn.trace.note(tool: tool.name)
            return .delegate(try graph.branch(of: tool, with: memo.arguments, at: 0, in: turn))
        }
        turn.call(Call(id: memo.id, work: .action(try tool.request(with: memo.arguments, in: turn))))
        turn.memo = memo.encoded()
        return .work
    }

    private func compiled(in turn: Turn) throws(TurnError) -> Tool {
        guard let tool = turn.graph.tools[tool] else {
            throw TurnError(code: .tool, message: "there is no tool '\(self.tool.rawValue)'")
        }
        return tool
    }
}

/// A tool's frozen arguments while it runs or waits for a person's yes.
private struct ToolMemo {
    let id: CallID
    let arguments: JSONObject

    init(id: CallID, arguments: JSONObject) {
        self.id = id
        self.arguments = arguments
    }

    init?(decoding json: JSON) {
        guard let id = json["id"].flatMap(CallID.init(decoding:)), case .object(let arguments)? = json["arguments"] else {
            return nil
        }
        self.init(id: id, arguments: arguments)
    }

    func encoded(askedUntil: Int64? = nil) -> JSON {
        var json: JSONObject = ["id": id.encoded(), "arguments": .object(arguments)]
        if let askedUntil { json["asked_until"] = .int(askedUntil) }
        return .object(json)
    }
}
