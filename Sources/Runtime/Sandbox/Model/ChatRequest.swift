import Engine

/// A chat completion request that a model host would take.
struct ChatRequest {
    struct Message {
        let role: String
        let text: String
        /// The names of the tools that it calls.
        let calls: [String]
    }

    struct Tool {
        let name: String
        let description: String
        let parameters: [Parameter]
    }

    /// A top-level property of a tool's JSON Schema.
    struct Parameter {
        let name: String
        let description: String
        let schema: JSON
        let isRequired: Bool
    }

    let model: String
    let messages: [Message]
    /// Empty also when `tool_choice` is `none`.
    let tools: [Tool]
    /// Whether the answer has to be a call, by a `tool_choice` of `required`.
    let mustCall: Bool

    /// Checks what a host checks and refuses the rest.
    ///
    /// - SeeAlso: OpenAI, API reference, "Create chat completion".
    init(reading body: JSON) throws(ModelFault) {
        guard case .object = body else { throw ModelFault("We could not parse the JSON body of your request.") }
        guard let model = body["model"]?.string, !model.isEmpty else { throw ModelFault("you must provide a model parameter") }
        guard body["stream"]?.bool != true else { throw ModelFault("The sandbox's model does not stream: leave 'stream' out.") }
        try Self.checkNumber(body, "temperature", 0...2)
        try Self.checkNumber(body, "top_p", 0...1)
        guard let messages = body["messages"], case .array(let list) = messages, !list.isEmpty else {
            throw ModelFault("Missing required parameter: 'messages'.")
        }
        self.model = model
        self.messages = try Self.messages(list)
        let tools = try Self.tools(body["tools"])
        self.tools = body["tool_choice"]?.string == "none" ? [] : tools
        mustCall = body["tool_choice"]?.string == "required"
        guard !mustCall || !tools.isEmpty else {
            throw ModelFault("Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.")
        }
    }

    /// The last thing that the user said, the tools that were called since, and what they answered.
    var exchange: (words: String, calls: [String], results: [String]) {
        let start = messages.lastIndex { $0.role == "user" }
        let since = messages[(start.map { $0 + 1 } ?? 0)...]
        let results = since.filter { $0.role == "tool" }.map(\.text)
        return (start.map { messages[$0].text } ?? "", since.flatMap(\.calls), results)
    }

    private static func checkNumber(_ body: JSON, _ key: String, _ range: ClosedRange<Double>) throws(ModelFault) {
        switch body[key] {
        case nil, .null: return
        case .int(let number)? where range.contains(Double(number)): return
        case .double(let number)? where range.contains(number): return
        default: throw ModelFault("Invalid '\(key)': a number from \(range.lowerBound) to \(range.upperBound) is due.")
        }
    }

    /// Every call of an assistant message is answered by a tool message before anything else is said.
    private static func messages(_ list: [JSON]) throws(ModelFault) -> [Message] {
        var open: [String] = []
        var messages: [Message] = []
        for (place, message) in list.enumerated() {
            let role = message["role"]?.string ?? ""
            if role == "tool" {
                let id = message["tool_call_id"]?.string ?? ""
                guard let call = open.firstIndex(of: id) else {
                    throw ModelFault(
                        "Invalid parameter: messages[\(place)] with role 'tool' must be a response to a preceding message "
                            + "with 'tool_calls'."
                    )
                }
                open.remove(at: call)
            } else {
                try expectAnswered(open)
                if role == "assistant" { open = try calls(of: message, at: place) }
            }
            messages.append(try self.message(message, role: role, at: place, hasCalls: !open.isEmpty))
        }
        try expectAnswered(open)
        return messages
    }

    private static func expectAnswered(_ open: [String]) throws(ModelFault) {
        guard open.isEmpty else {
            throw ModelFault(
                "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. "
                    + "The following tool_call_ids did not have response messages: \(open.joined(separator: ", "))"
            )
        }
    }

    private static func calls(of message: JSON, at place: Int) throws(ModelFault) -> [String] {
        guard let calls = message["tool_calls"], calls != .null else { return [] }
        guard case .array(let list) = calls, !list.isEmpty else {
            throw ModelFault("Invalid 'messages[\(place)].tool_calls': empty array. Expected an array with minimum length 1.")
        }
        var ids: [String] = []
        for call in list {
            guard let id = call["id"]?.string, !id.isEmpty, !ids.contains(id), call["type"] == "function",
                let function = call["function"], isFunctionName(function["name"]?.string ?? ""),
                function["arguments"]?.string != nil
            else {
                throw ModelFault(
                    "Invalid 'messages[\(place)].tool_calls': each needs an id of its own, the type 'function', "
                        + "and a function with a name and arguments as a string."
                )
            }
            ids.append(id)
        }
        return ids
    }

    private static func message(_ message: JSON, role: String, at place: Int, hasCalls: Bool) throws(ModelFault) -> Message {
        let roles = ["system", "developer", "user", "assistant", "tool"]
        guard roles.contains(role) else {
            throw ModelFault("Invalid value: '\(role)'. Supported values for 'messages[\(place)].role' are: \(roles).")
        }
        let calls = (message["tool_calls"]?.elements ?? []).compactMap { $0["function"]?["name"]?.string }
        switch message["content"] {
        case .string(let text)?: return Message(role: role, text: text, calls: calls)
        case .array(let parts)?:
            return Message(role: role, text: parts.compactMap { $0["text"]?.string }.joined(separator: "\n"), calls: calls)
        case nil where hasCalls, .null? where hasCalls: return Message(role: role, text: "", calls: calls)
        default: throw ModelFault("Invalid value for 'content': expected a string in 'messages[\(place)]'.")
        }
    }

    private static func tools(_ tools: JSON?) throws(ModelFault) -> [Tool] {
        guard let tools, tools != .null else { return [] }
        guard case .array(let list) = tools, (1...128).contains(list.count) else {
            throw ModelFault("Invalid 'tools': expected an array of 1 to 128 tools.")
        }
        var result: [Tool] = []
        for (place, tool) in list.enumerated() {
            guard tool["type"] == "function", let function = tool["function"], let name = function["name"]?.string,
                isFunctionName(name)
            else {
                throw ModelFault(
                    "Invalid 'tools[\(place)].function.name': a name of 1 to 64 letters, digits, '_' and '-' is due.")
            }
            guard !result.contains(where: { $0.name == name }) else { throw ModelFault("Function names must be unique: \(name)") }
            let parameters = function["parameters"]
            if let parameters { try ToolSchema.check(parameters, of: name) }
            result.append(
                Tool(
                    name: name, description: function["description"]?.string ?? "",
                    parameters: parameters.map(ToolSchema.parameters) ?? []
                )
            )
        }
        return result
    }

    private static func isFunctionName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
    }
}
