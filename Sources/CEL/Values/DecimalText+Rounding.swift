/// Doubles with a fixed number of digits, from their exact value, half to even.
extension DecimalText {
    /// `1.50` for two digits.
    static func fixed(_ number: Double, _ precision: Int) -> String {
        let (digits, point) = exact(number.magnitude)
        let rounded = round(digits, keeping: point + precision)
        let all = rounded.digits
        let shiftedPoint = point + rounded.carry
        let whole = shiftedPoint > 0 ? String(all.prefix(shiftedPoint)) : "0"
        let zeros = shiftedPoint < 0 ? String(repeating: "0", count: min(-shiftedPoint, precision)) : ""
        var fraction = zeros + String(all.dropFirst(max(shiftedPoint, 0)))
        fraction += String(repeating: "0", count: max(0, precision - fraction.count))
        let sign = number.sign == .minus ? "-" : ""
        return sign + whole + (precision > 0 ? "." + fraction.prefix(precision) : "")
    }

    /// `1.50e+00` for two digits.
    static func scientific(_ number: Double, _ precision: Int) -> String {
        let (digits, point) = exact(number.magnitude)
        let isZero = digits.isEmpty
        let rounded = round(digits, keeping: precision + 1)
        let exponent = isZero ? 0 : point - 1 + rounded.carry
        var all = isZero ? ["0"] : rounded.digits
        all += Array(repeating: "0", count: max(0, precision + 1 - all.count))
        let sign = number.sign == .minus ? "-" : ""
        let fraction = precision > 0 ? "." + String(all[1...precision]) : ""
        let power = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
        return "\(sign)\(all[0])\(fraction)e\(exponent < 0 ? "-" : "+")\(power)"
    }

    /// All digits of the exact value, without zeros at the front, and how many of them stand before the point.
    private static func exact(_ number: Double) -> (digits: [Character], point: Int) {
        guard number > 0 else { return ([], 0) }
        let exponent = Int(number.exponent)
        let shift = 52 - exponent
        var significand = UInt64((number.significand * 0x1p52).rounded())
        let zeros = significand.trailingZeroBitCount
        significand >>= UInt64(zeros)
        // number = significand × 2^(zeros - shift); a negative power is a power of five with as many decimal places.
        let power = zeros - shift
        var digits = DigitArray(significand)
        for _ in 0..<power.magnitude { digits.multiply(by: power < 0 ? 5 : 2) }
        let text = Array(digits.text)
        return (text, text.count - (power < 0 ? -power : 0))
    }

    /// The first `count` digits, half to even. A carry beyond the first digit puts the point one place further.
    private static func round(_ digits: [Character], keeping count: Int) -> (digits: [Character], carry: Int) {
        guard count >= 0 else { return ([], 0) }
        guard count < digits.count else { return (digits, 0) }
        let rest = digits[count...]
        let isHalf = rest.first == "5" && rest.dropFirst().allSatisfy { $0 == "0" }
        let last = count > 0 ? digits[count - 1].wholeNumberValue ?? 0 : 0
        let isUp = isHalf ? last % 2 == 1 : (rest.first?.wholeNumberValue ?? 0) >= 5
        var kept = Array(digits[..<count])
        guard isUp else { return (kept, 0) }
        var place = count - 1
        while place >= 0, kept[place] == "9" {
            kept[place] = "0"
            place -= 1
        }
        guard place >= 0 else { return (["1"] + kept, 1) }
        kept[place] = Character(String((kept[place].wholeNumberValue ?? 0) + 1))
        return (kept, 0)
    }
}
