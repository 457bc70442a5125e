/// What an author did that libyaml answers with a failure.
struct YAMLMistake {
    let diagnostic: Diagnostic
    /// What to cover so that reading can go on; `nil` when nothing is known that would help.
    let repair: YAMLRepair?
    /// What must not be shown, because it stands where a secret belongs.
    let hidden: SourceSpan?

    init(_ failure: YAMLFailure, in file: SourceFile) {
        if let tab = YAMLMistake.tab(at: failure, in: file) {
            self.init(.tab(at: tab), repair: nil)
        } else if let rest = YAMLMistake.behindComment(failure, in: file) {
            self.init(.commentEndsValue(at: rest), repair: nil)
        } else if let (written, trap) = YAMLMistake.trap(at: failure, in: file) {
            let diagnostic: Diagnostic =
                trap == .template ? .unquotedTemplate(at: written.span, written: written) : .unquotedValue(trap, written)
            self.init(diagnostic, repair: YAMLRepair(offsets: written.span.offsets))
        } else if let key = YAMLMistake.tightKey(at: failure, in: file) {
            self.init(.missingSpace(after: key), repair: nil)
        } else {
            self.init(.yamlSyntax(failure, in: file), repair: nil)
        }
    }

    private init(_ diagnostic: Diagnostic, repair: YAMLRepair?) {
        self.diagnostic = diagnostic
        self.repair = repair
        hidden = WrittenValue(at: diagnostic.span.start.offset, in: diagnostic.span.file)?.secret
    }

    /// libyaml's mark is often past the mistake: it may be in the value where it began to read, or on the line before.
    ///
    /// A mark such as `&` or `*` is blamed only where reading ended, for it is right in most other places.
    private static func trap(at failure: YAMLFailure, in file: SourceFile) -> (WrittenValue, WrittenValue.Trap)? {
        if let written = WrittenValue(at: failure.offset, in: file), let trap = written.trap { return (written, trap) }
        let place = file.position(at: failure.offset)
        for offset in [failure.contextOffset ?? failure.offset, place.offset - place.column] where offset >= 0 {
            guard let written = WrittenValue(at: offset, in: file), let trap = written.trap else { continue }
            if case .indicator = trap { continue }
            return (written, trap)
        }
        return nil
    }

    /// A line that is neither a key nor an element, under a plain value with a comment.
    private static func behindComment(_ failure: YAMLFailure, in file: SourceFile) -> SourceSpan? {
        let place = file.position(at: failure.offset)
        guard place.line > 1, file.line(place.line - 1).contains(" #"), let written = WrittenValue(at: failure.offset, in: file),
            written.key == nil, !file.line(place.line).drop(while: { $0 == " " }).hasPrefix("- "),
            let above = WrittenValue(at: place.offset - place.column, in: file), above.key != nil,
            above.span.end.column < file.line(place.line - 1).unicodeScalars.count
        else { return nil }
        return written.span
    }

    /// A `key:value` without its space, on the line where reading ended or on the one before.
    private static func tightKey(at failure: YAMLFailure, in file: SourceFile) -> Located<String>? {
        let place = file.position(at: failure.offset)
        for offset in [failure.offset, place.offset - place.column] where offset >= 0 {
            if let key = LineScanner.tightKey(at: offset, in: file) { return key }
        }
        return nil
    }

    private static func tab(at failure: YAMLFailure, in file: SourceFile) -> SourceSpan? {
        let place = SourceSpan(file: file, offsets: failure.offset..<(failure.offset + 1))
        if place.text == "\t" { return place }
        guard failure.problem.contains("tab character") else { return nil }
        let line = Array(file.line(place.start.line).unicodeScalars)
        guard let column = line.firstIndex(of: "\t") else { return place }
        let offset = place.start.offset - (place.start.column - 1) + column
        return SourceSpan(file: file, offsets: offset..<(offset + 1))
    }
}
