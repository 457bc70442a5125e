/// How a contact may be written down in the store.
public enum ContactSearch {
    /// What to look for among keys and telephones: what was written, its digits, and of Brazil's mobile telephones both forms, since
    /// WhatsApp knows older ones without the ninth digit.
    ///
    /// - Parameter written: A telephone number in any form, or a channel's key.
    public static func spellings(of written: String) -> [String] {
        let text = String(written.trimmingWhitespace())
        guard text.allSatisfy({ $0.isASCII && $0.isNumber || "+()-./ \u{A0}".contains($0) }) else { return [text] }
        let digits = text.filter { $0.isASCII && $0.isNumber }
        guard digits.count >= 8 else { return [text] }
        var spellings = [digits]
        if let national = national(digits) {
            spellings.append("55" + national)
            let (area, number) = (national.prefix(2), national.dropFirst(2))
            switch number.count {
            case 9 where number.hasPrefix("9"): spellings.append("55\(area)\(number.dropFirst())")
            case 8 where number.first.map({ "6"..."9" ~= $0 }) == true: spellings.append("55\(area)9\(number)")
            default: break
            }
        }
        if text.hasPrefix("+") { spellings.append("+" + digits) }
        return spellings.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Area and number of one of Brazil: with the country's code, or without it where it can be no other's.
    private static func national(_ digits: String) -> Substring? {
        let number = digits.hasPrefix("55") && digits.count >= 12 ? digits.dropFirst(2) : digits[...]
        switch number.count {
        case 11 where number.dropFirst(2).hasPrefix("9"): return number
        case 10 where number.dropFirst(2).first.map({ "2"..."9" ~= $0 }) == true: return number
        default: return nil
        }
    }
}
