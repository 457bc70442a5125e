/// A value as compact JSON.
///
/// Whole numbers of any size stay numbers, doubles are written as shortly as possible and up to 1e15 without an exponent; times
/// are texts of RFC 3339, spans of seconds, bytes of base64; an optional without a value is null, and in a map leaves its key out.
struct JSONText {
    private var output: [UInt8] = []

    private static let deepest = 250

    static func text(of value: Value) throws(EvaluationError) -> String {
        var text = JSONText()
        try text.write(value, depth: 0)
        return String(decoding: text.output, as: UTF8.self)
    }

    private mutating func write(_ value: Value, depth: Int) throws(EvaluationError) {
        guard depth <= JSONText.deepest else { throw EvaluationError(.limit, "the value is nested too deeply for JSON") }
        switch value {
        case .null, .optional(nil): append("null")
        case .bool(let flag): append(flag ? "true" : "false")
        case .int(let number): append(String(number))
        case .uint(let number): append(String(number))
        case .double(let number): append(try JSONText.digits(of: number))
        case .string(let text): quote(text)
        case .bytes(let bytes): quote(EncodingFunctions.encode(bytes))
        case .timestamp(let time): quote(time.description)
        case .duration(let span): quote(span.description)
        case .optional(let inner?): try write(inner, depth: depth + 1)
        case .list(let list):
            append("[")
            for (index, element) in list.enumerated() {
                if index > 0 { append(",") }
                try write(element, depth: depth + 1)
            }
            append("]")
        case .map(let map): try write(map, depth: depth)
        case .type: throw EvaluationError(.noOverload, "a type has no form in JSON")
        }
        try StandardLibrary.check(size: output.count)
    }

    private mutating func write(_ map: MapValue, depth: Int) throws(EvaluationError) {
        append("{")
        var isFirst = true
        for entry in map.entries {
            if case .optional(nil) = entry.value { continue }
            if !isFirst { append(",") }
            isFirst = false
            quote(JSONText.name(of: entry.key))
            append(":")
            try write(entry.value, depth: depth + 1)
        }
        append("}")
    }

    private static func name(of key: MapValue.Key) -> String {
        switch key {
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): String(number)
        case .uint(let number): String(number)
        case .string(let text): text
        }
    }

    private static func digits(of number: Double) throws(EvaluationError) -> String {
        guard let decimal = DecimalNumber(number) else {
            throw EvaluationError(.range, "JSON has no infinite number, and none that is no number")
        }
        guard number.magnitude <= 1e15 else { return number.description }
        guard number.magnitude >= 1e-6 || decimal.isZero else { return number.description }
        let (whole, fraction) = decimal.parts(places: decimal.places)
        let sign = decimal.isNegative ? "-" : ""
        let digits = { (digits: [UInt8]) in String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self) }
        return sign + digits(whole) + (fraction.isEmpty ? "" : "." + digits(fraction))
    }

    private mutating func append(_ text: String) { output += text.utf8 }

    private mutating func quote(_ text: String) {
        let hexadecimal = Array("0123456789abcdef".utf8)
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case 0x0A: append("\\n")
            case 0x0D: append("\\r")
            case 0x09: append("\\t")
            case 0..<0x20, 0x7F:
                append("\\u00")
                output += [hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
