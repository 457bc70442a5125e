import CEL

extension Value {
    /// How a value stands in a text: numbers in plain decimal, never with an exponent; times in RFC 3339. `nil` for what has no
    /// such form: lists, maps, and what is absent.
    var plainText: String? {
        switch self {
        case .string(let text): text
        case .bool(let truth): String(truth)
        case .int(let number): String(number)
        case .uint(let number): String(number)
        case .double(let number): number.plainDecimal
        case .timestamp(let timestamp): timestamp.description
        case .duration(let span): span.description
        case .optional(let inner?): inner.plainText
        case .null, .optional(nil), .bytes, .list, .map, .type: nil
        }
    }
}

extension Double {
    /// The shortest digits that read back as this number, without exponent; `nil` for what is no number.
    var plainDecimal: String? {
        guard isFinite else { return nil }
        let text = "\(self)"
        guard let mark = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: mark)...]) else {
            return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        }
        let sign = text.hasPrefix("-") ? "-" : ""
        let mantissa = text[..<mark].drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
        let whole = String(mantissa.first ?? "")
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? String(mantissa[1]) : ""
        let digits = whole + fraction
        let point = whole.count + exponent
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if point >= digits.count { return sign + digits + String(repeating: "0", count: point - digits.count) }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }
}
