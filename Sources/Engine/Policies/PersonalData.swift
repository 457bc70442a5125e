/// A kind of personal data that is found in texts by its form.
enum PersonalData: String, CaseIterable, Sendable {
    case cpf, cartao, email, phone

    /// What looks like it, in RE2's notation.
    private var pattern: String {
        switch self {
        case .cpf: #"\b[0-9]{3}[. ]?[0-9]{3}[. ]?[0-9]{3}[- ]?[0-9]{2}\b"#
        case .cartao: #"\b(?:[0-9][ -]?){12,18}[0-9]\b"#
        case .email: #"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}"#
        case .phone: #"(?:\+[0-9]{1,3}[ -]?)?(?:\([0-9]{2,3}\)|\b[0-9]{2,5})[ -]?[0-9]{4,5}[ -]?[0-9]{4}\b"#
        }
    }

    private static let finders = Dictionary(
        uniqueKeysWithValues: allCases.compactMap { kind in TextFinder(kind.pattern).map { (kind, $0) } })

    /// As they are written, in order; what only looks like one by its length is none.
    func found(in text: String) -> [String] {
        mayBe(in: text) ? PersonalData.finders[self]?.matches(in: text).filter(isValid) ?? [] : []
    }

    /// Whether the text has what every value has, an `@` or so many digits with nothing but punctuation between them: seen far sooner
    /// than the form, and most texts have it not.
    private func mayBe(in text: String) -> Bool {
        let fewestDigits: Int
        switch self {
        case .cpf: fewestDigits = 11
        case .cartao: fewestDigits = 13
        case .phone: fewestDigits = 10
        case .email: return text.utf8.contains(UInt8(ascii: "@"))
        }
        var digits = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                if digits == fewestDigits { return true }
            case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"): continue
            default: digits = 0
            }
        }
        return false
    }

    /// The same for all spellings of a value.
    func key(of value: String) -> String {
        self == .email ? value.lowercased() : value.filter { $0.isASCII && $0.isNumber }
    }

    private func isValid(_ candidate: String) -> Bool {
        switch self {
        case .cpf: CPF.text(candidate) != nil
        case .cartao: PersonalData.isCard(candidate)
        case .email: EmailAddress.text(candidate) != nil
        case .phone: PhoneNumber.text(candidate, isBrazilian: true) != nil
        }
    }

    /// - SeeAlso: ISO/IEC 7812-1, annex B, "Luhn formula".
    private static func isCard(_ candidate: String) -> Bool {
        let digits = candidate.compactMap { $0.isASCII ? $0.wholeNumberValue : nil }
        guard (13...19).contains(digits.count), Set(digits).count > 1 else { return false }
        let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
            let value = digit.offset.isMultiple(of: 2) ? digit.element : digit.element * 2
            return sum + (value > 9 ? value - 9 : value)
        }
        return sum.isMultiple(of: 10)
    }
}
