public import Engine

/// A language model that goes by rules: the same request always gets the same reply.
///
/// It knows no bot. It reads the names, descriptions and parameters of the tools that it is offered beside the last words of
/// the user, calls the tool that fits best, and puts a tool's result into a Portuguese sentence.
public struct ScriptedModel: Sendable {
    public enum Step: Sendable, Equatable {
        case reply(String)
        case call(String, with: JSON)
    }

    enum Decision: Equatable {
        case say(String)
        case call(String, arguments: JSON)
    }

    private let apiKey: String
    private var script: ArraySlice<Step>
    private var serial = 0

    /// - Parameter script: What it does first, one step a request.
    init(apiKey: String, script: [Step] = []) {
        self.apiKey = apiKey
        self.script = script.prefix(SandboxSettings.scriptLimit)
    }

    /// Puts further steps behind those that wait.
    mutating func add(_ steps: [Step]) {
        script.append(contentsOf: steps.prefix(max(0, SandboxSettings.scriptLimit - script.count)))
    }

    mutating func complete(_ body: JSON, bearer: String?) throws(ModelFault) -> (decision: Decision, answer: JSON) {
        guard let bearer else { throw ModelFault(status: 401, "You didn't provide an API key.") }
        guard bearer == apiKey else { throw ModelFault(status: 401, "Incorrect API key provided.", code: "invalid_api_key") }
        let request = try ChatRequest(reading: body)
        let decision = try decide(request)
        serial += 1
        return (decision, answer(decision, to: request, size: body.encoded().count))
    }

    private mutating func decide(_ request: ChatRequest) throws(ModelFault) -> Decision {
        guard let step = script.popFirst() else { return ModelRules.decide(request) }
        switch step {
        case .reply(let text): return .say(text)
        case .call(let name, let arguments):
            guard request.tools.contains(where: { $0.name == name }) else {
                throw ModelFault("The sandbox's script calls '\(name)', which this request does not offer.")
            }
            return .call(name, arguments: arguments)
        }
    }

    /// Tokens are a fourth of the bytes: near enough to see usage counted.
    private func answer(_ decision: Decision, to request: ChatRequest, size: Int) -> JSON {
        let message: JSON
        let reason: JSON
        switch decision {
        case .say(let text):
            message = ["role": "assistant", "content": .string(text), "refusal": .null]
            reason = "stop"
        case .call(let name, let arguments):
            let function: JSON = ["name": .string(name), "arguments": .string(arguments.text)]
            let call: JSON = ["id": .string("call_\(serial)"), "type": "function", "function": function]
            message = ["role": "assistant", "content": .null, "tool_calls": [call], "refusal": .null]
            reason = "tool_calls"
        }
        let prompt = Int64(size / 4)
        let completion = Int64(message.encoded().count / 4)
        return [
            "id": .string("chatcmpl-\(serial)"), "object": "chat.completion", "created": 0, "model": .string(request.model),
            "choices": [["index": 0, "message": message, "logprobs": .null, "finish_reason": reason]],
            "usage": [
                "prompt_tokens": .int(prompt), "completion_tokens": .int(completion), "total_tokens": .int(prompt + completion),
            ],
        ]
    }
}

extension ScriptedModel.Step {
    /// Reads `[{"reply": "…"}, {"call": "name", "with": {…}}]`; `nil` when it is anything else.
    public static func steps(from json: JSON) -> [ScriptedModel.Step]? {
        guard case .array(let list) = json else { return nil }
        let steps = list.compactMap { step -> ScriptedModel.Step? in
            switch (step["reply"]?.string, step["call"]?.string) {
            case (let text?, nil): .reply(text)
            case (nil, let name?): .call(name, with: step["with"] ?? [:])
            default: nil
            }
        }
        return steps.count == list.count ? steps : nil
    }
}
