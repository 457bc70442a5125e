/// What an expression may cost, at load and each time it is evaluated. The same for every expression.
public struct Limits: Sendable, Hashable {
    /// Levels of nesting, 250 at most; a chain of binary operators counts each of them, one of `&&` or `||` counts once.
    public let depth: Int
    /// Macros such as `map` within one another.
    public let comprehensionDepth: Int
    /// Unicode scalars of an expression's text.
    public let length: Int
    /// Steps of one evaluation: a node is one, and so is every ten bytes of text that a function reads.
    public let cost: Int
    /// What one evaluation may create: texts, bytes, and 16 for each element of a list or map.
    public let createdBytes: Int

    public init(
        depth: Int = 100, comprehensionDepth: Int = 3, length: Int = 100_000, cost: Int = 100_000,
        createdBytes: Int = 1 << 20
    ) {
        // Deeper than this the reading and the evaluation, which recurse, could outgrow a stack.
        self.depth = min(depth, 250)
        self.comprehensionDepth = comprehensionDepth
        self.length = length
        self.cost = cost
        self.createdBytes = createdBytes
    }

    public static let `default` = Limits()

    /// Faults that are told of one expression.
    static let issues = 100
}
