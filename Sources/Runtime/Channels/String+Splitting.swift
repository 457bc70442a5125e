import Engine

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

    var withoutTrailingWhitespace: SubSequence {
        guard let last = lastIndex(where: { !$0.isWhitespace }) else { return self[startIndex..<startIndex] }
        return self[...last]
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
