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
    /// One after the other with an empty line between them; empty when there are none, otherwise with a line break at the end.
    public static func render(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map(render).joined(separator: "\n")
    }

    /// With a line break at the end.
    public static func render(_ diagnostic: Diagnostic) -> String {
        let (excerpt, margin) = SourceExcerpt(of: diagnostic.span, hiding: diagnostic.hidden).numbered(diagnostic.span.start.line)
        let head = "\(diagnostic.span): \(diagnostic.severity.rawValue): \(diagnostic.message) [\(diagnostic.code.rawValue)]"
        var lines = [head] + excerpt
        if let help = diagnostic.help { lines.append("\(margin) = help: \(help)") }
        for note in diagnostic.notes {
            let place = note.span.map { " at \($0)" } ?? ""
            lines.append("\(margin) = note: \(note.message)\(place)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
