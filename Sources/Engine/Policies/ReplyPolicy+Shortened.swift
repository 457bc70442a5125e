extension ReplyPolicy {
    /// The text within the policy, without white space around it: one that is too long ends at its last whole paragraph, sentence
    /// or word, and with `…`.
    func shortened(_ text: String) -> String {
        let text = text.trimmed
        guard let maximum = maximumCharacters, text.count > maximum else { return text }
        let head = text.prefix(maximum - 1)
        for boundary in ["\n\n", "\n", ". ", "! ", "? "] {
            guard let end = head.lastRange(of: boundary), head.distance(from: head.startIndex, to: end) * 2 > maximum else {
                continue
            }
            return String(head[..<end]).trimmed + "…"
        }
        let end = head.lastIndex(of: " ") ?? head.endIndex
        return String(head[..<end]).trimmed + "…"
    }
}

extension StringProtocol {
    /// Without white space and line breaks at both ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
            return ""
        }
        return String(self[first...last])
    }
}

extension Substring {
    /// Where the last occurrence of a boundary ends its sentence: behind its punctuation mark, before its white space.
    fileprivate func lastRange(of boundary: String) -> Index? {
        let mark = boundary.prefix { !$0.isWhitespace }
        var end = endIndex
        while end > startIndex {
            end = index(before: end)
            if self[end...].hasPrefix(boundary) { return index(end, offsetBy: mark.count) }
        }
        return nil
    }
}
