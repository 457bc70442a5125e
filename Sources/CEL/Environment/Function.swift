/// One way to call a function.
public struct Overload: Sendable, Hashable {
    /// With a method the first one is what stands before the dot.
    public let parameters: [Type]
    public let result: Type
    /// `target.name(…)` rather than `name(target, …)`.
    public let isMethod: Bool

    public init(_ parameters: [Type], _ result: Type, isMethod: Bool = false) {
        self.parameters = parameters
        self.result = result
        self.isMethod = isMethod
    }
}

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

extension Type {
    /// Whether a value may be passed where this type is declared; only its kind is looked at.
    func accepts(_ value: Value) -> Bool {
        switch (self, value) {
        case (.dyn, _), (.parameter, _), (.opaque, _): true
        case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double), (.string, .string),
            (.bytes, .bytes), (.timestamp, .timestamp), (.duration, .duration), (.type, .type), (.list, .list),
            (.map, .map), (.object, .map), (.optional, .optional):
            true
        case (.wrapper(let type), _):
            if case .null = value { true } else { type.accepts(value) }
        default: false
        }
    }
}
