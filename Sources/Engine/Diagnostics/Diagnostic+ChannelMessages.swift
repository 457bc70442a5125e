import CEL

/// What is said of messages that the channel would refuse.
extension Diagnostic {
    static func tooManyButtons(_ count: Int, limit: Int, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .tooManyButtons, "a message has at most \(limit) buttons, and this one has \(count)", at: span,
            help: "ask in two steps, or use a 'list'")
    }

    static func tooManyRows(_ count: Int, limit: Int, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .tooManyRows, "a list has at most \(limit) rows in all, and this one has \(count)", at: span,
            help: "ask in two steps: first for the group, then for the row")
    }

    static func labelTooLong(_ label: String, size: Int, _ part: ChannelLimits.Part, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .labelTooLong,
            "\(part.words) has 1 to \(part.limit) characters, and '\(shortened(label))' has \(size)", at: span,
            help: size == 0 ? "write one" : "shorten it")
    }

    static func sameLabel(
        _ label: String, _ part: ChannelLimits.Part, at span: SourceSpan, first: SourceSpan?
    ) -> Diagnostic {
        Diagnostic(
            .error, .sameLabel,
            part == .rowTitle
                ? "two rows of one list are titled '\(shortened(label))'"
                : "two buttons of one message are labelled '\(shortened(label))'", at: span,
            help: part == .rowTitle ? "give each its own title" : "give each its own label",
            notes: first.map { [Note("the first is", at: $0)] } ?? [])
    }

    static func textTooLong(size: Int, _ part: ChannelLimits.Part, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .textTooLong, "\(part.words) has at most \(part.limit) characters, and this one has \(size)", at: span,
            help: part.limit >= ChannelLimits.Part.caption.limit ? "send a part of it with a 'say' before this one" : "shorten it"
        )
    }

    static func wrongAddress(_ text: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .wrongAddress, "'\(shortened(text))' is no https address, such as 'https://exemplo.com/pagina'", at: span,
            help: text.hasPrefix("http://") ? "write https:// in place of http://" : "write the whole address, from https:// on")
    }

    /// - Parameter others: The keys that it does not go together with.
    static func mixedMessage(_ key: Located<String>, with others: [String]) -> Diagnostic {
        Diagnostic(
            .error, .mixedMessage, "'\(key.value)' and \(listed(others)) do not go together in one message", at: key.span,
            help: "send one of them with a 'say' of its own")
    }

    /// - Parameter others: The keys of which it needs one.
    static func lonelyKey(_ key: Located<String>, without others: [String]) -> Diagnostic {
        Diagnostic(
            .error, .mixedMessage, "'\(key.value)' stands only beside \(listed(others, last: .or))", at: key.span,
            help: "remove it, or add one of them")
    }

    static func rowsOrEach(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .mixedMessage, "a list has either 'sections', or 'each' with 'as' and 'title'", at: span,
            help: "write its rows under 'sections', or keep one of the two")
    }

    static func untitledSection(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .labelTooLong, "of several sections each has a title", at: span, help: "add 'title:' to this one")
    }
}
