/// Numbers as digits.
enum DecimalText {
    /// The fewest digits that read back as the same double, as C's `%g` lays them out: 1, 1.5, 1e+06.
    static func shortest(_ number: Double) -> String {
        guard number.isFinite else { return special(number) }
        let (digits, exponent) = Self.digits(of: number.magnitude)
        let sign = number.sign == .minus ? "-" : ""
        if exponent < -4 || exponent >= 6 {
            return sign + scientific(digits, exponent)
        }
        return sign + plain(digits, exponent)
    }

    static func special(_ number: Double) -> String {
        number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
    }

    /// The shortest digits, no zero at either end, and the power of ten of the first one.
    static func digits(of number: Double) -> (digits: [Character], exponent: Int) {
        guard number != 0 else { return (["0"], 0) }
        let parts = number.description.split(separator: "e", maxSplits: 1)
        var digits = Array(parts[0])
        var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let point = digits.firstIndex(of: ".") ?? digits.count
        digits.removeAll { $0 == "." }
        let zeros = digits.prefix { $0 == "0" }.count
        digits.removeFirst(zeros)
        exponent += point - zeros - 1
        while digits.count > 1, digits.last == "0" { digits.removeLast() }
        return (digits, exponent)
    }

    private static func scientific(_ digits: [Character], _ exponent: Int) -> String {
        let fraction = digits.count > 1 ? "." + String(digits[1...]) : ""
        let power = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
        return "\(digits[0])\(fraction)e\(exponent < 0 ? "-" : "+")\(power)"
    }

    private static func plain(_ digits: [Character], _ exponent: Int) -> String {
        guard exponent >= 0 else { return "0." + String(repeating: "0", count: -exponent - 1) + String(digits) }
        guard digits.count > exponent + 1 else {
            return String(digits) + String(repeating: "0", count: exponent + 1 - digits.count)
        }
        return String(digits[...exponent]) + "." + String(digits[(exponent + 1)...])
    }
}
