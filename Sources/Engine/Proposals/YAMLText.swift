/// Texts as they are written into a YAML file.
enum YAMLText {
    /// A text on one line, in quotes where YAML would read it otherwise.
    static func scalar(_ text: String) -> String {
        isPlain(text) ? text : quoted(text)
    }

    static func quoted(_ text: String) -> String { JSON.string(text).text }

    /// JSON as YAML in block style, for standing under a key at a margin; a scalar or what is empty stands behind it.
    static func value(_ json: JSON, margin: String) -> String {
        switch json {
        case .null, .bool, .int, .double: return " \(json.text)"
        case .string(let text): return " \(scalar(text))"
        case .array(let elements):
            guard !elements.isEmpty else { return " []" }
            return elements.map { "\n\(margin)-\(element($0, margin: margin + "  "))" }.joined()
        case .object(let object):
            guard !object.isEmpty else { return " {}" }
            return object.members.map { "\n\(margin)\(scalar($0.key)):\(value($0.value, margin: margin + "  "))" }.joined()
        }
    }

    /// Behind a `-` an object begins on the same line.
    private static func element(_ json: JSON, margin: String) -> String {
        let text = value(json, margin: margin)
        return text.hasPrefix("\n\(margin)") ? " " + text.dropFirst(margin.count + 1) : text
    }

    /// Whether YAML takes it for the same text without quotes, anywhere on a line and within `{ }`.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last, first != " ", last != " " else {
            return false
        }
        let opens = "-?:,[]{}#&*!|>'\"%@`=~<0123456789.+"
        guard !opens.unicodeScalars.contains(first) || first == "/", last != ":" else { return false }
        guard !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased()) else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            scalar.value >= 0x20 && scalar.value != 0x7F && scalar.value != 0x85 && !"[]{},".unicodeScalars.contains(scalar)
                && !(0x2028...0x2029).contains(scalar.value)
        } && !text.contains(": ") && !text.contains(" #")
    }
}
