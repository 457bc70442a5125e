extension ConnectionProposal {
    /// The text of a `bot.yaml` with the connection in it and all else as it was.
    ///
    /// - Returns: `nil` where it cannot be told how its author writes the list: in `{ }`, or not as a mapping.
    public func added(to text: String) -> String? {
        var diagnostics = Diagnostics()
        guard let root = YAMLReader.read(SourceFile(path: BotFiles.main, text: text), into: &diagnostics)?.mapping,
            !diagnostics.hasErrors
        else { return nil }
        guard let entry = root.entry("connections") else {
            let end = text.isEmpty || text.hasSuffix("\n") ? "" : "\n"
            return text + end + "\nconnections:\n" + lines(margin: "  ").joined(separator: "\n") + "\n"
        }
        guard let last = entry.value.mapping?.entries.last, let first = entry.value.mapping?.entries.first else {
            guard entry.value.isNull else { return nil }
            return inserted(into: text, after: entry.key.span.end.line, margin: "  ")
        }
        // In block style each name stands on a line of its own.
        guard first.key.span.start.line > entry.key.span.start.line else { return nil }
        let margin = String(repeating: " ", count: first.key.span.start.column - 1)
        return inserted(into: text, after: ConnectionProposal.lastLine(of: last.value), margin: margin)
    }

    private func inserted(into text: String, after line: Int, margin: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines.insert(contentsOf: self.lines(margin: margin), at: min(line, lines.count))
        return lines.joined(separator: "\n")
    }

    /// The last line on which something of a value stands.
    private static func lastLine(of node: YAMLNode) -> Int {
        switch node {
        case .scalar(let scalar):
            let end = scalar.span.end
            return end.column == 1 && end.line > scalar.span.start.line ? end.line - 1 : end.line
        case .mapping(let mapping):
            guard let last = mapping.entries.last, isBlock(mapping) else { return mapping.span.end.line }
            return lastLine(of: last.value)
        case .sequence(let sequence):
            guard let last = sequence.elements.last, sequence.span.text.first != "[" else { return sequence.span.end.line }
            return lastLine(of: last)
        }
    }

    private static func isBlock(_ mapping: YAMLMapping) -> Bool { mapping.span.text.first != "{" }
}
