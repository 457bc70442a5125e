extension StringProtocol {
    /// The text itself, or its beginning with an ellipsis, at most `limit` UTF-16 code units.
    public func shortened(toUnits limit: Int) -> String {
        guard utf16.count > limit else { return String(self) }
        let head = self[..<lastBoundary(within: limit - 1)]
        return String(head.reversed().drop(while: \.isWhitespace).reversed()) + "…"
    }

    /// The last boundary between characters that keeps the text before it within `limit` UTF-16 code units. A first character that
    /// is longer than that is cut itself.
    public func lastBoundary(within limit: Int) -> Index {
        let end = utf16.index(startIndex, offsetBy: limit, limitedBy: endIndex) ?? endIndex
        var boundary = startIndex
        while boundary < endIndex {
            let next = index(after: boundary)
            if next > end { break }
            boundary = next
        }
        return boundary > startIndex ? boundary : unicodeScalars.index(before: unicodeScalars.index(after: end))
    }
}
