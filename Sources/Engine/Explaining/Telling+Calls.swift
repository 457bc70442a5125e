import CEL

/// What tools and models were asked, and what came of it.
extension Telling {
    mutating func tell(_ call: Call) {
        switch call.work {
        case .action(let request):
            let tool = request.tool
            let wording: Wording =
                request.arguments.isEmpty
                ? "the tool '\(tool.rawValue)' was called without arguments"
                : "the tool '\(tool.rawValue)' was called with \(shown(request.arguments))"
            say(
                .tool, wording, at: place.tool(tool),
                ["tool": .string(tool.rawValue), "arguments": .object(discretion.masked(request.arguments))])
            if let cache = request.cache {
                say(.tool, "what it brought may be up to \(Duration.written(cache)) old, for 'cache' keeps it", below: 2)
            }
        case .model(let request):
            let tools = request.tools.map(\.name.rawValue).filter { !$0.contains("-") }
            let wording: Wording =
                tools.isEmpty
                ? "the model '\(request.model)' was asked"
                : "the model '\(request.model)' was asked, and offered \(listed(tools))"
            say(
                .model, wording,
                ["model": .string(request.model), "tools": .array(request.tools.map { .string($0.name.rawValue) })])
        }
    }

    mutating func tell(_ result: CallResult) {
        switch result {
        // What it means to the tool is told by its outcome.
        case .action, .failure: return
        case .model(let reply):
            if let text = reply.text, !text.trimmed.isEmpty {
                say(.model, "the model answered \(quoted(text))", ["answer": .string(discretion.masked(text))])
            }
            for call in reply.calls { tell(wish: call) }
        }
    }

    private mutating func tell(wish call: ToolCall) {
        let arguments = (try? JSON(parsing: call.arguments)) ?? .null
        let route = arguments["route"]?.string
        let data: JSONObject = ["call": .string(call.name), "arguments": masked(arguments)]
        switch (call.name, arguments) {
        case (RouteChoice.tool.rawValue, _) where route != nil:
            say(.model, "the model chose the way '\(route ?? "")'", data)
        case (AgentOutput.tool.rawValue, .object(let object)):
            say(.model, "the model gave \(shown(object))", data)
        case (_, .object(let object)) where !object.isEmpty:
            say(.model, "the model wanted to call '\(call.name)' with \(shown(object))", data)
        default: say(.model, "the model wanted to call '\(call.name)'", data)
        }
    }

    private func masked(_ json: JSON) -> JSON { discretion.masked(named: json) }

    mutating func tell(_ refusal: Finding.Refusal, of call: ToolCall) {
        let wording: Wording =
            switch refusal {
            case .unknown: "the call of '\(call.name)' was refused: this node has no such tool"
            case .hidden: "the call of '\(call.name)' was refused: what it 'requires' does not hold"
            case .arguments(let fault): "the call of '\(call.name)' was refused: \(shown(fault))"
            case .secondConfirmation: "the call of '\(call.name)' was refused: the customer is asked for one yes at a time"
            }
        say(
            .tool, wording, at: place.tool(ToolName(rawValue: call.name)),
            ["tool": .string(call.name), "refused": true])
    }

    mutating func tell(_ outcome: ToolOutcome, of tool: ToolName, _ result: CallResult?) {
        var data: JSONObject = ["tool": .string(tool.rawValue)]
        switch outcome {
        case .found(let value):
            data["answer"] = masked(value)
            let text = if case .object(let object) = value { shown(object) } else { shown(masked(value)) }
            say(.tool, "'\(tool.rawValue)' answered \(text)", data)
            let left = (result?.members ?? []).filter { !value.members.contains($0) }
            if !left.isEmpty, !value.members.isEmpty {
                say(
                    .tool, "its 'output' let nothing else of the answer through: not \(listed(left))", below: 2,
                    ["left_out": .array(left.map { .string($0) })])
            }
        case .empty(let text):
            data["answer"] = .null
            let wording: Wording =
                text.isEmpty
                ? "'\(tool.rawValue)' found nothing" : "'\(tool.rawValue)' found nothing, for which 'empty' says \(quoted(text))"
            say(.tool, wording, at: place.tool(tool), data)
        case .failed(let told, let message):
            data["failure"] = .string(message)
            let wording: Wording =
                told.map { "'\(tool.rawValue)' failed: \(message); for that 'errors' says \(quoted($0))" }
                ?? "'\(tool.rawValue)' failed: \(message)"
            say(.tool, wording, at: place.tool(tool), data)
        }
    }
}

extension CallResult {
    /// The names of what a tool's answer holds at its top.
    fileprivate var members: [String] {
        switch self {
        case .action(.http(_, let body)): body.members
        case .action(.rows(let rows)): rows.first?.members ?? []
        case .model, .failure: []
        }
    }
}

extension JSON {
    /// Those that have a value, of an object or of the first of several.
    fileprivate var members: [String] {
        switch self {
        case .object(let object): object.members.filter { $0.value != .null }.map(\.key)
        case .array(let elements): elements.first?.members ?? []
        case .null, .bool, .int, .double, .string: []
        }
    }
}
