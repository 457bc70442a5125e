/// A function that expressions may call.
public struct Function: Sendable {
    /// May be qualified by dots, such as `math.abs`.
    public let name: String
    public let overloads: [Overload]
    /// Called with arguments whose kinds fit one of the overloads; what is inside a list or map was not looked at.
    public let call: Call
    /// Given the arguments that are literals, a call with the work done that needs nothing else; nil when there is none.
    /// What it throws every call would throw, and the host profile tells it when the expression is compiled.
    var prepare: (@Sendable ([Value?]) throws(EvaluationError) -> Call?)?

    public typealias Call = @Sendable ([Value]) throws(EvaluationError) -> Value

    public init(_ name: String, _ overloads: [Overload], call: @escaping Call) {
        self.name = name
        self.overloads = overloads
        self.call = call
    }
}
