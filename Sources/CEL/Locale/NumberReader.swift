/// Reads numbers as people write them: `1.234,56`, `R$ 12,50`, `-3`.
///
/// Where a text has points and commas, the last of them is before the fraction. A single one that is not the language's own for
/// fractions sets off three digits behind it and is before the fraction otherwise: in Brazil `1.234` is 1234 and `12.5` is 12.5.
struct NumberReader {
    private let locale: LocaleData
    /// The longest first, for one may begin as another does.
    private let symbols: [String]

    init(locale: LocaleData) {
        self.locale = locale
        symbols = locale.currencySymbols.values.sorted { $0.utf8.count > $1.utf8.count } + ["$"] + Currency.codes
    }

    private static let longest = 64
    private static let spaces: Set<Unicode.Scalar> = [" ", "\u{A0}", "\u{202F}", "\u{2009}", "'", "\u{2019}"]

    func number(in text: String) -> Double? {
        guard text.utf8.count <= NumberReader.longest * 4 else { return nil }
        var scalars = Array(withoutCurrency(text.trimmed).unicodeScalars)[...]
        guard scalars.count <= NumberReader.longest else { return nil }
        let isNegative = scalars.first.map { ["-", "\u{2212}"].contains($0) } ?? false
        if isNegative || scalars.first == "+" { scalars = scalars.dropFirst() }
        scalars = Array(withoutCurrency(String(scalars: scalars).trimmed).unicodeScalars)[...]
        guard let digits = plain(scalars), let number = Double(digits) else { return nil }
        return isNegative ? -number : number
    }

    private func withoutCurrency(_ text: String) -> String {
        for symbol in symbols {
            if text.hasPrefix(symbol) { return String(text.dropFirst(symbol.count)).trimmed }
            if text.hasSuffix(symbol) { return String(text.dropLast(symbol.count)).trimmed }
        }
        return text
    }

    /// With ASCII digits and a point before the fraction.
    private func plain(_ scalars: ArraySlice<Unicode.Scalar>) -> String? {
        var groups = [""]
        var marks: [Unicode.Scalar] = []
        for scalar in scalars {
            if scalar.properties.numericType == .decimal, let digit = Character(scalar).wholeNumberValue {
                groups[groups.count - 1] += String(digit)
            } else if scalar == "." || scalar == "," || NumberReader.spaces.contains(scalar) {
                marks.append(scalar)
                groups.append("")
            } else {
                return nil
            }
        }
        let fraction = hasFraction(marks, groups) ? groups.removeLast() : nil
        if fraction != nil { marks.removeLast() }
        guard Set(marks).count <= 1, marks.isEmpty || isGrouped(groups) else { return nil }
        let whole = groups.joined()
        guard !whole.isEmpty || fraction?.isEmpty == false, fraction != "" else { return nil }
        return "\(whole.isEmpty ? "0" : whole).\(fraction ?? "0")"
    }

    /// Whether what stands after the last mark is a fraction.
    private func hasFraction(_ marks: [Unicode.Scalar], _ groups: [String]) -> Bool {
        guard let last = marks.last, last == "." || last == "," else { return false }
        guard marks.count == 1 else { return !marks.dropLast().contains(last) }
        return String(last) == locale.decimalSeparator || !isGrouped(groups) || groups[0] == "0"
    }

    /// One through three digits, then groups of three; in India of two, but for the last.
    private func isGrouped(_ groups: [String]) -> Bool {
        guard let first = groups.first, let last = groups.last, groups.count > 1 else { return false }
        return (1...3).contains(first.count) && last.count == 3
            && groups.dropFirst().dropLast().allSatisfy { $0.count == 3 || $0.count == locale.groupSizes.others }
    }
}
