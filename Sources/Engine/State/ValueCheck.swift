import CEL

/// What a declared value must be like beyond its type.
struct ValueCheck: Sendable, Hashable {
    struct Pattern: Sendable, Hashable {
        let text: String
        /// Over `value`.
        let program: Program

        /// - Parameter text: In RE2's notation.
        /// `nil` when it is no regular expression.
        init?(_ text: String) {
            let quoted = text.unicodeScalars.map { "\\U" + String($0.value, radix: 16).leftPadded(to: 8) }.joined()
            let environment = Environment(variables: [Variable("value", .string)])
            guard let program = try? environment.compile("value.matches('\(quoted)')"),
                (try? program.evaluate([.string("")])) != nil
            else { return nil }
            self.text = text
            self.program = program
        }

        static func == (left: Pattern, right: Pattern) -> Bool { left.text == right.text }

        func hash(into hasher: inout Hasher) { hasher.combine(text) }
    }

    static let none = ValueCheck(allowed: [], pattern: nil, minimum: nil, maximum: nil)

    /// Empty: every value.
    let allowed: [JSON]
    let pattern: Pattern?
    /// Of a number, or of the length of a text or list.
    let minimum: Double?
    let maximum: Double?

    /// The values of an `enum` of texts.
    var choices: [String] {
        let texts = allowed.compactMap(\.string)
        return texts.count == allowed.count ? texts : []
    }

    var isEmpty: Bool { allowed.isEmpty && pattern == nil && minimum == nil && maximum == nil }

    /// What is wrong with a value, as in "'numero' must …"; `nil` when nothing is.
    func complaint(about value: JSON) -> String? {
        if !allowed.isEmpty, !allowed.contains(value) { return "be one of \(JSON.array(allowed).text)" }
        if let pattern, let text = value.string {
            guard case .bool(true)? = try? pattern.program.evaluate([.string(text)]) else { return "match \(pattern.text)" }
        }
        if let minimum, let size = value.size, size < minimum { return "be at least \(minimum.plainDecimal ?? "")\(value.unit)" }
        if let maximum, let size = value.size, size > maximum { return "be at most \(maximum.plainDecimal ?? "")\(value.unit)" }
        return nil
    }

    /// A JSON Schema of `type` with the keywords for the check.
    func constraining(_ schema: JSON, of type: DataType) -> JSON {
        guard case .object(var schema) = schema else { return schema }
        if !allowed.isEmpty { schema["enum"] = .array(allowed) }
        if let pattern { schema["pattern"] = .string(pattern.text) }
        let names: (String, String) =
            switch type {
            case .string: ("minLength", "maxLength")
            case .list: ("minItems", "maxItems")
            default: ("minimum", "maximum")
            }
        if let minimum { schema[names.0] = .double(minimum) }
        if let maximum { schema[names.1] = .double(maximum) }
        return .object(schema)
    }
}

extension JSON {
    fileprivate var size: Double? {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number
        case .string(let text): Double(text.unicodeScalars.count)
        case .array(let elements): Double(elements.count)
        case .null, .bool, .object: nil
        }
    }

    fileprivate var unit: String {
        switch self {
        case .string: " characters long"
        case .array: " elements long"
        case .null, .bool, .int, .double, .object: ""
        }
    }
}

extension String {
    fileprivate func leftPadded(to width: Int) -> String { String(repeating: "0", count: max(0, width - count)) + self }
}
