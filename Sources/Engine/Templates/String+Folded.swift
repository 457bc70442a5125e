extension String {
    /// For comparing what people type: lower case, without accents, without punctuation and white space at both ends.
    var folded: String {
        var text = String.UnicodeScalarView()
        for scalar in lowercased().decomposedStringScalars where scalar.properties.canonicalCombiningClass == .notReordered {
            text.append(scalar)
        }
        let isEdge: (Character) -> Bool = { $0.isWhitespace || $0.isPunctuation }
        let folded = String(text)
        guard let first = folded.firstIndex(where: { !isEdge($0) }), let last = folded.lastIndex(where: { !isEdge($0) }) else {
            return folded.trimmed
        }
        return String(folded[first...last])
    }
}
