/// What has been found so far, in the order of finding, one for each cause.
public struct Diagnostics: Sendable {
    /// How many are shown at most.
    public static let limit = 100
    /// How many are kept until they are sorted; a file that has more is told about these.
    private static let bound = 10_000

    private var found: [Diagnostic] = []
    private var seen: Set<Cause> = []
    private var hidden: [SourceSpan] = []

    private struct Cause: Hashable {
        let code: DiagnosticCode
        let span: SourceSpan
    }

    public init() {}

    /// In the order of finding.
    public var all: [Diagnostic] { found }

    public var hasErrors: Bool { found.contains { $0.severity == .error } }

    /// A second one with the same code at the same place is left out.
    public mutating func report(_ diagnostic: Diagnostic) {
        guard found.count < Diagnostics.bound else { return }
        guard seen.insert(Cause(code: diagnostic.code, span: diagnostic.span)).inserted else { return }
        found.append(diagnostic)
    }

    public mutating func report(_ others: Diagnostics) {
        for diagnostic in others.found { report(diagnostic) }
        hidden += others.hidden
    }

    mutating func remove(where isNeedless: (Diagnostic) -> Bool) {
        found.removeAll(where: isNeedless)
    }

    /// Keeps a stretch of a file out of all that is shown.
    public mutating func hide(_ span: SourceSpan) {
        hidden.append(span)
    }

    /// By file, line and column; at most `limit`, errors before warnings when there are more.
    public var sorted: [Diagnostic] {
        var chosen = found
        if chosen.count > Diagnostics.limit {
            let errors = chosen.filter { $0.severity == .error }
            let warnings = chosen.filter { $0.severity == .warning }
            chosen = Array(
                (errors.sorted(by: Diagnostics.precedes) + warnings.sorted(by: Diagnostics.precedes)).prefix(Diagnostics.limit))
        }
        return chosen.sorted(by: Diagnostics.precedes).map { $0.hiding(hidden) }
    }

    private static func precedes(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
        if left.span.file.path != right.span.file.path { return left.span.file.path < right.span.file.path }
        if left.span.start != right.span.start { return left.span.start < right.span.start }
        return left.code.rawValue < right.code.rawValue
    }
}
