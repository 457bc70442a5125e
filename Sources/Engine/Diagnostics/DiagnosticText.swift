import CEL

/// Diagnostics as people read them in a terminal.
///
/// ```
/// bots/rental.yaml:42:11: error: no node is named 'ask_date' [unknown-node]
///    |
/// 42 |     next: ask_date
///    |           ^~~~~~~~
///    = help: did you mean 'ask_dates'?
///    = note: 'ask_dates' is defined at bots/rental.yaml:57:3
/// ```
public enum DiagnosticText {
    static let helpLabel: Wording = "help"
    static let noteLabel: Wording = "note"

    /// One after the other with an empty line between them; empty when there are none, otherwise with a line break at the end.
    ///
    /// - Parameter isColoured: With the codes by which a terminal shows colours.
    public static func render(
        _ diagnostics: [Diagnostic], in language: Language = .english, isColoured: Bool = false
    ) -> String {
        diagnostics.map { render($0, in: language, isColoured: isColoured) }.joined(separator: "\n")
    }

    /// With a line break at the end.
    public static func render(
        _ diagnostic: Diagnostic, in language: Language = .english, isColoured: Bool = false
    ) -> String {
        func said(_ wording: Wording) -> String { wording.text(in: language) }
        func painted(_ text: String, _ colour: Colour) -> String { isColoured ? colour.painted(text) : text }
        let colour: Colour = diagnostic.severity == .error ? .red : .yellow
        var (excerpt, margin) = SourceExcerpt(of: diagnostic.span, hiding: diagnostic.hidden).numbered(diagnostic.span.start.line)
        if let mark = excerpt.popLast() {
            let indent = mark.prefix { $0 != "^" }
            excerpt.append(indent + painted(String(mark.dropFirst(indent.count)), colour))
        }
        let head = "\(diagnostic.span): \(painted(said(diagnostic.severity.words), colour)): \(said(diagnostic.message))"
        var lines = ["\(head) \(painted("[\(diagnostic.code.rawValue)]", .faint))"] + excerpt
        if let help = diagnostic.help { lines.append("\(margin) = \(painted(said(helpLabel), .green)): \(said(help))") }
        for note in diagnostic.notes { lines.append("\(margin) = \(said(noteLabel)): \(said(note.words))") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// - SeeAlso: ECMA-48, "Select graphic rendition".
    private enum Colour: String {
        case red = "1;31"
        case yellow = "1;33"
        case green = "32"
        case faint = "2"

        func painted(_ text: String) -> String { "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }
    }
}

extension Diagnostic.Severity {
    var words: Wording {
        switch self {
        case .error: "error"
        case .warning: "warning"
        }
    }
}

extension Diagnostic.Note {
    /// With its place.
    var words: Wording {
        guard let span else { return message }
        return "\(message) at \(span)"
    }
}
