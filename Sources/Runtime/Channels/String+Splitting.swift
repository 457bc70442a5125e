extension StringProtocol {
    /// The text in pieces that are each at most `limit` UTF-16 code units, in order; at least one.
    ///
    /// A piece ends at the last paragraph, line, sentence or word in its second half, the first of these that there is, and otherwise
    /// between two characters. White space around a cut is left out.
    func pieces(ofAtMost limit: Int) -> [SubSequence] {
        var pieces: [SubSequence] = []
        var rest = self[...]
        while rest.utf16.count > limit {
            let end = rest.cut(atMost: limit)
            let piece = rest[..<end].withoutTrailingWhitespace
            if !piece.isEmpty { pieces.append(piece) }
            rest = rest[end...].drop(while: \.isWhitespace)
        }
        if pieces.isEmpty || !rest.isEmpty { pieces.append(rest) }
        return pieces
    }

    /// The text itself, or its beginning with an ellipsis, at most `limit` UTF-16 code units.
    func shortened(to limit: Int) -> String {
        utf16.count <= limit ? String(self) : String(self[..<lastBoundary(within: limit - 1)].withoutTrailingWhitespace) + "…"
    }

    var withoutTrailingWhitespace: SubSequence {
        guard let last = lastIndex(where: { !$0.isWhitespace }) else { return self[startIndex..<startIndex] }
        return self[...last]
    }

    /// The last boundary between characters that keeps the text before it within `limit`. A first character that is longer than
    /// that is cut itself.
    private func lastBoundary(within limit: Int) -> Index {
        let end = utf16.index(startIndex, offsetBy: limit, limitedBy: endIndex) ?? endIndex
        var boundary = startIndex
        while boundary < endIndex {
            let next = index(after: boundary)
            if next > end { break }
            boundary = next
        }
        return boundary > startIndex ? boundary : unicodeScalars.index(before: unicodeScalars.index(after: end))
    }

    private func cut(atMost limit: Int) -> Index {
        let end = lastBoundary(within: limit)
        let middle = utf16.index(startIndex, offsetBy: limit / 2, limitedBy: endIndex) ?? endIndex
        var (paragraph, line, sentence, word): (Index?, Index?, Index?, Index?)
        var at = startIndex
        var before: Character?
        while at < end {
            let character = self[at]
            if at > middle {
                if character.isNewline {
                    line = at
                    if before?.isNewline ?? false { paragraph = at }
                } else if character.isWhitespace {
                    word = at
                    if let before, ".!?…".contains(before) { sentence = at }
                }
            }
            before = character
            at = index(after: at)
        }
        return paragraph ?? line ?? sentence ?? word ?? end
    }
}
