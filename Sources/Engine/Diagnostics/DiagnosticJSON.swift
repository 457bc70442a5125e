import CEL

/// Diagnostics for programs: JSON Lines, one object a line.
///
/// ```
/// {"file":"bot.yaml","line":42,"column":11,"offset":812,"end":{"line":42,"column":19,"offset":820},"severity":"error",
///  "code":"unknown-node","lang":"en","message":"…","help":"…","notes":[{"message":"…","file":"bot.yaml","line":57,"column":3}]}
/// ```
/// Lines and columns are from 1, offsets from 0; columns and offsets are in Unicode scalars. `help` is left out when there is none.
public enum DiagnosticJSON {
    /// Empty when there are none, otherwise with a line break after each.
    public static func render(_ diagnostics: [Diagnostic], in language: Language = .english) -> String {
        diagnostics.map { render($0, in: language) + "\n" }.joined()
    }

    private static func render(_ diagnostic: Diagnostic, in language: Language) -> String {
        var object = place(of: diagnostic.span)
        object["end"] = .object(position(diagnostic.span.end))
        object["severity"] = .string(diagnostic.severity.rawValue)
        object["code"] = .string(diagnostic.code.rawValue)
        object["lang"] = .string(language.rawValue)
        object["message"] = .string(diagnostic.message.text(in: language))
        object["help"] = diagnostic.help.map { .string($0.text(in: language)) }
        object["notes"] = .array(
            diagnostic.notes.map { note in
                var object: JSONObject = ["message": .string(note.message.text(in: language))]
                for member in note.span.map(place)?.members ?? [] { object[member.key] = member.value }
                return .object(object)
            })
        return JSON.object(object).text
    }

    private static func place(of span: SourceSpan) -> JSONObject {
        var object: JSONObject = ["file": .string(span.file.path)]
        for member in position(span.start).members { object[member.key] = member.value }
        return object
    }

    private static func position(_ position: SourcePosition) -> JSONObject {
        ["line": .int(Int64(position.line)), "column": .int(Int64(position.column)), "offset": .int(Int64(position.offset))]
    }
}
