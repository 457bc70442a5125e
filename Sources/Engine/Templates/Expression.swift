import CEL

/// A compiled CEL expression and the place in the YAML that it was written at.
struct Expression: Sendable {
    let program: Program
    let span: SourceSpan
    /// The names that it reads, each with the fields behind it.
    let paths: Set<[String]>
    /// What it reads by bare name, each once.
    var reads: [String] { program.variables }
}
