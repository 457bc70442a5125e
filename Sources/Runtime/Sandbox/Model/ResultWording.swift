import Engine

/// A tool's result as a person reads it.
enum ResultWording {
    private static let depthLimit = 4

    static func sentence(of value: JSON) -> String { text(of: value, depth: 0) }

    private static func text(of value: JSON, depth: Int) -> String {
        guard depth < depthLimit else { return "…" }
        switch value {
        case .null: return ""
        case .bool(let truth): return truth ? "sim" : "não"
        case .int(let number): return String(number)
        case .double: return value.text
        case .string(let text): return text
        case .array(let elements):
            return elements.map { "\n• " + text(of: $0, depth: depth + 1) }.joined()
        case .object(let object):
            let members = object.members.map { ($0.key, text(of: $0.value, depth: depth + 1)) }.filter { !$0.1.isEmpty }
            return members.map { "\($0.0.split(separator: "_").joined(separator: " ")): \($0.1)" }.joined(separator: ", ")
        }
    }
}
