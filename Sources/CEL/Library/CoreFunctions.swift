/// `size`, `dyn`, `type` and what asks about texts.
enum CoreFunctions {
    static let all: [Function] = [
        Function(
            "size",
            [.string, .bytes, .list(.parameter("A")), .map(.parameter("A"), .parameter("B"))].flatMap {
                [Overload([$0], .int), Overload([$0], .int, isMethod: true)]
            }
        ) { arguments throws(EvaluationError) in
            switch arguments[0] {
            case .string(let text): .int(Int64(text.unicodeScalars.count))
            case .bytes(let bytes): .int(Int64(bytes.count))
            case .list(let list): .int(Int64(list.count))
            case .map(let map): .int(Int64(map.count))
            default: throw .arguments("size")
            }
        },
        Function("dyn", [Overload([.parameter("A")], .dyn)]) { arguments throws(EvaluationError) in arguments[0] },
        Function("type", [Overload([.parameter("A")], .type)]) { arguments throws(EvaluationError) in
            .type(arguments[0].type)
        },
        textTest("contains") { $0.containsScalars(of: $1) }.costingProduct(share: TextFunctions.comparisonsOfStep),
        textTest("startsWith") { $0.startsWithScalars(of: $1) },
        textTest("endsWith") { $0.endsWithScalars(of: $1) },
    ]

    private static func textTest(_ name: String, _ test: @escaping @Sendable (String, String) -> Bool) -> Function {
        Function(name, [Overload([.string, .string], .bool, isMethod: true)]) { arguments throws(EvaluationError) in
            guard case .string(let text) = arguments[0], case .string(let part) = arguments[1] else {
                throw .arguments(name)
            }
            return .bool(test(text, part))
        }
    }
}

extension EvaluationError {
    /// Arguments that fit no overload, which only a caller without a checker can bring about.
    static func arguments(_ function: String) -> EvaluationError {
        EvaluationError(.noOverload, "'\(function)' does not take these values")
    }
}
