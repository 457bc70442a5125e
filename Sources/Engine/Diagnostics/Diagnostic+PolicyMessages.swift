import CEL

/// What is said of policies.
extension Diagnostic {
    static func daysTwice(_ days: Located<String>, first: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .wrongHours, "'\(days.value)' names a day that '\(first.value)' names too", at: days.span,
            help: "let each day stand under one key", notes: [Note("'\(first.value)' stands", at: first.span)])
    }

    static func hoursOverlap(_ range: Located<TimeRange>, first: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .wrongHours, "these hours overlap with others", at: range.span,
            help: "write one range for both, or let the second begin where the first ends",
            notes: [Note("the others stand", at: first)])
    }

    static func closingTooLong(_ size: Int, of limit: Int, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .textTooLong, "the closing has \(size) characters, more than half of the \(limit) of 'max_chars'", at: span,
            help: "shorten it, or raise 'max_chars'")
    }

    static func forbiddenText(_ pattern: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .forbiddenText, "the policy 'reply.forbid' forbids to say '\(shortened(pattern))'", at: span,
            help: "say it in other words, or remove it under 'forbid'")
    }
}
