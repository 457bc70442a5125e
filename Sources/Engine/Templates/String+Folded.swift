extension String {
    /// For comparing what people type: lower case, without accents, without punctuation and white space at both ends.
    var folded: String {
        let text = NameSuggestion.folded(self)
        let isEdge: (Character) -> Bool = { $0.isWhitespace || $0.isPunctuation }
        guard let first = text.firstIndex(where: { !isEdge($0) }), let last = text.lastIndex(where: { !isEdge($0) }) else {
            return text.trimmed
        }
        return String(text[first...last])
    }
}
