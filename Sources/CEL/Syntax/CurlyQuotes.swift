/// Quotes that word processors and telephones put in the place of `'` and `"`.
enum CurlyQuotes {
    private static let families: [(opening: Set<Unicode.Scalar>, closing: Set<Unicode.Scalar>)] = [
        (["\u{201C}", "\u{201D}", "\u{201E}"], ["\u{201C}", "\u{201D}", "\""]),
        (["\u{2018}", "\u{2019}", "\u{201A}", "\u{B4}"], ["\u{2018}", "\u{2019}", "\u{B4}", "'"]),
        (["\u{AB}"], ["\u{BB}"]), (["`"], ["`"]),
    ]

    static func isQuote(_ scalar: Unicode.Scalar) -> Bool { families.contains { $0.opening.contains(scalar) } }

    /// Where the text closes that such a quote opens; `nil` when none opens here or none closes on the line.
    static func end(of start: Int, in scalars: [Unicode.Scalar]) -> Int? {
        guard let family = families.first(where: { $0.opening.contains(scalars[start]) }) else { return nil }
        let rest = scalars[(start + 1)...].prefix { $0 != "\n" }
        return rest.firstIndex { family.closing.contains($0) }
    }
}
