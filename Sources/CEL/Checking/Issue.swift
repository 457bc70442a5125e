/// One fault in an expression, found before it is evaluated.
public struct Issue: Error, Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// The text is no expression; the message says what is amiss.
        case syntax(String)
        case unknownName(String, candidates: [String])
        case unknownField(String, of: String, candidates: [String])
        case unknownFunction(String, candidates: [String])
        /// The function exists, but not for these; an operator is named by its sign.
        case noOverload(function: String, arguments: [Type])
        /// A member is read of what has none.
        case noFields(field: String, of: Type)
        /// A macro runs over what is neither a list nor a map.
        case notIterable(Type)
        /// A macro's condition is neither true nor false.
        case notCondition(Type)
        /// More levels of nesting than ``Limits/depth``, or of macros in macros than ``Limits/comprehensionDepth``.
        case tooDeep(limit: Int)
        case tooLong(limit: Int)
    }

    /// Unicode scalars from the start of the expression's text.
    public let range: Range<Int>
    public let kind: Kind

    init(_ range: Range<Int>, _ kind: Kind) {
        self.range = range
        self.kind = kind
    }
}
