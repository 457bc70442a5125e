/// Diagnostics for programs: JSON Lines, one object a line.
///
/// ```
/// {"file":"bot.yaml","line":42,"column":11,"offset":812,"end":{"line":42,"column":19,"offset":820},"severity":"error",
///  "code":"unknown-node","message":"…","help":"…","notes":[{"message":"…","file":"bot.yaml","line":57,"column":3}]}
/// ```
/// Lines and columns are from 1, offsets from 0; columns and offsets are in Unicode scalars. `help` is left out when there is none.
public enum DiagnosticJSON {
    /// Empty when there are none, otherwise with a line break after each.
    public static func render(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map { render($0) + "\n" }.joined()
    }

    private static func render(_ diagnostic: Diagnostic) -> String {
        var members: [(String, JSON)] = place(of: diagnostic.span)
        let end = diagnostic.span.end
        members.append(
            (
                "end",
                .object(
                    JSONObject([
                        ("line", .int(Int64(end.line))), ("column", .int(Int64(end.column))), ("offset", .int(Int64(end.offset))),
                    ]))
            ))
        members.append(("severity", .string(diagnostic.severity.rawValue)))
        members.append(("code", .string(diagnostic.code.rawValue)))
        members.append(("message", .string(diagnostic.message)))
        if let help = diagnostic.help { members.append(("help", .string(help))) }
        members.append(
            (
                "notes",
                .array(
                    diagnostic.notes.map { note in
                        .object(JSONObject([("message", .string(note.message))] + (note.span.map(place) ?? [])))
                    })
            ))
        return JSON.object(JSONObject(members)).text
    }

    private static func place(of span: SourceSpan) -> [(String, JSON)] {
        [
            ("file", .string(span.file.path)), ("line", .int(Int64(span.start.line))), ("column", .int(Int64(span.start.column))),
            ("offset", .int(Int64(span.start.offset))),
        ]
    }
}
