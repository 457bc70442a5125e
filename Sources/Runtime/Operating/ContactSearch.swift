public import Engine

/// How a contact may be written down in the store.
public enum ContactSearch {
    /// What was written, by itself: a channel's key, or a telephone's digits; of one with Brazil's code both forms, since WhatsApp
    /// knows older mobile telephones without the ninth digit.
    ///
    /// - Parameter written: A telephone number in any form, or a channel's key.
    public static func spellings(of written: String) -> [String] {
        guard let number = Number(written) else { return [String(written.trimmingWhitespace())] }
        let known = number.national.map(brazilian) ?? []
        return distinct([number.digits] + known + (number.isInternational ? ["+" + number.digits] : []))
    }

    /// What may be meant where nobody has the number as it is written: one of Brazil without the country's code.
    public static func guesses(of written: String) -> [String] {
        guard let number = Number(written), number.national == nil, !number.isInternational else { return [] }
        return local(number.digits[...]).map(brazilian) ?? []
    }

    /// What an operator is told where nobody is found.
    public static func nothingFound(of written: String, bot: BotID?) -> String {
        let all = distinct(spellings(of: written) + guesses(of: written)).map { "'\($0)'" }.joined(separator: ", ")
        return """
            nothing is kept\(bot.map { " by '\($0.rawValue)'" } ?? "") of \(all): write the number with its country's code, \
            such as +55 11 98888-7777, or the key that 'trama conversation list --unmasked' shows
            """
    }

    private struct Number {
        let digits: String
        /// Whether the country's code is surely in it.
        let isInternational: Bool

        init?(_ written: String) {
            var text = String(written.trimmingWhitespace())
            if text.lowercased().hasPrefix("tel:") { text = String(text.dropFirst(4).prefix { $0 != ";" }) }
            text = text.replacing("(0)", with: "")
            guard text.allSatisfy({ $0.isASCII && $0.isNumber || "+()-./ \u{A0}".contains($0) }) else { return nil }
            let all = text.filter { $0.isASCII && $0.isNumber }
            guard all.count >= 8 else { return nil }
            isInternational = text.hasPrefix("+") || all.hasPrefix("00")
            digits = all.hasPrefix("00") ? String(all.dropFirst(2)) : all
        }

        /// Area and number, of one with Brazil's code.
        var national: Substring? { digits.hasPrefix("55") ? ContactSearch.local(digits.dropFirst(2)) : nil }
    }

    /// Area and number, of what can be one of Brazil's: also behind the zero that one dials for another area, and the carrier's two digits.
    private static func local(_ written: Substring) -> Substring? {
        var number = written
        if number.hasPrefix("0") {
            number = number.dropFirst()
            if number.count > 11 { number = number.dropFirst(2) }
        }
        return switch number.count {
        case 11 where number.dropFirst(2).hasPrefix("9"): number
        case 10 where number.dropFirst(2).first.map({ "2"..."9" ~= $0 }) == true: number
        default: nil
        }
    }

    private static func brazilian(_ national: Substring) -> [String] {
        let (area, number) = (national.prefix(2), national.dropFirst(2))
        switch number.count {
        case 9: return ["55" + national, "55\(area)\(number.dropFirst())"]
        case 8 where number.first.map({ "6"..."9" ~= $0 }) == true: return ["55" + national, "55\(area)9\(number)"]
        default: return ["55" + national]
        }
    }

    private static func distinct(_ texts: [String]) -> [String] {
        texts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
