/// The bit operations of the `math` extension.
enum BitFunctions {
    static let all: [Function] = [
        binary("math.bitAnd", &),
        binary("math.bitOr", |),
        binary("math.bitXor", ^),
        Function("math.bitNot", [Overload([.int], .int), Overload([.uint], .uint)]) { arguments throws(EvaluationError) in
            switch arguments[0] {
            case .int(let bits): .int(~bits)
            case .uint(let bits): .uint(~bits)
            default: throw .arguments("math.bitNot")
            }
        },
        shift("math.bitShiftLeft") { $0 << $1 },
        shift("math.bitShiftRight") { $0 >> $1 },
    ]

    private static func binary(_ name: String, _ combine: @escaping @Sendable (UInt64, UInt64) -> UInt64) -> Function {
        Function(name, [Overload([.int, .int], .int), Overload([.uint, .uint], .uint)]) { arguments throws(EvaluationError) in
            switch (arguments[0], arguments[1]) {
            case (.int(let left), .int(let right)):
                .int(Int64(bitPattern: combine(UInt64(bitPattern: left), UInt64(bitPattern: right))))
            case (.uint(let left), .uint(let right)): .uint(combine(left, right))
            default: throw .arguments(name)
            }
        }
    }

    /// Zeros come in from both sides, also for negative numbers.
    private static func shift(_ name: String, _ shift: @escaping @Sendable (UInt64, Int64) -> UInt64) -> Function {
        Function(name, [Overload([.int, .int], .int), Overload([.uint, .int], .uint)]) { arguments throws(EvaluationError) in
            let count = try arguments.int(1)
            guard count >= 0 else { throw EvaluationError(.argument, "'\(name)' cannot shift by a negative number") }
            switch arguments[0] {
            case .int(let bits): return .int(Int64(bitPattern: shift(UInt64(bitPattern: bits), count)))
            case .uint(let bits): return .uint(shift(bits, count))
            default: throw .arguments(name)
            }
        }
    }
}
