/// One fault in an expression, found before it is evaluated.
public struct Issue: Error, Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// The text is no expression; the message says what is amiss.
        case syntax(Wording)
        /// A literal that its function never takes, such as a pattern that is none.
        case faultyLiteral(Wording)
        case unknownName(String, candidates: [String])
        /// `of` is the path of the object where it is one, else the name of its type.
        case unknownField(String, of: String, candidates: [String])
        case unknownFunction(String, candidates: [String])
        /// The function exists, but not for these; an operator is named by its sign and has no forms.
        case noOverload(function: String, arguments: [Type], forms: [Overload])
        /// A member is read of what has none.
        case noFields(field: String, of: Type)
        /// In the host profile: an optional stands where its value is needed.
        case mayBeMissing(Type)
        /// A macro runs over what is neither a list nor a map.
        case notIterable(Type)
        /// A function is called as a method, or a method as a function.
        case wrongForm(String, isMethod: Bool)
        /// A block of a template language, such as `#each` or `endif`.
        case block(String)
        /// A macro is called without the name of its element.
        case macroWithoutName(String)
        /// What must be true or false is neither.
        case notCondition(Type)
        /// More levels of nesting than ``Limits/depth``, or of macros in macros than ``Limits/comprehensionDepth``.
        case tooDeep(limit: Int)
        case tooLong(limit: Int)
    }

    /// Unicode scalars from the start of the expression's text.
    public let range: Range<Int>
    public let kind: Kind
    /// What would mend it, where that is known; a guess that need not compile.
    public let edits: [Edit]
    /// What to do, where edits cannot say it.
    public let hint: Wording?

    init(_ range: Range<Int>, _ kind: Kind, edits: [Edit] = [], hint: Wording? = nil) {
        self.range = range
        self.kind = kind
        self.edits = edits
        self.hint = hint
    }
}
