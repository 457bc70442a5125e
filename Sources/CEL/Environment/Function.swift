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

    /// The steps of a call beyond reading its arguments once; told whether `prepare` has done its part.
    var cost: (@Sendable (_ arguments: [Value], _ isPrepared: Bool) -> Int)?

    /// Whether each call is given the value of the variable `now` behind its arguments.
    private(set) var isGivenTime = false

    public typealias Call = @Sendable ([Value]) throws(EvaluationError) -> Value

    public init(_ name: String, _ overloads: [Overload], call: @escaping Call) {
        self.name = name
        self.overloads = overloads
        self.call = call
    }

    /// A function of the clock, which reads none.
    func givenTime() -> Function {
        var function = self
        function.isGivenTime = true
        return function
    }

    /// A function whose time grows with the product of its first two arguments: `share` of their elements or bytes are a step.
    func costingProduct(share: Int) -> Function {
        var function = self
        function.cost = { arguments, _ in
            guard arguments.count > 1 else { return 0 }
            return arguments[0].extent.multipliedSaturating(by: arguments[1].extent) / share
        }
        return function
    }
}
