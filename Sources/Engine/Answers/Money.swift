import CEL

/// An amount of money.
enum Money {
    private static let units: Set = [
        "real", "reais", "conto", "contos", "dolar", "dolares", "euro", "euros", "dollar", "dollars", "buck", "bucks",
    ]
    private static let cents: Set = ["centavo", "centavos", "cent", "cents"]
    private static let thousands: Set = ["mil", "thousand", "k"]

    /// At least zero, with two digits behind the comma at most: of `R$ 1.234,56`, `50 reais e 20 centavos`, `2 mil`.
    static func amount(_ written: String, in region: Region) -> Double? {
        guard written.utf8.count <= 64 else { return nil }
        var words = written.split(whereSeparator: \.isWhitespace).map(String.init)
        var part = 0.0
        if let last = words.last, cents.contains(last.folded) {
            let joint = words.lastIndex { $0 == "e" || $0 == "and" }
            let count = words[(joint.map { $0 + 1 } ?? 0)..<words.count - 1].joined(separator: " ")
            guard let number = region.number(in: count), (0...99).contains(number), number == number.rounded() else { return nil }
            part = number
            guard let joint else { return part / 100 }
            words = Array(words[..<joint])
        }
        if let last = words.last, units.contains(last.folded) { words.removeLast() }
        if words.last == "de" || words.last == "of" { words.removeLast() }
        var factor = 1.0
        if let last = words.last, thousands.contains(last.folded) {
            words.removeLast()
            factor = 1000
        }
        guard let number = words.isEmpty && factor > 1 ? 1 : region.number(in: words.joined(separator: " ").uppercased())
        else { return nil }
        let hundredths = (number * factor * 100).rounded()
        guard number >= 0, hundredths < 1e15, abs(hundredths - number * factor * 100) < 1e-4 else { return nil }
        return (hundredths + part) / 100
    }
}
