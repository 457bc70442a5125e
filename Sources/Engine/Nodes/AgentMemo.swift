/// What an agent remembers while its answer is in the making: the exchange with the model since the last words to the person.
struct AgentMemo {
    /// Earlier turns reach the model from the history, this one and later ones from `messages`.
    var since: Int
    var messages: [ModelMessage] = []
    /// How often the model was asked in this turn.
    var steps = 0
    /// Whether the model was told once that its output does not fit.
    var isMended = false
    /// Whether the model was told once that a policy does not let its reply through.
    var isCorrected = false
    /// What the customer wrote instead of an answer to a confirmation: the model reads it after the tools' answers.
    var heard: String?
    var pending = Pending.nothing

    enum Pending {
        case nothing
        case model(CallID)
        /// The model's calls, in its order; the model is asked again when each has its answer.
        case tools([ToolWork])
    }

    /// One tool call of the model on its way to an answer.
    struct ToolWork {
        enum Progress: Equatable {
            case answered(String)
            case running
            /// A graph does its work, and is to begin; or has begun.
            case due, inGraph
            /// The customer was asked; until the time in milliseconds since 1970.
            case asked(until: Int64)
        }

        let call: ToolCall
        let id: CallID
        /// Checked, and frozen: what is confirmed is what runs.
        let arguments: JSONObject
        var progress: Progress
    }
}

extension AgentMemo {
    init?(decoding json: JSON) {
        guard let since = json["since"]?.int.flatMap({ Int(exactly: $0) }) else { return nil }
        self.since = since
        steps = json["steps"]?.int.flatMap { Int(exactly: $0) } ?? 0
        isMended = json["mended"]?.bool ?? false
        isCorrected = json["corrected"]?.bool ?? false
        heard = json["heard"]?.string
        messages = (json["messages"]?.elements ?? []).compactMap(ModelMessage.init(decoding:))
        if let call = json["model"].flatMap(CallID.init(decoding:)) {
            pending = .model(call)
        } else if let work = json["tools"]?.elements {
            pending = .tools(work.compactMap(ToolWork.init(decoding:)))
        }
    }

    func encoded() -> JSON {
        var json: JSONObject = [
            "since": .int(Int64(since)), "steps": .int(Int64(steps)), "messages": .array(messages.map { $0.encoded() }),
        ]
        if isMended { json["mended"] = true }
        if isCorrected { json["corrected"] = true }
        if let heard { json["heard"] = .string(heard) }
        switch pending {
        case .nothing: break
        case .model(let call): json["model"] = call.encoded()
        case .tools(let work): json["tools"] = .array(work.map { $0.encoded() })
        }
        return .object(json)
    }
}

extension AgentMemo.ToolWork {
    init?(decoding json: JSON) {
        guard let id = json["id"].flatMap(CallID.init(decoding:)), let call = json["call"].flatMap(ToolCall.init(decoding:)),
            case .object(let arguments)? = json["arguments"]
        else { return nil }
        let progress: Progress
        if let answer = json["answer"]?.string {
            progress = .answered(answer)
        } else if let until = json["asked_until"]?.int {
            progress = .asked(until: until)
        } else if let graph = json["graph"]?.string {
            progress = graph == "due" ? .due : .inGraph
        } else {
            progress = .running
        }
        self.init(call: call, id: id, arguments: arguments, progress: progress)
    }

    func encoded() -> JSON {
        var json: JSONObject = ["id": id.encoded(), "call": call.encoded(), "arguments": .object(arguments)]
        switch progress {
        case .answered(let answer): json["answer"] = .string(answer)
        case .asked(let until): json["asked_until"] = .int(until)
        case .due: json["graph"] = "due"
        case .inGraph: json["graph"] = "running"
        case .running: break
        }
        return .object(json)
    }
}

extension CallID {
    init?(decoding json: JSON) {
        guard let turn = json[0]?.int.flatMap({ Int(exactly: $0) }), let number = json[1]?.int.flatMap({ Int(exactly: $0) })
        else {
            return nil
        }
        self.init(turn: turn, number: number)
    }

    func encoded() -> JSON { [.int(Int64(turn)), .int(Int64(number))] }
}

extension ToolCall {
    init?(decoding json: JSON) {
        guard let id = json["id"]?.string, let name = json["name"]?.string, let arguments = json["arguments"]?.string else {
            return nil
        }
        self.init(id: id, name: name, arguments: arguments)
    }

    func encoded() -> JSON { ["id": .string(id), "name": .string(name), "arguments": .string(arguments)] }
}

extension ModelMessage {
    init?(decoding json: JSON) {
        let text = json["text"]?.string
        switch (json["role"]?.string, text) {
        case ("system", let text?): self = .system(text)
        case ("user", let text?): self = .user(text)
        case ("assistant", _):
            self = .assistant(text, calls: (json["calls"]?.elements ?? []).compactMap(ToolCall.init(decoding:)))
        case ("tool", let text?):
            guard let call = json["call"]?.string else { return nil }
            self = .tool(callID: call, content: text)
        default: return nil
        }
    }

    func encoded() -> JSON {
        switch self {
        case .system(let text): return ["role": "system", "text": .string(text)]
        case .user(let text): return ["role": "user", "text": .string(text)]
        case .assistant(let text, let calls):
            var json: JSONObject = ["role": "assistant"]
            if let text { json["text"] = .string(text) }
            if !calls.isEmpty { json["calls"] = .array(calls.map { $0.encoded() }) }
            return .object(json)
        case .tool(let call, let content): return ["role": "tool", "call": .string(call), "text": .string(content)]
        }
    }
}
