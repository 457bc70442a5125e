import CEL

/// Diagnostics as workflow commands of GitHub Actions, which shows each beside its line.
///
/// ```
/// ::error file=bots/a/bot.yaml,line=4,endLine=4,col=11,endColumn=19,title=unknown-node::no node is named 'x'%0Ahelp: …
/// ```
/// - SeeAlso: GitHub, "Workflow commands for GitHub Actions", "Setting an error message".
public enum DiagnosticAnnotations {
    /// Empty when there are none, otherwise with a line break after each.
    public static func render(_ diagnostics: [Diagnostic], in language: Language = .english) -> String {
        diagnostics.map { render($0, in: language) + "\n" }.joined()
    }

    private static func render(_ diagnostic: Diagnostic, in language: Language) -> String {
        let (start, end) = (diagnostic.span.start, diagnostic.span.end)
        // Columns are shown only of what stands on one line.
        let columns = start.line == end.line ? ",col=\(start.column),endColumn=\(end.column)" : ""
        let place =
            "file=\(property(diagnostic.span.file.path)),line=\(start.line),endLine=\(end.line)\(columns),title=\(property(diagnostic.code.rawValue))"
        var text = diagnostic.message.text(in: language)
        if let help = diagnostic.help { text += "\n\(DiagnosticText.helpLabel.text(in: language)): \(help.text(in: language))" }
        for note in diagnostic.notes {
            text += "\n\(DiagnosticText.noteLabel.text(in: language)): \(note.words.text(in: language))"
        }
        return "::\(diagnostic.severity.rawValue) \(place)::\(data(text))"
    }

    private static func data(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
