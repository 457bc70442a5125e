/// Values that may be missing. `or` and `orValue` are nodes of their own, for they do not evaluate what they do not need.
enum OptionalFunctions {
    static let all: [Function] = [
        Function("optional.of", [Overload([value], .optional(value))]) { arguments throws(EvaluationError) in
            .optional(arguments[0])
        },
        Function("optional.none", [Overload([], .optional(value))]) { _ throws(EvaluationError) in .optional(nil) },
        Function("optional.ofNonZeroValue", [Overload([value], .optional(value))]) { arguments throws(EvaluationError) in
            .optional(arguments[0].isZero ? nil : arguments[0])
        },
        Function("hasValue", [Overload([.optional(value)], .bool, isMethod: true)]) { arguments throws(EvaluationError) in
            .bool(try arguments.optional(0) != nil)
        },
        Function("value", [Overload([.optional(value)], value, isMethod: true)]) { arguments throws(EvaluationError) in
            guard let inner = try arguments.optional(0) else { throw EvaluationError(.missing, "the optional has no value") }
            return inner
        },
        Function("or", [Overload([.optional(value), .optional(value)], .optional(value), isMethod: true)]) {
            arguments throws(EvaluationError) in try arguments.optional(0) == nil ? arguments[1] : arguments[0]
        },
        Function("orValue", [Overload([.optional(value), value], value, isMethod: true)]) {
            arguments throws(EvaluationError) in try arguments.optional(0) ?? arguments[1]
        },
        Function("optional.unwrap", [Overload([.list(.optional(value))], .list(value))], call: unwrap),
        Function("unwrapOpt", [Overload([.list(.optional(value))], .list(value), isMethod: true)], call: unwrap),
    ]

    /// What is asked of an optional itself.
    static let methods: Set<String> = ["or", "orValue", "hasValue", "value"]

    private static let value = Type.parameter("V")

    @Sendable
    private static func unwrap(_ arguments: [Value]) throws(EvaluationError) -> Value {
        var present: [Value] = []
        for element in try arguments.list(0) {
            guard case .optional(let inner) = element else { throw .arguments("unwrapOpt") }
            if let inner { present.append(inner) }
        }
        return .list(present)
    }
}
