import Engine

/// The body of a request for a chat completion.
struct ChatCompletionRequest {
    let json: JSON

    init(_ request: ModelRequest, settings: ModelSettings) {
        var body = JSONObject([
            ("model", .string(settings.model)), ("messages", .array(request.messages.map(ChatCompletionRequest.message))),
        ])
        if !request.tools.isEmpty { body["tools"] = .array(request.tools.map(ChatCompletionRequest.tool)) }
        if request.mustCall { body["tool_choice"] = "required" }
        body["temperature"] = settings.temperature.map { .double($0) }
        body["max_tokens"] = settings.maximumTokens.map { .int(Int64($0)) }
        json = .object(body)
    }

    private static func message(_ message: ModelMessage) -> JSON {
        switch message {
        case .system(let text): ["role": "system", "content": .string(text)]
        case .user(let text): ["role": "user", "content": .string(text)]
        case .assistant(let text, let calls) where calls.isEmpty: ["role": "assistant", "content": .string(text ?? "")]
        case .assistant(let text, let calls):
            ["role": "assistant", "content": text.map { .string($0) } ?? .null, "tool_calls": .array(calls.map(call))]
        case .tool(let callID, let content): ["role": "tool", "tool_call_id": .string(callID), "content": .string(content)]
        }
    }

    private static func call(_ call: ToolCall) -> JSON {
        [
            "id": .string(call.id), "type": "function",
            "function": ["name": .string(call.name), "arguments": .string(call.arguments)],
        ]
    }

    private static func tool(_ tool: ToolDeclaration) -> JSON {
        [
            "type": "function",
            "function": [
                "name": .string(tool.name.rawValue), "description": .string(tool.description), "parameters": tool.parameters,
            ],
        ]
    }
}
