/// The number of a Brazilian taxpayer.
enum CPF {
    /// Written as `123.456.789-09`; `nil` when it is not of eleven digits, of which the last two follow from the others.
    static func text(_ written: String) -> String? {
        let digits = written.trimmed.filter { !". -/\u{A0}".contains($0) }.compactMap { $0.isASCII ? $0.wholeNumberValue : nil }
        guard written.utf8.count <= 32, digits.count == written.trimmed.filter({ !". -/\u{A0}".contains($0) }).count,
            digits.count == 11, Set(digits).count > 1, digits[9] == check(digits[..<9]), digits[10] == check(digits[..<10])
        else { return nil }
        let text = digits.map(String.init).joined()
        return [text.part(0..<3), text.part(3..<6), text.part(6..<9)].joined(separator: ".") + "-" + text.part(9..<11)
    }

    /// The digits weigh 2, 3, 4 and so on from the last to the first.
    private static func check(_ digits: ArraySlice<Int>) -> Int {
        let sum = digits.reversed().enumerated().reduce(0) { $0 + $1.element * ($1.offset + 2) }
        return sum % 11 < 2 ? 0 : 11 - sum % 11
    }
}

extension String {
    fileprivate func part(_ range: Range<Int>) -> String { String(dropFirst(range.lowerBound).prefix(range.count)) }
}
