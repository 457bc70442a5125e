/// Numbers as people of a language write them.
extension LocaleData {
    /// - Parameter places: Digits after the decimal separator.
    func text(of number: DecimalNumber, places: Int) -> String {
        signed(number.rounded(to: places), places: places, by: self.number)
    }

    func percentText(of number: DecimalNumber, places: Int) -> String {
        signed(number.inHundredths.rounded(to: places), places: places, by: percent)
    }

    func moneyText(of number: DecimalNumber, in currency: Currency) -> String {
        let symbol = currencySymbols[currency.code] ?? currency.code
        let text = signed(number.rounded(to: currency.digits), places: currency.digits, by: money.spaced(beside: symbol))
        return text.replacing("¤", with: symbol)
    }

    /// What was rounded to zero has no sign.
    private func signed(_ number: DecimalNumber, places: Int, by pattern: Signed) -> String {
        let digits = digits(of: number, places: places)
        return (number.isNegative && !number.isZero ? pattern.negative : pattern.positive).replacing("#", with: digits)
    }

    private func digits(of number: DecimalNumber, places: Int) -> String {
        let (whole, fraction) = number.parts(places: places)
        var text = String.UnicodeScalarView()
        let isGrouped = whole.count >= groupSizes.last + minimumGroupDigits
        for (place, digit) in whole.enumerated() {
            let left = whole.count - place
            let isBoundary =
                left == groupSizes.last || (left > groupSizes.last && (left - groupSizes.last) % groupSizes.others == 0)
            if place > 0, isGrouped, isBoundary { text.append(contentsOf: groupSeparator.unicodeScalars) }
            text.append(scalar(of: digit))
        }
        if !fraction.isEmpty { text.append(contentsOf: decimalSeparator.unicodeScalars) }
        for digit in fraction { text.append(scalar(of: digit)) }
        return String(text)
    }

    /// A number of a date or time, with zeros in front.
    func digits(of number: Int, width: Int) -> String {
        let digits = String(number.magnitude).utf8.map { $0 - UInt8(ascii: "0") }
        var text = String.UnicodeScalarView()
        for _ in 0..<max(0, width - digits.count) { text.append(zero) }
        for digit in digits { text.append(scalar(of: digit)) }
        return String(text)
    }

    private func scalar(of digit: UInt8) -> Unicode.Scalar {
        Unicode.Scalar(zero.value + UInt32(digit)) ?? "0"
    }
}

extension LocaleData.Signed {
    /// A symbol that is made of letters does not touch the number: `CHF 12.00`, where `$12.00` does.
    ///
    /// - SeeAlso: Unicode CLDR, "Number Elements", currency spacing.
    fileprivate func spaced(beside symbol: String) -> LocaleData.Signed {
        var signed = self
        if symbol.last?.isLetter == true {
            signed = LocaleData.Signed(
                signed.positive.replacing("¤#", with: "¤ #"), negative: signed.negative.replacing("¤#", with: "¤ #"))
        }
        if symbol.first?.isLetter == true {
            signed = LocaleData.Signed(
                signed.positive.replacing("#¤", with: "# ¤"), negative: signed.negative.replacing("#¤", with: "# ¤"))
        }
        return signed
    }
}
