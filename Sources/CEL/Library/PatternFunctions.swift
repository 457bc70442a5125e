/// `matches` and the `regex` extension. A pattern that is a literal is compiled with the expression.
enum PatternFunctions {
    static let all: [Function] = [
        Function(
            "matches", [Overload([.string, .string], .bool), Overload([.string, .string], .bool, isMethod: true)],
            pattern: matches
        ),
        Function(
            "regex.replace",
            [Overload([.string, .string, .string], .string), Overload([.string, .string, .string, .int], .string)],
            pattern: replace
        ),
        Function("regex.extract", [Overload([.string, .string], .optional(.string))], pattern: extract),
        Function("regex.extractAll", [Overload([.string, .string], .list(.string))], pattern: extractAll),
    ]

    @Sendable
    private static func matches(_ pattern: Pattern, _ arguments: [Value]) throws(EvaluationError) -> Value {
        .bool(pattern.isFound(in: try arguments.text(0)))
    }

    /// `\1` in the replacement is the first group, `\0` the whole match, `\\` a backslash.
    @Sendable
    private static func replace(_ pattern: Pattern, _ arguments: [Value]) throws(EvaluationError) -> Value {
        let text = Array(try arguments.text(0).utf8)
        let replacement = Array(try arguments.text(2).utf8)
        let limit = arguments.count > 3 ? Int(clamping: try arguments.int(3)) : -1
        var result: [UInt8] = []
        var position = 0
        for match in try pattern.matches(in: text, limit: limit) {
            guard let whole = match.ranges[0] else { continue }
            result += text[position..<whole.lowerBound]
            try append(replacement, for: match, of: text, to: &result)
            position = whole.upperBound
            try StandardLibrary.check(size: result.count)
        }
        return .string(String(decoding: result + text[position...], as: UTF8.self))
    }

    private static func append(
        _ replacement: [UInt8], for match: Pattern.Match, of text: [UInt8], to result: inout [UInt8]
    ) throws(EvaluationError) {
        var rest = replacement[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                continue
            }
            guard let mark = rest.popFirst() else { throw EvaluationError(.argument, "the replacement ends in a backslash") }
            if mark == UInt8(ascii: "\\") {
                result.append(mark)
                continue
            }
            let group = Int(mark) - Int(UInt8(ascii: "0"))
            guard match.ranges.indices.contains(group), group < 10 else {
                throw EvaluationError(.argument, "the replacement names a group that the pattern does not have")
            }
            if let range = match.ranges[group] { result += text[range] }
        }
    }

    @Sendable
    private static func extract(_ pattern: Pattern, _ arguments: [Value]) throws(EvaluationError) -> Value {
        .optional(try extracted(pattern, from: try arguments.text(0), limit: 1).first)
    }

    @Sendable
    private static func extractAll(_ pattern: Pattern, _ arguments: [Value]) throws(EvaluationError) -> Value {
        .list(try extracted(pattern, from: try arguments.text(0), limit: -1))
    }

    /// The one group of each match, or the match itself where the pattern has none.
    private static func extracted(_ pattern: Pattern, from text: String, limit: Int) throws(EvaluationError) -> [Value] {
        guard pattern.groupCount < 2 else {
            throw EvaluationError(.argument, "the pattern of an extraction has one group in parentheses at most")
        }
        let bytes = Array(text.utf8)
        return try pattern.matches(in: bytes, limit: limit).compactMap { match in
            (match.ranges.last ?? nil).map { .string(String(decoding: bytes[$0], as: UTF8.self)) }
        }
    }
}

extension Function {
    /// A function whose second argument is a pattern.
    fileprivate init(
        _ name: String, _ overloads: [Overload],
        pattern body: @escaping @Sendable (Pattern, [Value]) throws(EvaluationError) -> Value
    ) {
        self.init(name, overloads) { arguments throws(EvaluationError) in
            try body(try Pattern(try arguments.text(1)), arguments)
        }
        // cel-go reckons with a fortieth of text by pattern; a pattern that is not a literal is compiled every time.
        cost = { arguments, isPrepared in
            guard arguments.count > 1 else { return 0 }
            let pattern = arguments[1].extent
            let match = arguments[0].extent.multipliedSaturating(by: pattern) / 40
            return isPrepared ? match : match.addingSaturating(1_000).addingSaturating(pattern.multipliedSaturating(by: 100))
        }
        prepare = { constants throws(EvaluationError) in
            guard constants.count > 1, case .string(let text)? = constants[1] else { return nil }
            let pattern = try Pattern(text)
            return { arguments throws(EvaluationError) in try body(pattern, arguments) }
        }
    }
}
