public import CEL

/// One thing that is wrong, or looks wrong, in the files of a bot.
public struct Diagnostic: Sendable, Hashable {
    public enum Severity: String, Sendable, Hashable {
        /// The bot cannot be loaded.
        case error
        /// The bot can be loaded, and may not do what its author meant.
        case warning
    }

    /// Another place that has to do with it.
    public struct Note: Sendable, Hashable {
        public let message: Wording
        /// Shown after the message as `at path:line:column`.
        public let span: SourceSpan?

        public init(_ message: Wording, at span: SourceSpan? = nil) {
            self.message = message
            self.span = span
        }
    }

    public let severity: Severity
    public let code: DiagnosticCode
    /// One lower-case sentence without a full stop.
    public let message: Wording
    public let span: SourceSpan
    /// What to do next.
    public let help: Wording?
    public let notes: [Note]
    /// Stretches of the file that must not be shown, because a secret stands there.
    public private(set) var hidden: [SourceSpan] = []

    public init(
        _ severity: Severity,
        _ code: DiagnosticCode,
        _ message: Wording,
        at span: SourceSpan,
        help: Wording? = nil,
        notes: [Note] = []
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.span = span
        self.help = help
        self.notes = notes
    }

    /// The same, without showing those of `spans` that stand on its line.
    func hiding(_ spans: [SourceSpan]) -> Diagnostic {
        var copy = self
        copy.hidden += spans.filter {
            $0.file.path == span.file.path && $0.start.line <= span.start.line && span.start.line <= $0.end.line
        }
        return copy
    }
}
