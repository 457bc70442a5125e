/// A whole number of any size, by groups of nine decimal digits, the lowest first.
struct DigitArray {
    private var groups: [UInt64]
    private static let base: UInt64 = 1_000_000_000

    init(_ number: UInt64) {
        groups = [
            number % DigitArray.base, number / DigitArray.base % DigitArray.base, number / DigitArray.base / DigitArray.base,
        ]
        trim()
    }

    mutating func multiply(by factor: UInt64) {
        var carry: UInt64 = 0
        for index in groups.indices {
            let product = groups[index] * factor + carry
            groups[index] = product % DigitArray.base
            carry = product / DigitArray.base
        }
        if carry > 0 { groups.append(carry) }
    }

    private mutating func trim() {
        while groups.count > 1, groups.last == 0 { groups.removeLast() }
    }

    var text: String {
        var text = String(groups[groups.count - 1])
        for group in groups.dropLast().reversed() {
            let digits = String(group)
            text += String(repeating: "0", count: 9 - digits.count) + digits
        }
        return text
    }
}
