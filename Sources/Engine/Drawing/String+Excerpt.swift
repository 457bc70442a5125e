extension String {
    /// On one line, and at most so many characters, the last of them `…` where something is left out.
    func shortened(to limit: Int) -> String {
        let line = split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard line.count > limit else { return line }
        let head = line.prefix(max(limit - 1, 0))
        let end = head.lastIndex(of: " ").flatMap { head.distance(from: head.startIndex, to: $0) * 2 > limit ? $0 : nil }
        let cut = head[..<(end ?? head.endIndex)]
        let last = cut.lastIndex { !",;:.(".contains($0) }
        return String(last.map { cut[...$0] } ?? cut) + "…"
    }

    /// Lines of whole words, each of at most so many characters but for words that are longer.
    func wrapped(at width: Int) -> [String] {
        var lines: [String] = []
        for word in split(separator: " ") {
            if let last = lines.last, last.count + word.count < width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
