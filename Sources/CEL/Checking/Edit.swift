/// A change of an expression's text after which it says what was probably meant.
public struct Edit: Sendable, Hashable {
    /// What is replaced, in Unicode scalars from the start of the text; empty where something is put in.
    public let range: Range<Int>
    public let replacement: String

    public init(_ range: Range<Int>, _ replacement: String) {
        self.range = range
        self.replacement = replacement
    }
}
