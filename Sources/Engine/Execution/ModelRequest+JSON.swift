extension ModelRequest {
    /// All that a model is asked, the same text for the same question: what recorded answers are found by.
    public func encoded() -> JSON {
        let tools = tools.map { tool -> JSON in
            [
                "name": .string(tool.name.rawValue), "description": .string(tool.description), "parameters": tool.parameters,
            ]
        }
        return [
            "model": .string(model), "messages": .array(messages.map { $0.encoded() }), "tools": .array(tools),
            "must_call": .bool(mustCall),
        ]
    }
}

extension ModelReply {
    public func encoded() -> JSON {
        var json: JSONObject = [:]
        if let text { json["text"] = .string(text) }
        if !calls.isEmpty { json["calls"] = .array(calls.map { $0.encoded() }) }
        json["usage"] = ["prompt": .int(Int64(usage.promptTokens)), "completion": .int(Int64(usage.completionTokens))]
        return .object(json)
    }

    /// `nil` for what `encoded()` does not write.
    public init?(decoding json: JSON) {
        guard case .object = json, let usage = json["usage"] else { return nil }
        let calls = json["calls"]?.elements ?? []
        let decoded = calls.compactMap(ToolCall.init(decoding:))
        guard decoded.count == calls.count else { return nil }
        self.init(
            text: json["text"]?.string, calls: decoded,
            usage: Usage(
                promptTokens: usage["prompt"]?.int.flatMap { Int(exactly: $0) } ?? 0,
                completionTokens: usage["completion"]?.int.flatMap { Int(exactly: $0) } ?? 0))
    }
}
