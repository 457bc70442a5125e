extension String {
    /// Fit for a terminal: what would move its cursor, ring its bell, name its window or turn the direction of what follows stands as an
    /// escape such as `\u{1b}`.
    ///
    /// - Parameter isOneLine: Whether ends of lines and tabs are escaped too.
    public func forTerminal(isOneLine: Bool = false) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "\n" where !isOneLine, "\t" where !isOneLine: shown.append(scalar)
            case _ where scalar.isControl: shown += "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars
            default: shown.append(scalar)
            }
        }
        return String(shown)
    }
}

extension Unicode.Scalar {
    /// - SeeAlso: Unicode Standard Annex 9, "Unicode Bidirectional Algorithm", section 2, on the characters that turn the direction.
    fileprivate var isControl: Bool { properties.generalCategory == .control || properties.isBidiControl }
}
