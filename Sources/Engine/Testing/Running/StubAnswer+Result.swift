extension StubAnswer {
    /// As the Runtime would bring it.
    ///
    /// - Returns: With the tool as it has to read the answer.
    func result(for tool: Tool) -> (result: CallResult, tool: Tool) {
        switch self {
        case .output(let json):
            guard tool.kind.answersAsServer else { return (.action(.rows(json.rows)), tool.readingOwnForm) }
            let status = (tool.kind as? HTTPTool)?.expect.first ?? 200
            return (.action(.http(status: status, body: json)), tool.readingOwnForm)
        case .nothing: return (.action(.rows([])), tool)
        case .http(let status, let body): return (.action(.http(status: status, body: body)), tool)
        case .rows(let rows): return (.action(.rows(rows)), tool)
        case .failure(let code): return (.failure(CallFailure(code, "the test says so")), tool)
        }
    }
}

extension JSON {
    /// Of a tool over rows: the one object, or each of the list.
    fileprivate var rows: [JSON] {
        if case .array(let elements) = self { elements } else { [self] }
    }
}

extension Tool {
    /// For an answer that has the form of the output already.
    fileprivate var readingOwnForm: Tool {
        var copy = self
        copy.output = output.ofOwnForm
        return copy
    }
}

extension ModelStepDefinition {
    func result(number: Int) -> CallResult {
        let usage = ModelReply.Usage(promptTokens: tokens, completionTokens: 0)
        switch answer {
        case .reply(let text): return .model(ModelReply(text: text, calls: [], usage: usage))
        case .failure(let code): return .failure(CallFailure(code, "the test says so"))
        case .calls(let calls):
            let written = calls.enumerated().map { place, call in
                ToolCall(id: "call_\(number)_\(place + 1)", name: call.tool.value, arguments: call.arguments.text)
            }
            return .model(ModelReply(text: nil, calls: written, usage: usage))
        case .route(let name):
            let arguments: JSON = ["route": .string(name)]
            let call = ToolCall(id: "call_\(number)_1", name: RouteChoice.tool.rawValue, arguments: arguments.text)
            return .model(ModelReply(text: nil, calls: [call], usage: usage))
        case .output(let fields):
            let call = ToolCall(id: "call_\(number)_1", name: AgentOutput.tool.rawValue, arguments: fields.text)
            return .model(ModelReply(text: nil, calls: [call], usage: usage))
        }
    }
}

extension [Named<Located<JSON>>] {
    fileprivate var text: String { JSON.object(JSONObject(map { ($0.name.value, $0.value.value) })).text }
}
