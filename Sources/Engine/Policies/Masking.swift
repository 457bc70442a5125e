/// The personal data in what a model is shown, each value behind a name such as `[cpf-1]`.
///
/// The names follow from the texts alone, so that an answer to them is read with the same names after a restart.
struct Masking {
    /// One name for all spellings of a value.
    private var values: [(name: String, value: String, key: String)] = []

    /// - Parameter messages: Those of one request; what the bot's author wrote is left as it is.
    init(_ kinds: [PersonalData], in messages: [ModelMessage]) {
        guard !kinds.isEmpty else { return }
        var counts: [PersonalData: Int] = [:]
        for text in messages.flatMap(\.spoken) {
            // What was found before is masked already, so that no part of it is found again as something else.
            for kind in PersonalData.allCases where kinds.contains(kind) {
                for value in kind.found(in: masked(text)) where !values.contains(where: { $0.value == value }) {
                    let key = kind.key(of: value)
                    if let known = values.first(where: { $0.key == key }) {
                        values.append((known.name, value, key))
                        continue
                    }
                    let number = (counts[kind] ?? 0) + 1
                    counts[kind] = number
                    values.append(("[\(kind.rawValue)-\(number)]", value, key))
                }
            }
        }
    }

    var isEmpty: Bool { values.isEmpty }

    func masked(_ text: String) -> String {
        values.reduce(text) { $0.replacing($1.value, with: $1.name) }
    }

    /// - Parameter form: How a value is written here.
    func unmasked(_ text: String, _ form: (String) -> String = { $0 }) -> String {
        guard text.contains("[") else { return text }
        return values.reduce(text) { $0.replacing($1.name, with: form($1.value)) }
    }

    // MARK: Requests and replies

    /// Whether a name may stand in a reply, so that the request is looked at for what it means.
    static func mayBeNamed(in reply: ModelReply) -> Bool {
        // JSON may write a bracket as an escape.
        reply.text?.utf8.contains(UInt8(ascii: "[")) == true
            || reply.calls.contains { $0.arguments.utf8.contains { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "\\") } }
    }

    static let explanation =
        "Texts such as [cpf-1] stand for values that you are not shown. Where such a value is needed, in words or in a call, write its "
        + "text in brackets unchanged."

    func masked(_ request: ModelRequest) -> ModelRequest {
        guard !isEmpty else { return request }
        var messages = request.messages.map { $0.mapSpoken(masked) }
        let place = messages.firstIndex { !$0.isSystem } ?? messages.endIndex
        messages.insert(.system(Masking.explanation), at: place)
        return ModelRequest(model: request.model, messages: messages, tools: request.tools, mustCall: request.mustCall)
    }

    /// - Parameter tools: Where a parameter's pattern wants digits alone, the value is given so.
    func unmasked(_ reply: ModelReply, for tools: [ToolName: Tool]) -> ModelReply {
        guard !isEmpty else { return reply }
        let calls = reply.calls.map { call in
            ToolCall(id: call.id, name: call.name, arguments: unmasked(call, for: tools[ToolName(rawValue: call.name)]))
        }
        return ModelReply(text: reply.text.map { unmasked($0) }, calls: calls, usage: reply.usage)
    }

    private func unmasked(_ call: ToolCall, for tool: Tool?) -> String {
        guard case .object(let arguments)? = try? JSON(parsing: call.arguments) else { return call.arguments }
        let members = arguments.members.map { member in
            let pattern = tool?.parameters.first { $0.name == member.key }?.check.pattern
            return (member.key, unmasked(member.value, fitting: pattern))
        }
        return JSON.object(JSONObject(members)).text
    }

    private func unmasked(_ json: JSON, fitting pattern: ValueCheck.Pattern?) -> JSON {
        switch json {
        case .string(let text):
            let plain = unmasked(text)
            guard plain != text, let pattern, !pattern.isFound(in: plain) else { return .string(plain) }
            let digits = unmasked(text) { $0.filter { $0.isASCII && $0.isNumber } }
            return .string(pattern.isFound(in: digits) ? digits : plain)
        case .array(let elements): return .array(elements.map { unmasked($0, fitting: nil) })
        case .object(let members):
            return .object(JSONObject(members.members.map { ($0.key, unmasked($0.value, fitting: nil)) }))
        case .null, .bool, .int, .double: return json
        }
    }
}

extension Turn {
    func masking(_ request: ModelRequest) -> Masking { Masking(graph.policies.masked, in: request.messages) }
}

extension ModelMessage {
    fileprivate var isSystem: Bool {
        if case .system = self { true } else { false }
    }

    /// What people, the bot or tools said.
    fileprivate var spoken: [String] {
        switch self {
        case .system: []
        case .user(let text): [text]
        case .assistant(let text, let calls): [text].compactMap(\.self) + calls.map(\.arguments)
        case .tool(_, let content): [content]
        }
    }

    fileprivate func mapSpoken(_ transform: (String) -> String) -> ModelMessage {
        switch self {
        case .system: self
        case .user(let text): .user(transform(text))
        case .assistant(let text, let calls):
            .assistant(
                text.map(transform),
                calls: calls.map { ToolCall(id: $0.id, name: $0.name, arguments: transform($0.arguments)) })
        case .tool(let call, let content): .tool(callID: call, content: transform(content))
        }
    }
}
