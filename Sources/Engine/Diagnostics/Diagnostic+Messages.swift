import CEL

/// What is said of keys and values that are not what a field wants.
extension Diagnostic {
    static func unknownKey(_ key: Located<String>, allowed: [String], suggestion: String?) -> Diagnostic {
        Diagnostic(
            .error, .unknownKey, "no key '\(key.value)' is known here; allowed are \(listed(allowed))", at: key.span,
            help: suggestion.map { "did you mean '\($0)'?" }
        )
    }

    static func missingKey(_ name: String, about: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .missingKey, "the key '\(name)' is missing", at: span,
            help: "add '\(name):' (\(Wording(stringLiteral: about)))")
    }

    static func wrongType(expected: Wording, found node: YAMLNode, expectsScalar: Bool = false) -> Diagnostic {
        if !expectsScalar, node.scalar?.style == .plain,
            let key = LineScanner.tightKey(at: node.span.start.offset, in: node.span.file)
        {
            return .missingSpace(after: key)
        }
        return Diagnostic(
            .error, .wrongType, "expected \(expected), found \(described(node))", at: node.span,
            help: expectsScalar ? quoting(node).map { "if it is meant as a text, put it in quotes: \($0)" } : nil
        )
    }

    /// A list or a mapping on one line as the text that it looks like.
    private static func quoting(_ node: YAMLNode) -> String? {
        guard node.scalar == nil, node.span.start.line == node.span.end.line, !node.span.text.hasPrefix("- ") else { return nil }
        let written = WrittenValue(at: node.span.start.offset, in: node.span.file)
        return written?.span == node.span ? written?.mended : nil
    }

    static func wrongValue(expected: Wording, found node: YAMLNode) -> Diagnostic {
        let found: Wording = node.scalar.map { "'\(shortened($0.text))'" } ?? described(node)
        return Diagnostic(.error, .wrongValue, "expected \(expected), found \(found)", at: node.span)
    }

    static func notAmong(_ words: [String], _ scalar: YAMLScalar) -> Diagnostic {
        Diagnostic(
            .error, .wrongValue, "expected \(listed(words, last: .or)), found '\(shortened(scalar.text))'", at: scalar.span,
            help: suggestion(for: scalar.text, in: words)
        )
    }

    static func invalidName(_ name: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .invalidName,
            "'\(shortened(name.value))' is no name: a name is of lower-case letters a to z, digits and '_', and begins with a letter",
            at: name.span, help: Identifier.mended(name.value).map { "write '\($0)'" }
        )
    }

    static func bracesInExpression(_ expression: String, at span: SourceSpan) -> Diagnostic {
        let inner = expression.split(separator: " ").joined(separator: " ")
        return Diagnostic(
            .warning, .bracesInExpression, "an expression stands here without '{{ }}'", at: span,
            help: "write \(WrittenValue.quoted(inner))"
        )
    }

    static func cutByComment(_ cut: CommentCut) -> Diagnostic {
        Diagnostic(
            cut.isCertain ? .error : .warning, .cutByComment,
            "YAML takes ' #' for the start of a comment and keeps only '\(shortened(cut.scalar.text))'", at: cut.whole,
            help: "put the whole value in quotes: \(cut.mended)"
        )
    }

    static func malformedSetting(at span: SourceSpan) -> Diagnostic {
        Diagnostic(.error, .wrongValue, "expected '${NAME}' or '${NAME:-default}' after '$'", at: span)
    }

    static func literalSecret(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .literalSecret, "a secret must not stand in a file, only the name of its environment variable", at: span,
            help: "write '${NAME}', and set NAME where the engine runs"
        )
    }

    static func noKind(_ words: Wording, among keys: [String], written: [Located<String>], at span: SourceSpan) -> Diagnostic {
        let meant = written.lazy.compactMap { key in
            NameSuggestion.nearest(to: key.value, in: keys).map { (key, $0) }
        }.first
        return Diagnostic(
            .error, .noKind, "\(words) needs one of the keys \(listed(keys, last: .or))", at: meant?.0.span ?? span,
            help: meant.map { "did you mean '\($0.1)'?" }
        )
    }

    static func severalKinds(_ words: Wording, _ keys: [Located<String>], at place: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .severalKinds, "\(words) is one thing, and here are \(listed(keys.map(\.value)))", at: place,
            help: "keep one of them, and move the others to mappings of their own",
            notes: keys.dropLast().map { Note("'\($0.value)' stands", at: $0.span) }
        )
    }

    static func wrongTypeExpression(_ expected: Wording, at span: SourceSpan) -> Diagnostic {
        Diagnostic(.error, .wrongValue, "expected \(expected) in this type", at: span)
    }

    static func templateInQuery(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .templateInQuery, "'{{ }}' must not stand in a query: a value could then change what the query does",
            at: span,
            help: "write ':name', and say under 'bind:' or 'parameters:' what the name is"
        )
    }

    static func missingMain(at span: SourceSpan) -> Diagnostic {
        Diagnostic(.error, .missingFile, "a bot needs a file '\(BotFiles.main)', and there is none", at: span)
    }

    static func missingFile(_ path: Located<String>, present: [String]) -> Diagnostic {
        Diagnostic(
            .error, .missingFile, "the bot's folder has no file '\(path.value)'", at: path.span,
            help: suggestion(for: path.value, in: present)
        )
    }

    static func duplicateName(_ what: Wording, _ name: Located<String>, first: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .duplicateName, "a \(what) is named '\(name.value)' already", at: name.span,
            help: "give one of the two another name", notes: [Note("'\(name.value)' is defined", at: first)]
        )
    }

    static func takenName(_ name: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .duplicateName, "'\(name.value)' has a meaning here already", at: name.span, help: "choose another name")
    }

    static func unknownName(_ code: DiagnosticCode, _ name: Located<String>, among names: [String]) -> Diagnostic {
        let message: Wording =
            switch code {
            case .unknownModel: "no model is named '\(name.value)'; there are \(listed(names))"
            case .unknownConnection: "no connection is named '\(name.value)'; there are \(listed(names))"
            case .unknownType: "no type is named '\(name.value)'; there are \(listed(names))"
            case .unknownTool: "no tool is named '\(name.value)'; there are \(listed(names))"
            case .unknownGraph: "no graph is named '\(name.value)'; there are \(listed(names))"
            case .unknownState: "no state is named '\(name.value)'; there are \(listed(names))"
            default: "nothing is named '\(name.value)'; there are \(listed(names))"
            }
        return Diagnostic(.error, code, message, at: name.span, help: suggestion(for: name.value, in: names))
    }

    /// Up to eight names in quotes, and how many there are more.
    static func listed(_ names: [String], last conjunction: Conjunction = .and) -> Wording {
        let shown = names.prefix(8).map { "'\($0)'" }
        if names.count > shown.count { return "\(shown.joined(separator: ", ")) and \(names.count - shown.count) more" }
        guard let last = shown.last else { return "none" }
        guard shown.count > 1 else { return Wording(verbatim: last) }
        let others = shown.dropLast().joined(separator: ", ")
        return switch conjunction {
        case .and: "\(others) and \(last)"
        case .or: "\(others) or \(last)"
        }
    }

    enum Conjunction {
        case and, or
    }

    static func suggestion(for name: String, in names: [String]) -> Wording? {
        NameSuggestion.nearest(to: name, in: names).map { "did you mean '\($0)'?" }
    }

    /// On one line, cut after 40 characters.
    static func shortened(_ text: String) -> String {
        let line = String(text.map { $0.isNewline ? " " : $0 })
        return line.count > 40 ? line.prefix(40) + "…" : line
    }

    private static func described(_ node: YAMLNode) -> Wording {
        switch node {
        case .scalar(let scalar): scalar.isNull ? "nothing" : "the text '\(shortened(scalar.text))'"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}
