import CEL

/// What is said of expressions and of texts with expressions in them.
extension Diagnostic {
    /// - Parameters:
    ///   - isWhole: Whether it is said of the expression as a whole.
    ///   - fixed: The names that every bot has, which are listed last.
    static func expressionIssue(
        _ issue: Issue, isWhole: Bool, fixed: Set<String>, at span: SourceSpan, help: Wording?
    ) -> Diagnostic {
        let code: DiagnosticCode =
            switch issue.kind {
            case .syntax, .block: .expressionSyntax
            case .unknownName, .unknownField: .unknownName
            case .unknownFunction, .macroWithoutName: .unknownFunction
            case .notCondition where isWhole: .expressionType
            case .noOverload, .wrongForm, .noFields, .notIterable, .notCondition, .faultyLiteral: .wrongOperand
            case .mayBeMissing: .mayBeMissing
            case .tooDeep, .tooLong: .expressionTooLarge
            }
        let message = issue.wording(naming: \.authorName) { names in
            names.filter { !fixed.contains($0) } + names.filter(fixed.contains)
        }
        return Diagnostic(.error, code, message, at: span, help: help)
    }

    static func wrongExpressionType(_ type: Type, wanted: Type, at span: SourceSpan, help: Wording?) -> Diagnostic {
        switch type {
        case .optional(let inner) where inner.fits(wanted), .wrapper(let inner) where inner.fits(wanted):
            return Diagnostic(
                .error, .mayBeMissing, "this may be missing, and \(wanted.authorName) is needed here", at: span, help: help)
        default: break
        }
        return wrongType(type, wanted: wanted, at: span, help: help)
    }

    private static func wrongType(_ type: Type, wanted: Type, at span: SourceSpan, help: Wording?) -> Diagnostic {
        Diagnostic(
            .error, .expressionType, "this is \(type.authorName), and \(wanted.authorName) is needed here", at: span, help: help)
    }

    static func listOfConditions(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .wrongType, "expected an expression, found a list", at: span,
            help: "join conditions with '&&', and put an expression that begins with '[' in quotes")
    }

    static func templateBlock(_ issue: Issue, at span: SourceSpan) -> Diagnostic {
        let isLoop = span.text.contains("each") || span.text.contains("for")
        return Diagnostic(
            .error, .expressionSyntax, issue.wording(naming: \.authorName), at: span,
            help: isLoop
                ? "write {{ list.map(x, x.name).join(', ') }}, or for lines a part '{each: list, as: x, text: …}' under 'say'"
                : "write {{ condition ? 'text' : '' }}, or a part '{if: condition, text: …}' under 'say'")
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
        if let dot = path.lastIndex(of: "."), !path.contains("("), !path.contains("?") {
            path.insert("?", at: path.index(after: dot))
        }
        return Diagnostic(
            .error, .mayBeMissing, "this value may be missing, and then the text would have a hole", at: span,
            help: "say what stands there then: \(path).orValue('…')")
    }

    static func unprintableInText(_ type: Type, at span: SourceSpan) -> Diagnostic {
        let path = mended(span)
        let help: Wording? =
            switch type {
            case .list(.string): "join its elements: \(path).join(', ')"
            case .list(.object(let object)): "join what is to be shown of each: \(path).map(x, x.\(object.shown)).join(', ')"
            case .list: "join its elements as texts: \(path).map(x, string(x)).join(', ')"
            case .map: "name one of its values: \(path)['key']"
            case .object(let object): "name one of its fields: \(path).\(object.shown)"
            case .timestamp: "write it as a day or a time: date(\(path)), time(\(path)) or datetime(\(path))"
            case .duration, .bytes: "make a text of it: string(\(path))"
            default: nil
            }
        return Diagnostic(.error, .unprintable, "\(type.authorName) has no single way to stand in a text", at: span, help: help)
    }

    static func mended(_ span: SourceSpan) -> String { shortened(span.text.trimmed) }
}

extension ObjectType {
    /// A field that a text could show.
    fileprivate var shown: String {
        (fields.first { $0.type == .string } ?? fields.first { $0.type == .int })?.name ?? "field"
    }
}
