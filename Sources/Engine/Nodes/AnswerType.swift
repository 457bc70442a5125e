import CEL

/// What a person's answer is read as.
enum AnswerType: String, CaseIterable, Sendable {
    case string, integer, number, boolean

    /// The one whose values a state name of this type takes.
    init?(storing type: Type) {
        switch type {
        case .string: self = .string
        case .int: self = .integer
        case .double: self = .number
        case .bool: self = .boolean
        case .optional(let inner): self.init(storing: inner)
        default: return nil
        }
    }

    var valueType: Type {
        switch self {
        case .string: .string
        case .integer: .int
        case .number: .double
        case .boolean: .bool
        }
    }

    /// `nil` when the words cannot be read so. Numbers may have a comma or a point before their fraction.
    func value(of words: String) -> Value? {
        let text = words.trimmed
        switch self {
        case .string: return text.isEmpty ? nil : .string(text)
        case .integer: return Int64(text).map(Value.int)
        case .number:
            guard text.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.,".contains($0)) }) else { return nil }
            return Double(text.replacing(",", with: ".")).flatMap { $0.isFinite ? .double($0) : nil }
        case .boolean:
            if ConfirmationAnswer.yes.contains(text.folded) { return .bool(true) }
            return ConfirmationAnswer.no.contains(text.folded) ? .bool(false) : nil
        }
    }
}
