import CEL

/// What is said of expressions and of texts with expressions in them.
extension Diagnostic {
    static func expressionIssue(_ issue: Issue, at span: SourceSpan) -> Diagnostic {
        let code: DiagnosticCode
        var help: String?
        switch issue.kind {
        case .syntax: code = .expressionSyntax
        case .unknownName(let name, let candidates), .unknownField(let name, _, let candidates):
            code = .unknownName
            help = suggestion(for: name, in: candidates)
        case .unknownFunction(let name, let candidates):
            code = .unknownFunction
            help = suggestion(for: name, in: candidates)
        case .noOverload, .noFields, .notIterable, .notCondition: code = .wrongOperand
        case .tooDeep, .tooLong: code = .expressionTooLarge
        }
        return Diagnostic(.error, code, issue.message, at: span, help: help)
    }

    static func wrongExpressionType(_ type: Type, wanted: Type, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .expressionType, "this is \(type), and \(wanted) is needed here", at: span,
            help: wanted == .bool ? "compare it with something, as in '… == …'" : nil)
    }

    static func unclosedTemplate(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .unclosedTemplate, "'{{' opens an expression that '}}' does not close", at: span,
            help: "close it with '}}'; for the characters themselves write {{ '{{' }}")
    }

    static func emptyTemplate(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .emptyTemplate, "there is no expression between '{{' and '}}'", at: span,
            help: "write a name between them, or remove them")
    }

    static func optionalInText(at span: SourceSpan) -> Diagnostic {
        var path = mended(span)
        if let dot = path.lastIndex(of: "."), !path.contains("("), !path.contains(".?") {
            path.insert("?", at: path.index(after: dot))
        }
        return Diagnostic(
            .error, .mayBeMissing, "this value may be missing, and then the text would have a hole", at: span,
            help: "say what stands there then: \(path).orValue('…')")
    }

    static func unprintableInText(_ type: Type, at span: SourceSpan) -> Diagnostic {
        let help: String? =
            switch type {
            case .list: "join its elements: \(mended(span)).join(', ')"
            case .map, .object: "name one of its fields: \(mended(span)).field"
            case .timestamp, .duration, .bytes: "make a text of it: string(\(mended(span)))"
            default: nil
            }
        return Diagnostic(.error, .unprintable, "\(type) has no single way to stand in a text", at: span, help: help)
    }

    private static func mended(_ span: SourceSpan) -> String { shortened(span.text.trimmed) }
}
