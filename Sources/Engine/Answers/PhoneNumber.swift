/// The number of a telephone.
///
/// - SeeAlso: ITU-T E.164; Anatel, "Plano de Numeração Brasileiro".
enum PhoneNumber {
    /// As `+5511999990001`.
    ///
    /// - Parameter isBrazilian: Whether a number without a country's code is one of Brazil; it then has its area's code.
    ///   Otherwise only one that begins with `+` is taken.
    static func text(_ written: String, isBrazilian: Bool) -> String? {
        let text = written.trimmed
        guard text.utf8.count <= 64, text.allSatisfy({ $0.isASCII && $0.isNumber || "+()-./ \u{A0}".contains($0) }) else {
            return nil
        }
        let digits = text.filter { $0.isASCII && $0.isNumber }
        guard text.dropFirst().allSatisfy({ $0 != "+" }) else { return nil }
        if text.hasPrefix("+") {
            guard digits.hasPrefix("55") else {
                return (8...15).contains(digits.count) && digits.first != "0" ? "+" + digits : nil
            }
            return national(digits.dropFirst(2))
        }
        guard isBrazilian else { return nil }
        if let number = national(digits.first == "0" ? digits.dropFirst() : digits[...]) { return number }
        return digits.hasPrefix("55") ? national(digits.dropFirst(2)) : nil
    }

    /// Area, then nine digits of a mobile or eight of a fixed telephone.
    private static func national(_ digits: Substring) -> String? {
        guard let area = Int(digits.prefix(2)), areas.contains(area), let first = digits.dropFirst(2).first else { return nil }
        switch digits.count {
        case 11 where first == "9", 10 where ("2"..."5").contains(first): return "+55" + digits
        default: return nil
        }
    }

    private static let areas: Set<Int> = {
        let gaps: Set = [20, 23, 25, 26, 29, 30, 36, 39, 40, 50, 52, 56, 57, 58, 59, 60, 70, 72, 76, 78, 80, 90]
        return Set(11...99).subtracting(gaps)
    }()
}
