/// A number by its decimal digits: those that were written, or the fewest that read back as the same double.
struct DecimalNumber {
    private(set) var isNegative: Bool
    /// 0 through 9, the first one no zero. None is zero.
    private(set) var digits: [UInt8]
    /// How many digits stand before the point; negative or beyond the last one where zeros are to be filled in.
    private(set) var point: Int

    init(_ number: Int64) {
        self.init(isNegative: number < 0, whole: number.magnitude)
    }

    init(_ number: UInt64) {
        self.init(isNegative: false, whole: number)
    }

    private init(isNegative: Bool, whole: UInt64) {
        self.isNegative = isNegative
        digits = whole == 0 ? [] : String(whole).utf8.map { $0 - UInt8(ascii: "0") }
        point = digits.count
    }

    /// `nil` for what is not finite.
    init?(_ number: Double) {
        guard number.isFinite else { return nil }
        isNegative = number < 0
        let (digits, exponent) = DecimalText.digits(of: number.magnitude)
        self.digits = number == 0 ? [] : digits.compactMap { $0.wholeNumberValue.map { UInt8($0) } }
        point = exponent + 1
    }

    /// Reads digits with a point among them, and a sign before: `-1234.50`. `nil` for any other text.
    init?(_ text: String) {
        var rest = text.utf8[...]
        isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        let parts = rest.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty, parts.count == 1 || !parts[1].isEmpty else { return nil }
        var digits: [UInt8] = []
        for byte in parts.joined() {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            digits.append(byte - UInt8(ascii: "0"))
        }
        let zeros = digits.prefix { $0 == 0 }.count
        self.digits = Array(digits.dropFirst(zeros))
        point = whole.count - zeros
    }

    var isZero: Bool { digits.isEmpty }

    /// The digits after the point, zeros at the end not counted.
    var places: Int {
        let zeros = digits.reversed().prefix { $0 == 0 }.count
        return max(0, digits.count - zeros - point)
    }

    var inHundredths: DecimalNumber {
        var number = self
        number.point += 2
        return number
    }

    /// With at most so many digits after the point, half away from zero.
    func rounded(to places: Int) -> DecimalNumber {
        var number = self
        let count = point + places
        guard count < digits.count else { return number }
        guard count >= 0 else {
            number.digits = []
            return number
        }
        number.digits = Array(digits[..<count])
        guard digits[count] >= 5 else { return number }
        var place = count - 1
        while place >= 0, number.digits[place] == 9 {
            number.digits[place] = 0
            place -= 1
        }
        if place >= 0 {
            number.digits[place] += 1
        } else {
            number.digits.insert(1, at: 0)
            number.point += 1
        }
        return number
    }

    /// The digits before and after the point, at least one before it and exactly `places` behind.
    func parts(places: Int) -> (whole: [UInt8], fraction: [UInt8]) {
        let number = rounded(to: places)
        func digit(_ index: Int) -> UInt8 { number.digits.indices.contains(index) ? number.digits[index] : 0 }
        let whole = number.point > 0 && !number.isZero ? (0..<number.point).map(digit) : [0]
        let fraction = (0..<places).map { number.isZero ? 0 : digit(number.point + $0) }
        return (whole, fraction)
    }
}
