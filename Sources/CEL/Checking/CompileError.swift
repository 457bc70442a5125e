/// Why an expression was not compiled: all that is wrong with it, in the order of the text.
public struct CompileError: Error, Sendable {
    /// One through a hundred.
    public let issues: [Issue]
}
