import CEL

/// What is said of tools and of declared values.
extension Diagnostic {
    static func unknownPlaceholder(_ name: String, in query: YAMLScalar, names: [String]) -> Diagnostic {
        let scalars = Array(query.text.unicodeScalars)
        let wanted = Array(":\(name)".unicodeScalars)
        let place = scalars.indices.first { scalars[$0...].starts(with: wanted) } ?? 0
        let known: Wording = names.isEmpty ? "the tool has none" : "the tool has \(listed(names))"
        return Diagnostic(
            .error, .unknownParameter, "the query uses ':\(name)', which is no parameter; \(known)",
            at: query.span(of: place..<place + wanted.count),
            help: suggestion(for: name, in: names) ?? "declare '\(name)' under 'parameters' or 'bind'")
    }

    static func cachedWrite(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .wrongValue, "a tool that writes cannot keep its result for other calls", at: span,
            help: "remove 'cache', or write 'effect: read' if the call changes nothing outside")
    }

    static func cachedHistory(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .wrongValue, "what was said is another with each conversation, and is never kept for other calls", at: span,
            help: "remove 'cache'")
    }

    static func boundParameter(_ name: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .duplicateKey, "'\(name.value)' is filled both by the model and by the engine", at: name.span,
            help: "remove it under 'parameters' or under 'bind'")
    }

    static func wrongConnection(_ name: Located<String>, wanted: Wording) -> Diagnostic {
        Diagnostic(
            .error, .wrongConnection, "the connection '\(name.value)' is not \(wanted)", at: name.span,
            help: "name another one, or change it under 'connections'")
    }

    static func pathWithoutSlash(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .wrongPath, "a path begins with '/'; the host comes from the connection alone", at: span,
            help: "write the part after the host, such as '/tickets'")
    }

    static func wrongStatus(_ name: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .wrongValue, "'\(shortened(name.value))' is no HTTP status", at: name.span,
            help: "write one such as '404', or '5xx' for all from 500 to 599")
    }

    static func wrongDefault(_ name: Located<String>, type: Wording) -> Diagnostic {
        Diagnostic(
            .error, .wrongDefault, "the default of '\(name.value)' is not \(type)", at: name.span,
            help: "write a fixed value of that type, or leave 'default' out")
    }

    static func wrongPattern(_ pattern: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .wrongPattern, "'\(shortened(pattern.value))' is no regular expression", at: pattern.span,
            help: "mend it; look-ahead and back-references are not supported")
    }

    static func expressionInConstant(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .wrongValue, "a fixed value stands here, and this is an expression", at: span, help: "write the value itself")
    }
}
