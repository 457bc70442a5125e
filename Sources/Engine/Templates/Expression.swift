import CEL

/// A compiled CEL expression and the place in the YAML that it was written at.
///
/// A class, so that a turn holds it by one reference.
final class Expression: Sendable {
    let program: Program
    let span: SourceSpan
    /// The names that it reads, each with the fields behind it.
    let paths: Set<[String]>
    /// Whether it reads the state as a whole, by `state`.
    let readsState: Bool

    init(program: Program, span: SourceSpan, paths: Set<[String]>) {
        self.program = program
        self.span = span
        self.paths = paths
        readsState = program.variables.contains(FixedNames.state)
    }

    /// What it reads by bare name, each once.
    var reads: [String] { program.variables }
}
