extension TimeSpan: CustomStringConvertible {
    /// Seconds: `60.001s`.
    public var description: String {
        let (seconds, rest) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
        return "\(nanoseconds < 0 ? "-" : "")\(seconds)\(Int64(rest).fraction)s"
    }

    /// Reads `1h30m`, `1.5s`, `-10ms`: numbers with the units h, m, s, ms, us and ns. `nil` for any other text, and out of range.
    public init?(_ text: String) {
        var reader = DigitReader(Array(text.utf8))
        let isNegative = reader.take("-")
        if !isNegative { _ = reader.take("+") }
        var total: Int128 = 0
        if reader.takeAll("0") {
            self.init(nanoseconds: 0)
            return
        }
        repeat {
            guard let part = reader.spanPart(), total < Int128(Int64.max) * 2 else { return nil }
            total += part
        } while !reader.isAtEnd
        guard let nanoseconds = Int64(exactly: isNegative ? -total : total) else { return nil }
        self.init(nanoseconds: nanoseconds)
    }
}

extension Int64 {
    /// Nanoseconds as the digits after a second, the point included; nothing for none.
    var fraction: String {
        guard self > 0 else { return "" }
        var digits = String(self)
        digits = String(repeating: "0", count: 9 - digits.count) + digits
        while digits.last == "0" { digits.removeLast() }
        return "." + digits
    }
}
