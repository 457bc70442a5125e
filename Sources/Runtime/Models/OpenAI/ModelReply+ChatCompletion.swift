import Engine

extension ModelReply {
    /// Reads the first choice of a chat completion.
    ///
    /// - Throws: `invalid` when there is none, or it neither says anything nor calls a tool.
    init(chatCompletion body: [UInt8]) throws(ModelRefusal) {
        let json: JSON
        do {
            json = try JSON(parsing: body)
        } catch {
            throw ModelRefusal(.invalid, "the answer is not JSON: at byte \(error.offset) \(error.reason)")
        }
        guard let message = json["choices"]?[0]?["message"] else { throw ModelRefusal(.invalid, "the answer has no choice") }
        var calls: [ToolCall] = []
        for (place, call) in (message["tool_calls"]?.elements ?? []).enumerated() {
            guard let read = ToolCall(call, place: place) else {
                throw ModelRefusal(.invalid, "the answer calls a tool without a name")
            }
            calls.append(read)
        }
        let text = ModelReply.text(of: message["content"]) ?? ModelReply.text(of: message["refusal"])
        if text == nil, calls.isEmpty { throw ModelRefusal(.invalid, "the answer says nothing") }
        let usage = Usage(
            promptTokens: ModelReply.count(json["usage"]?["prompt_tokens"]),
            completionTokens: ModelReply.count(json["usage"]?["completion_tokens"]))
        self.init(text: text, calls: calls, usage: usage)
    }

    /// A text, or the texts of a list of parts, as some hosts give it; `nil` when it is blank.
    private static func text(of content: JSON?) -> String? {
        let text = content?.string ?? content?.elements.compactMap { $0["text"]?.string }.joined() ?? ""
        return text.allSatisfy(\.isWhitespace) ? nil : text
    }

    private static func count(_ tokens: JSON?) -> Int {
        tokens?.int.flatMap { Int(exactly: $0) }.map { max(0, $0) } ?? 0
    }
}

extension ToolCall {
    /// Some hosts leave out the identifier, or give the arguments as an object.
    fileprivate init?(_ call: JSON, place: Int) {
        guard let name = call["function"]?["name"]?.string, !name.isEmpty else { return nil }
        let arguments = call["function"]?["arguments"]
        let id = call["id"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? "call_\(place + 1)"
        self.init(id: id, name: name, arguments: arguments?.string ?? arguments?.text ?? "{}")
    }
}
