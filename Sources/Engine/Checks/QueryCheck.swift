import CEL

/// Judges a tool's statement by what its database says of it, and by what of its rows gets out.
enum QueryCheck {
    static func run(
        _ sql: SQLToolDefinition, output: OutputSource?, answer: QueryAnswer?, _ diagnostics: inout Diagnostics
    ) {
        if output == nil, let star = everyColumn(in: sql.query.text) {
            diagnostics.report(.everyColumn(at: sql.query.span(of: star)))
        }
        switch answer {
        case nil, .takes, .offers: break
        case .refused(let reason): diagnostics.report(.refusedQuery(reason, at: sql.query.span))
        case .columns(let columns):
            guard case .fields(let fields)? = output else { return }
            let names = columns.map(\.name)
            for field in fields where field.value.source == nil && !names.contains(field.name.value) {
                diagnostics.report(.noColumn(field.name, columns: names))
            }
        }
    }

    /// The `*` or `t.*` that stands where a column does, outside of quotes.
    private static func everyColumn(in text: String) -> Range<Int>? {
        let scalars = Array(text.unicodeScalars)
        var quote: Unicode.Scalar?
        var before = ""
        for (place, scalar) in scalars.enumerated() {
            if let open = quote {
                if scalar == open { quote = nil }
                continue
            }
            switch scalar {
            case "'", "\"": quote = scalar
            case "*" where before.hasSuffix(".") || before.hasSuffix(",") || before.lowercased().hasSuffix("select"):
                return place..<place + 1
            default: if !scalar.properties.isWhitespace { before = String((before + String(scalar)).suffix(6)) }
            }
        }
        return nil
    }
}

extension Diagnostic {
    fileprivate static func everyColumn(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .unlistedColumns, "every column of the table would reach the model and the state", at: span,
            help: "name the columns that are wanted, or declare 'output'")
    }

    fileprivate static func refusedQuery(_ reason: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(.error, .wrongQuery, "the database refuses the query: \(reason)", at: span)
    }

    fileprivate static func noColumn(_ name: Located<String>, columns: [String]) -> Diagnostic {
        Diagnostic(
            .error, .wrongQuery, "the query gives no column '\(name.value)'; it gives \(listed(columns))", at: name.span,
            help: suggestion(for: name.value, in: columns) ?? "add it to the query, or say 'from: row.COLUMN'")
    }
}
