/// How requests and texts stand in the report of a test.
extension String {
    var quoted: String { JSON.string(self).text }
}

extension ActionRequest {
    /// The tool with what it was given.
    var summary: String {
        let given = arguments.members.map { "\($0.key): \($0.value.text)" }.joined(separator: ", ")
        return "\(tool.rawValue)(\(given))"
    }
}

extension ModelMessage {
    /// Who says it, and what is said.
    var summary: String {
        switch self {
        case .system(let text): "system: \(text)"
        case .user(let text): "user: \(text)"
        case .assistant(let text, let calls):
            "assistant: " + ([text].compactMap(\.self) + calls.map { "\($0.name)(\($0.arguments))" }).joined(separator: " ")
        case .tool(_, let content): "tool: \(content)"
        }
    }
}
