import CEL

/// Looks up the names in the tests of a bot and holds their values against what is declared.
struct TestCheck {
    private let definition: BotDefinition
    private let graph: StateGraph
    private var diagnostics = Diagnostics()

    /// - Parameter graph: Without errors.
    static func run(_ definition: BotDefinition, _ graph: StateGraph, _ diagnostics: inout Diagnostics) {
        var check = TestCheck(definition: definition, graph: graph)
        var names: [String: SourceSpan] = [:]
        for test in definition.tests {
            if let first = names.updateValue(test.name.span, forKey: test.name.value) {
                check.diagnostics.report(.duplicateName("test", test.name, first: first))
            }
            check.check(test)
        }
        diagnostics.report(check.diagnostics)
    }

    private init(definition: BotDefinition, graph: StateGraph) {
        self.definition = definition
        self.graph = graph
    }

    /// The nodes of all graphs, in the order of the files.
    private var places: [NodeID] {
        (definition.graph?.nodes ?? []).map { NodeID(rawValue: $0.name.value) }
            + definition.graphs.entries.flatMap { graph in
                (graph.value?.nodes ?? []).map {
                    NodeID(rawValue: $0.name.value).within(GraphName(rawValue: graph.name.value))
                }
            }
    }

    private mutating func check(_ test: TestDefinition) {
        check(test.tools)
        check(test.model.answers)
        check(test.state)
        for step in test.talk {
            check(step.tools)
            check(step.model ?? [])
            guard let expectation = step.expectation else { continue }
            check(expectation.state)
            if let node = expectation.node, graph.nodes[node.value] == nil {
                diagnostics.report(
                    .unknownNode(node, nodes: places))
            }
            for call in expectation.called?.value ?? [] {
                guard let tool = tool(call.tool) else { continue }
                if tool.graph != nil { diagnostics.report(.graphIsPlayed(call.tool)) }
                for argument in call.arguments { check(argument, of: tool) }
            }
        }
    }

    private mutating func check(_ script: [ModelStepDefinition]) {
        for case .calls(let calls) in script.map(\.answer) {
            for call in calls { _ = tool(call.tool) }
        }
    }

    private mutating func check(_ stubs: [Named<StubDefinition>]) {
        for stub in stubs {
            guard let tool = tool(stub.name) else { continue }
            if tool.graph != nil { diagnostics.report(.graphIsPlayed(stub.name)) }
            for answer in stub.value.all {
                if let complaint = answer.value.complaint(for: tool) {
                    diagnostics.report(.unfitValue("the answer of '\(stub.name.value)'", complaint, at: answer.span))
                }
            }
        }
    }

    private mutating func check(_ values: [Named<Located<JSON>>]) {
        for value in values {
            guard let entry = graph.state.entry(value.name.value) else {
                diagnostics.report(.unknownName(.unknownState, value.name, among: graph.state.names))
                continue
            }
            guard value.value.value != .null, entry.declared.coerced(value.value.value) == nil else { continue }
            let expected: Wording = "it is declared as \(entry.declared.words)"
            diagnostics.report(.unfitValue("the value of '\(value.name.value)'", expected, at: value.value.span))
        }
    }

    private mutating func check(_ argument: Named<Located<JSON>>, of tool: Tool) {
        let names = tool.parameters.map(\.name) + tool.bindings.map(\.name)
        if !names.contains(argument.name.value) {
            diagnostics.report(.unknownArgument(argument.name, of: tool.name.rawValue, parameters: names))
        }
    }

    private mutating func tool(_ name: Located<String>) -> Tool? {
        guard let tool = graph.tools[ToolName(rawValue: name.value)] else {
            diagnostics.report(.unknownName(.unknownTool, name, among: definition.tools.names))
            return nil
        }
        return tool
    }
}

extension StubAnswer {
    /// Why the tool could never answer so; `nil` when it could.
    fileprivate func complaint(for tool: Tool) -> Wording? {
        let isServer = tool.kind.answersAsServer
        switch self {
        case .output(let json):
            guard tool.output.type.coerced(json) == nil else { return nil }
            return tool.output.misfit(of: json)
        case .nothing: return isServer ? "a server always answers: write '{error: 404}', or what its body holds" : nil
        case .http: return isServer ? nil : "only servers answer with a status: write '{error: unavailable}'"
        case .rows: return isServer ? "a server answers with no rows: write '{http: {status: 200, body: …}}'" : nil
        case .failure: return nil
        }
    }
}

extension ToolOutput {
    fileprivate func misfit(of json: JSON) -> Wording {
        if shape == .many, case .object = json { return "the tool gives a list" }
        guard case .fields(let fields) = content else { return "its declared output is another" }
        for item in shape == .many ? json.elements : [json] {
            for field in fields where field.type.coerced(item[field.name] ?? .null) == nil {
                if field.type.isOptional, item[field.name] == nil { continue }
                return "'\(field.name)' is \(field.type.words)"
            }
        }
        return "its declared output is another"
    }
}

extension Diagnostic {
    fileprivate static func graphIsPlayed(_ tool: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .wrongValue, "the tool '\(tool.value)' is a graph, and a test plays it as it is", at: tool.span,
            help: "name the tools that the graph calls")
    }

    fileprivate static func unfitValue(_ what: Wording, _ complaint: Wording, at span: SourceSpan) -> Diagnostic {
        Diagnostic(.error, .unfitValue, "\(what) does not fit: \(complaint)", at: span)
    }
}
