/// Which numbers a language counts as one thing.
///
/// - SeeAlso: Unicode CLDR, "Language Plural Rules", the category `one`.
enum PluralRule {
    /// The number one alone.
    case one
    /// Zero and one, and what lies between one and two: in Portuguese of Brazil 'zero hora', '1,5 litro'.
    case belowTwo
    case zeroAndOne
    /// 1, 21, 31, 101 …, and not 11.
    case endsInOne
    /// The language has one form for all numbers.
    case none

    init(of locale: LocaleData) {
        self = locale.name == "pt-PT" ? .one : PluralRule.rules[locale.language] ?? .one
    }

    /// - Parameter number: The magnitude counts.
    func isOne(_ number: DecimalNumber) -> Bool {
        let isWhole = number.places == 0
        let whole = number.parts(places: 0).whole
        switch self {
        case .none: return false
        case .one: return isWhole && whole == [1]
        case .zeroAndOne: return isWhole && (whole == [0] || whole == [1])
        case .belowTwo: return number.isZero || number.point < 1 || number.point == 1 && number.digits.first == 1
        case .endsInOne: return isWhole && whole.last == 1 && whole.dropLast().last != 1
        }
    }

    private static let rules: [String: PluralRule] = {
        let groups: [(PluralRule, String)] = [
            (.belowTwo, "pt fr hy ff kab"), (.zeroAndOne, "am as bn fa gu hi kn zu ak guw ln mg nso pa ti wa"),
            (.endsInOne, "ru uk be hr sr bs lt lv mk is"),
            (.none, "ja zh yue ko vi th id ms lo my km bo dz ig jv ii kde kea sah ses sg su to tpi wo yo"),
        ]
        return Dictionary(
            groups.flatMap { rule, languages in languages.split(separator: " ").map { (String($0), rule) } },
            uniquingKeysWith: { first, _ in first })
    }()
}
