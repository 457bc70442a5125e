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
    /// One after the other with an empty line between them; empty when there are none, otherwise with a line break at the end.
    public static func render(_ diagnostics: [Diagnostic], in language: Language = .english) -> String {
        diagnostics.map { render($0, in: language) }.joined(separator: "\n")
    }

    /// With a line break at the end.
    public static func render(_ diagnostic: Diagnostic, in language: Language = .english) -> String {
        let (excerpt, margin) = SourceExcerpt(of: diagnostic.span, hiding: diagnostic.hidden).numbered(diagnostic.span.start.line)
        func said(_ wording: Wording) -> String { wording.text(in: language) }
        let message = "\(said(diagnostic.severity.words)): \(said(diagnostic.message))"
        var lines = ["\(diagnostic.span): \(message) [\(diagnostic.code.rawValue)]"] + excerpt
        if let help = diagnostic.help { lines.append("\(margin) = \(said("help")): \(said(help))") }
        for note in diagnostic.notes { lines.append("\(margin) = \(said("note")): \(said(note.words))") }
        return lines.joined(separator: "\n") + "\n"
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
    fileprivate var words: Wording {
        guard let span else { return message }
        return "\(message) at \(span)"
    }
}
