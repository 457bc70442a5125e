/// Why an expression has no value.
public struct EvaluationError: Error, Sendable, Hashable {
    public enum Code: Sendable, Hashable {
        /// A key, field or element that is not there, or an optional without a value.
        case missing
        case divisionByZero
        /// A number, time or position outside what its type or the text allows.
        case range
        /// The operands have types that the operator or function does not take.
        case noOverload
        /// A text that does not read as what it was to become.
        case conversion
        /// An argument that the function refuses, such as a faulty pattern.
        case argument
        case duplicateKey
        /// An undeclared name or function, in an expression that was not checked.
        case unknown
        /// Over ``Limits/cost`` or ``Limits/createdBytes``; no operator absorbs it.
        case limit
    }

    /// Unicode scalars from the start of the expression's text; nil for a limit, which is passed at no one place.
    public var range: Range<Int>?
    public let code: Code
    /// A lower-case sentence without a full stop. It names keys and types, never a value of the data.
    public let wording: Wording
    /// In English.
    public var message: String { wording.english }

    public init(_ code: Code, _ wording: Wording, at range: Range<Int>? = nil) {
        self.range = range
        self.code = code
        self.wording = wording
    }

    func located(at place: Range<Int>) -> EvaluationError {
        range == nil && code != .limit ? EvaluationError(code, wording, at: place) : self
    }
}
