import CEL

/// What is said of messages that the channel would refuse.
extension Diagnostic {
    static func tooManyButtons(_ count: Int, limit: Int, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .tooManyButtons, "a message has at most \(limit) buttons, and this one has \(count)", at: span,
            help: "ask in two steps, or use 'ask' with 'choices'")
    }

    static func labelTooLong(_ label: String, size: Int, limit: Int, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .labelTooLong, "the label of a button has 1 to \(limit) characters, and '\(shortened(label))' has \(size)",
            at: span,
            help: "shorten it")
    }

    static func sameLabel(_ label: String, at span: SourceSpan, first: SourceSpan?) -> Diagnostic {
        Diagnostic(
            .error, .sameLabel, "two buttons of one message are labelled '\(shortened(label))'", at: span,
            help: "give each its own label", notes: first.map { [Note("the first is", at: $0)] } ?? [])
    }

    static func textTooLong(size: Int, limit: Int, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .textTooLong, "a text with buttons has at most \(limit) characters, and this one has \(size)", at: span,
            help: "send a part of it with a 'say' before this one")
    }
}
