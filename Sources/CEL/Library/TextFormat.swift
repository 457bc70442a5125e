/// `'%s and %.2f'.format([…])`.
///
/// - SeeAlso: cel-go, `ext/formatting.go`, for what each letter takes.
struct TextFormat {
    private let pattern: [Unicode.Scalar]
    private var values: ArraySlice<Value>
    private var result = String.UnicodeScalarView()

    static func format(_ pattern: [Unicode.Scalar], with values: [Value]) throws(EvaluationError) -> String {
        var format = TextFormat(pattern: pattern, values: values[...])
        try format.run()
        return String(format.result)
    }

    private init(pattern: [Unicode.Scalar], values: ArraySlice<Value>) {
        self.pattern = pattern
        self.values = values
    }

    private mutating func run() throws(EvaluationError) {
        var position = 0
        while position < pattern.count {
            let scalar = pattern[position]
            position += 1
            guard scalar == "%" else {
                result.append(scalar)
                continue
            }
            let precision = try precision(at: &position)
            guard position < pattern.count else { throw EvaluationError(.argument, "the format ends in '%'") }
            let letter = pattern[position]
            position += 1
            if letter == "%", precision == nil {
                result.append("%")
                continue
            }
            guard let value = values.popFirst() else {
                throw EvaluationError(.argument, "the format wants more values than there are")
            }
            result.append(contentsOf: try text(of: value, letter, precision).unicodeScalars)
            try StandardLibrary.check(size: result.count)
        }
    }

    private static let mostDigits = 100

    private func precision(at position: inout Int) throws(EvaluationError) -> Int? {
        guard position < pattern.count, pattern[position] == "." else { return nil }
        position += 1
        var number = 0
        while position < pattern.count, pattern[position].isDigit {
            number = number * 10 + Int(pattern[position].value - 48)
            guard number <= TextFormat.mostDigits else {
                throw EvaluationError(.argument, "a format has \(TextFormat.mostDigits) digits after the point at most")
            }
            position += 1
        }
        return number
    }

    private func text(of value: Value, _ letter: Unicode.Scalar, _ precision: Int?) throws(EvaluationError) -> String {
        switch letter {
        case "s": return try TextFormat.plain(value)
        case "d": return try decimal(value)
        case "f", "e": return try real(value, letter, precision ?? 6)
        case "b", "o", "x", "X": return try digits(value, letter)
        default: throw EvaluationError(.argument, "'%\(letter)' is no part of a format")
        }
    }

    private func refused(_ value: Value, _ letter: Unicode.Scalar) -> EvaluationError {
        EvaluationError(.noOverload, "'%\(letter)' does not take \(value.type.name)")
    }

    private func decimal(_ value: Value) throws(EvaluationError) -> String {
        switch value {
        case .int(let number): return String(number)
        case .uint(let number): return String(number)
        case .double(let number) where !number.isFinite: return DecimalText.special(number)
        case .double(let number): return DecimalText.shortest(number)
        default: throw refused(value, "d")
        }
    }

    private func real(_ value: Value, _ letter: Unicode.Scalar, _ precision: Int) throws(EvaluationError) -> String {
        let number: Double
        switch value {
        case .double(let value): number = value
        case .int(let value): number = Double(value)
        case .uint(let value): number = Double(value)
        default: throw refused(value, letter)
        }
        guard number.isFinite else { return DecimalText.special(number) }
        return letter == "f" ? DecimalText.fixed(number, precision) : DecimalText.scientific(number, precision)
    }

    private func digits(_ value: Value, _ letter: Unicode.Scalar) throws(EvaluationError) -> String {
        let radix = letter == "b" ? 2 : letter == "o" ? 8 : 16
        let isUpper = letter == "X"
        switch value {
        case .int(let number): return String(number, radix: radix, uppercase: isUpper)
        case .uint(let number): return String(number, radix: radix, uppercase: isUpper)
        case .bool(let flag) where letter == "b": return flag ? "1" : "0"
        case .string(let text) where radix == 16: return TextFormat.hexadecimal(Array(text.utf8), uppercase: isUpper)
        case .bytes(let bytes) where radix == 16: return TextFormat.hexadecimal(bytes, uppercase: isUpper)
        default: throw refused(value, letter)
        }
    }

    private static func hexadecimal(_ bytes: [UInt8], uppercase: Bool) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: uppercase) }.joined()
    }

    private static func plain(_ value: Value) throws(EvaluationError) -> String {
        switch value {
        case .null: return "null"
        case .bool(let flag): return flag ? "true" : "false"
        case .int(let number): return String(number)
        case .uint(let number): return String(number)
        case .double(let number): return DecimalText.shortest(number)
        case .string(let text): return text
        case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
        case .timestamp(let time): return time.description
        case .duration(let span): return span.description
        case .type(let type): return type.name
        case .list(let list):
            var texts: [String] = []
            for element in list { texts.append(try plain(element)) }
            return "[\(texts.joined(separator: ", "))]"
        case .map(let map):
            var texts: [String] = []
            for entry in map.entries { texts.append("\(try plain(entry.key.value)): \(try plain(entry.value))") }
            return "{\(texts.sorted { $0.precedesByScalars($1) }.joined(separator: ", "))}"
        case .optional: throw EvaluationError(.noOverload, "'%s' does not take an optional")
        }
    }
}
