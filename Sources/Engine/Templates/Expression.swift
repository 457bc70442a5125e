import CEL

/// A compiled CEL expression and the place in the YAML that it was written at.
struct Expression: Sendable {
    let program: Program
    let span: SourceSpan
    /// What it reads by bare name, each once.
    var reads: [String] { program.variables }
}
