/// Lays out a file of a bot: two spaces a level, no space at the end of a line, quotes around texts that YAML may take for something
/// else. Comments, the order of keys, lists in brackets, and texts over several lines stay as they are.
public enum YAMLFormatter {
    public enum Outcome: Sendable {
        /// The same text when nothing is to be done.
        case formatted(String)
        /// The file cannot be read, and is left as it is.
        case unreadable([Diagnostic])
        /// The file would be read as something else; it is left as it is.
        case unsafe
    }

    /// - Parameter path: Within the bot's folder, which says what is a text in the file; `nil` for any YAML, of which no value gets
    ///   quotes.
    public static func format(_ file: SourceFile, as path: String?) -> Outcome {
        var diagnostics = Diagnostics()
        guard let root = YAMLReader.read(file, into: &diagnostics), !diagnostics.hasErrors else {
            return .unreadable(diagnostics.sorted)
        }
        var layout = LineLayout(file, root: root)
        for place in risky(in: root, path.flatMap(BotSchemas.grammar) ?? .anything) { layout.quote(place) }
        let text = layout.text
        if text == file.text { return .formatted(text) }
        var others = Diagnostics()
        let again = YAMLReader.read(SourceFile(path: file.path, text: text), into: &others)
        guard let again, !others.hasErrors, again.means(root) else { return .unsafe }
        return .formatted(text)
    }

    /// Plain texts, keys among them, that are better in quotes.
    private static func risky(in root: YAMLNode, _ grammar: Grammar) -> [SourceSpan] {
        var spans: [SourceSpan] = []
        grammar.walk(root) { place in
            switch place.content {
            case .key(let entry):
                // A key of the language is no such word, and numbers such as '409' are the same in quotes.
                guard RiskyScalar.isWord(entry.key.value), entry.key.span.text == entry.key.value else { return }
                spans.append(entry.key.span)
            case .value(.scalar(let scalar)):
                guard scalar.style == .plain, scalar.anchor == nil, place.grammar.isText, !scalar.isNull,
                    !place.grammar.meanings.contains(.expression),
                    RiskyScalar.isRisky(scalar.text), scalar.span.text == scalar.text
                else { return }
                spans.append(scalar.span)
            case .value: break
            }
        }
        return spans
    }
}

extension YAMLNode {
    /// Whether both say the same, wherever it stands and however texts are quoted.
    func means(_ other: YAMLNode) -> Bool {
        switch (self, other) {
        case (.scalar(let left), .scalar(let right)):
            // A text in quotes may have been a plain one, and the other way round is not done.
            return left.text == right.text && left.anchor == right.anchor
        case (.sequence(let left), .sequence(let right)):
            return left.anchor == right.anchor && left.elements.count == right.elements.count
                && zip(left.elements, right.elements).allSatisfy { $0.means($1) }
        case (.mapping(let left), .mapping(let right)):
            return left.anchor == right.anchor && left.entries.count == right.entries.count
                && zip(left.entries, right.entries).allSatisfy { $0.key.value == $1.key.value && $0.value.means($1.value) }
        default: return false
        }
    }
}
