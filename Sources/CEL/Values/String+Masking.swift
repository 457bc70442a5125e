extension String {
    private static let hidden: Unicode.Scalar = "•"

    /// The last `count` characters; of the others each is a `•`.
    func masked(showing count: Int) -> String {
        let places = unicodeScalars.reversed().enumerated()
        return String(scalars: places.map { $0.offset < count ? $0.element : String.hidden }.reversed())
    }

    /// The letters and digits in a new form: each `#` of the pattern shows the next one, each `*` hides it, all else stands for itself.
    func masked(by pattern: String) throws(EvaluationError) -> String {
        var letters = unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }[...]
        let places = pattern.unicodeScalars.count { $0 == "#" || $0 == "*" }
        guard letters.count == places else {
            throw EvaluationError(
                .argument, "the text has \(letters.count) letters and digits, and the mask has places for \(places)")
        }
        var text = UnicodeScalarView()
        for scalar in pattern.unicodeScalars {
            switch scalar {
            case "#": if let letter = letters.popFirst() { text.append(letter) }
            case "*":
                letters = letters.dropFirst()
                text.append(String.hidden)
            default: text.append(scalar)
            }
        }
        return String(text)
    }
}
