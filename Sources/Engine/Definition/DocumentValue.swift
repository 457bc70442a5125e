/// A JSON document that this module writes: members keep their order.
indirect enum DocumentValue: Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([DocumentValue])
    case object([(String, DocumentValue)])

    /// On one line, without spaces.
    var compact: String { written(indent: nil) }

    /// Two spaces a level, with a line break at the end.
    var pretty: String { written(indent: 0) + "\n" }

    private func written(indent: Int?) -> String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .number(let value): value.isFinite ? (Int(exactly: value).map(String.init) ?? String(value)) : "null"
        case .string(let text): DocumentValue.quoted(text)
        case .array(let elements):
            DocumentValue.list(elements.map { $0.written(indent: indent.map { $0 + 1 }) }, in: ("[", "]"), indent: indent)
        case .object(let members):
            DocumentValue.list(
                members.map { name, value in
                    DocumentValue.quoted(name) + (indent == nil ? ":" : ": ") + value.written(indent: indent.map { $0 + 1 })
                },
                in: ("{", "}"),
                indent: indent
            )
        }
    }

    private static func list(_ items: [String], in brackets: (String, String), indent: Int?) -> String {
        guard let indent, !items.isEmpty else { return brackets.0 + items.joined(separator: ",") + brackets.1 }
        let margin = String(repeating: "  ", count: indent)
        return "\(brackets.0)\n" + items.map { "\(margin)  \($0)" }.joined(separator: ",\n") + "\n\(margin)\(brackets.1)"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
