import CEL

/// What is said of expressions and texts that are right and hardly meant.
extension Diagnostic {
    /// - Parameter help: The mended expression, where it is known.
    static func lint(_ lint: Lint, severity: Severity = .warning, at span: SourceSpan, help: Wording?) -> Diagnostic {
        let (code, message, advice): (DiagnosticCode, Wording, Wording?) =
            switch lint.kind {
            case .mayBeMissing:
                (
                    .unguardedField, "this may be missing, and then the expression fails",
                    "ask for it with has(…), or read it by '.?'"
                )
            case .unknownChoice(let text, let choices):
                (
                    .unknownChoice, "'\(shortened(text))' is never there; there are \(listed(choices))",
                    suggestion(for: text, in: choices)
                )
            case .constantCondition(let truth):
                (
                    .constantCondition, "this is always \(truth), whatever the data",
                    "ask something that may change, or leave it out"
                )
            case .integerDivision:
                (.wholeDivision, "a division of integers drops the rest: 7 / 2 is 3", nil)
            case .unusedVariable(let name):
                (.unusedVariable, "'\(name)' is named and never used", "read the element by it, as in \(name).name")
            case .shadowedVariable(let name):
                (.shadowedVariable, "'\(name)' hides another value of that name", "give the element a name of its own")
            case .comment:
                (.cutByComment, "what follows '//' is a comment and is not looked at", "a division is written with one '/'")
            }
        return Diagnostic(severity, code, message, at: span, help: help ?? advice)
    }

    static func booleanInText(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .warning, .booleanInText, "a person reads 'true' or 'false' here", at: span,
            help: "write \(shortened(span.text.trimmed)) ? '…' : '…'")
    }

    static func numberInText(at span: SourceSpan) -> Diagnostic {
        let text = shortened(span.text.trimmed)
        return Diagnostic(
            .warning, .numberInText, "a person reads this number with all its digits and a point", at: span,
            help: "write number(\(text), 2), money(\(text)) or percent(\(text), 0)")
    }

    /// - Parameter mended: What was likely meant, if it is known.
    static func foreignTemplate(_ written: String, mended: String?, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .warning, .foreignTemplate, "'\(shortened(written))' is sent as it stands: only '{{ }}' is worked out", at: span,
            help: mended.map { "write {{ \($0) }}" })
    }

    static func unusedState(_ name: Located<String>, isWritten: Bool) -> Diagnostic {
        let message: Wording = isWritten ? "'\(name.value)' is written and never read" : "nothing reads or writes '\(name.value)'"
        return Diagnostic(
            .warning, .unusedState, message, at: name.span, help: "read it in a text or a condition, or remove it")
    }
}
