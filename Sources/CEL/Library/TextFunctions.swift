/// The `strings` extension. Positions count Unicode scalars from zero; one that is out of the text is an error.
enum TextFunctions {
    static let all: [Function] = [
        method("charAt", [.int], .string) { text, arguments throws(EvaluationError) in
            let position = try position(try arguments.int(1), in: text)
            return .string(position < text.count ? String(text[position]) : "")
        },
        method("indexOf", [.string], .int, optional: [.int]) { text, arguments throws(EvaluationError) in
            let part = Array(try arguments.text(1).unicodeScalars)
            let start = arguments.count > 2 ? try position(try arguments.int(2), in: text) : 0
            return .int(Int64(text.firstIndex(of: part, from: start) ?? -1))
        },
        method("lastIndexOf", [.string], .int, optional: [.int]) { text, arguments throws(EvaluationError) in
            let part = Array(try arguments.text(1).unicodeScalars)
            let start = arguments.count > 2 ? try position(try arguments.int(2), in: text) : text.count
            return .int(Int64(text.lastIndex(of: part, from: start) ?? -1))
        },
        method("lowerAscii", [], .string) { text, _ throws(EvaluationError) in
            .string(String(scalars: text.map { ("A"..."Z").contains($0) ? $0.properties.lowercase : $0 }))
        },
        method("upperAscii", [], .string) { text, _ throws(EvaluationError) in
            .string(String(scalars: text.map { ("a"..."z").contains($0) ? $0.properties.uppercase : $0 }))
        },
        method("replace", [.string, .string], .string, optional: [.int]) { text, arguments throws(EvaluationError) in
            let limit = arguments.count > 3 ? try arguments.int(3) : -1
            let part = Array(try arguments.text(1).unicodeScalars)
            return .string(String(scalars: try replace(part, in: text, by: Array(try arguments.text(2).unicodeScalars), limit)))
        },
        method("split", [.string], .list(.string), optional: [.int]) { text, arguments throws(EvaluationError) in
            let limit = arguments.count > 2 ? try arguments.int(2) : -1
            let parts = try split(text, at: Array(try arguments.text(1).unicodeScalars), limit)
            return .list(parts.map { .string(String(scalars: $0)) })
        },
        method("substring", [.int], .string, optional: [.int]) { text, arguments throws(EvaluationError) in
            let start = try position(try arguments.int(1), in: text)
            let end = arguments.count > 2 ? try position(try arguments.int(2), in: text) : text.count
            guard start <= end else { throw EvaluationError(.range, "the part of the text ends before it begins") }
            return .string(String(scalars: text[start..<end]))
        },
        method("trim", [], .string) { text, _ throws(EvaluationError) in .string(String(scalars: text).trimmed) },
        method("reverse", [], .string) { text, _ throws(EvaluationError) in .string(String(scalars: text.reversed())) },
        method("format", [.list(.dyn)], .string) { text, arguments throws(EvaluationError) in
            .string(try TextFormat.format(text, with: try arguments.list(1)))
        },
        Function(
            "join",
            [
                Overload([.list(.string)], .string, isMethod: true),
                Overload([.list(.string), .string], .string, isMethod: true),
            ],
            call: join
        ),
        Function("strings.quote", [Overload([.string], .string)]) { arguments throws(EvaluationError) in
            .string(quoted(try arguments.text(0)))
        },
    ]

    /// Comparisons of bytes, where a text is sought in another, that count as one step.
    static let comparisonsOfStep = 200

    private static func method(
        _ name: String, _ parameters: [Type], _ result: Type, optional: [Type] = [],
        _ body: @escaping @Sendable ([Unicode.Scalar], [Value]) throws(EvaluationError) -> Value
    ) -> Function {
        var overloads = [Overload([.string] + parameters, result, isMethod: true)]
        if !optional.isEmpty { overloads.append(Overload([.string] + parameters + optional, result, isMethod: true)) }
        let function = Function(name, overloads) { arguments throws(EvaluationError) in
            try body(Array(try arguments.text(0).unicodeScalars), arguments)
        }
        return parameters.first == .string ? function.costingProduct(share: comparisonsOfStep) : function
    }

    private static func position(_ number: Int64, in text: [Unicode.Scalar]) throws(EvaluationError) -> Int {
        guard (0...Int64(text.count)).contains(number) else {
            throw EvaluationError(.range, "the position \(number) is outside the text")
        }
        return Int(number)
    }

    /// - Parameter limit: The most replacements; negative for all.
    private static func replace(
        _ part: [Unicode.Scalar], in text: [Unicode.Scalar], by other: [Unicode.Scalar], _ limit: Int64
    ) throws(EvaluationError) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        var position = 0
        var left = limit
        while left != 0, let found = text.firstIndex(of: part, from: position) {
            result += text[position..<found]
            result += other
            left -= 1
            position = found + part.count
            if part.isEmpty {
                guard position < text.count else { return result }
                result.append(text[position])
                position += 1
            }
            try StandardLibrary.check(size: result.count)
        }
        return result + text[position...]
    }

    /// - Parameter limit: The most parts, the last one with all that is left; negative for all.
    private static func split(
        _ text: [Unicode.Scalar], at part: [Unicode.Scalar], _ limit: Int64
    ) throws(EvaluationError) -> [ArraySlice<Unicode.Scalar>] {
        guard limit != 0 else { return [] }
        var parts: [ArraySlice<Unicode.Scalar>] = []
        var position = 0
        while parts.count + 1 != Int(clamping: limit) {
            if part.isEmpty {
                guard position + 1 < text.count else { break }
                parts.append(text[position...position])
                position += 1
            } else {
                guard let found = text.firstIndex(of: part, from: position) else { break }
                parts.append(text[position..<found])
                position = found + part.count
            }
        }
        return part.isEmpty && text.isEmpty ? [] : parts + [text[position...]]
    }

    @Sendable
    private static func join(_ arguments: [Value]) throws(EvaluationError) -> Value {
        let separator = arguments.count > 1 ? try arguments.text(1) : ""
        var joined = ""
        for (index, element) in try arguments.list(0).enumerated() {
            guard case .string(let text) = element else { throw EvaluationError(.noOverload, "'join' takes a list of texts") }
            if index > 0 { joined += separator }
            joined += text
            try StandardLibrary.check(size: joined.utf8.count)
        }
        return .string(joined)
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{7}": result += "\\a"
            case "\u{8}": result += "\\b"
            case "\u{C}": result += "\\f"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{B}": result += "\\v"
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension [Unicode.Scalar] {
    fileprivate func has(_ part: [Unicode.Scalar], at position: Int) -> Bool {
        self[position...].starts(with: part)
    }

    fileprivate func firstIndex(of part: [Unicode.Scalar], from start: Int) -> Int? {
        guard start + part.count <= count else { return nil }
        return (start...count - part.count).first { has(part, at: $0) }
    }

    /// The last place at or before `start`.
    fileprivate func lastIndex(of part: [Unicode.Scalar], from start: Int) -> Int? {
        guard part.count <= count else { return nil }
        return (0...Swift.min(start, count - part.count)).last { has(part, at: $0) }
    }
}

extension Unicode.Scalar.Properties {
    /// Of an ASCII letter, whose other case is one scalar.
    fileprivate var lowercase: Unicode.Scalar { lowercaseMapping.unicodeScalars.first ?? "?" }
    fileprivate var uppercase: Unicode.Scalar { uppercaseMapping.unicodeScalars.first ?? "?" }
}
