/// What an author did that libyaml answers with a failure.
struct YAMLMistake {
    let diagnostic: Diagnostic
    /// What to cover so that reading can go on; `nil` when nothing is known that would help.
    let repair: YAMLRepair?

    init(_ failure: YAMLFailure, in file: SourceFile) {
        if let tab = YAMLMistake.tab(at: failure, in: file) {
            diagnostic = .tab(at: tab)
            repair = nil
            return
        }
        // libyaml's mark is often past the mistake: the value that it was in, or the line before.
        let before = file.position(at: failure.offset)
        let previous = before.offset - before.column
        for offset in [failure.offset, failure.contextOffset ?? failure.offset, previous] where offset >= 0 {
            guard let written = WrittenValue(at: offset, in: file), let trap = written.trap else { continue }
            let span = SourceSpan(file: file, offsets: written.offsets)
            diagnostic =
                trap == .template ? .unquotedTemplate(at: span, written: written) : .unquotedValue(trap, written, at: span)
            repair = YAMLRepair(offsets: written.offsets)
            return
        }
        diagnostic = .yamlSyntax(failure, in: file)
        repair = nil
    }

    private static func tab(at failure: YAMLFailure, in file: SourceFile) -> SourceSpan? {
        let place = SourceSpan(file: file, offsets: failure.offset..<(failure.offset + 1))
        let isTab = failure.problem.contains("tab character") || place.text == "\t"
        guard isTab else { return nil }
        guard place.text != "\t" else { return place }
        let line = file.line(place.start.line)
        guard let column = Array(line.unicodeScalars).firstIndex(of: "\t") else { return place }
        let offset = place.start.offset - (place.start.column - 1) + column
        return SourceSpan(file: file, offsets: offset..<(offset + 1))
    }
}
