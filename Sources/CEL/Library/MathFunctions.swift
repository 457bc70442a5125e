/// The `math` extension.
enum MathFunctions {
    static let all: [Function] =
        [
            extreme("math.greatest", wanted: .greater),
            extreme("math.least", wanted: .less),
            rounding("math.ceil", .up),
            rounding("math.floor", .down),
            rounding("math.round", .toNearestOrAwayFromZero),
            rounding("math.trunc", .towardZero),
            test("math.isNaN") { $0.isNaN },
            test("math.isInf") { $0.isInfinite },
            test("math.isFinite") { $0.isFinite },
            Function("math.abs", numbers) { arguments throws(EvaluationError) in
                switch arguments[0] {
                case .int(let number):
                    return .int(number < 0 ? try Operators.checked(Int64(0).subtractingReportingOverflow(number)) : number)
                case .double(let number): return .double(number.magnitude)
                case let number: return number
                }
            },
            Function("math.sign", numbers) { arguments throws(EvaluationError) in
                switch arguments[0] {
                case .int(let number): .int(number.signum())
                case .uint(let number): .uint(number == 0 ? 0 : 1)
                case .double(let number): .double(number > 0 ? 1 : number < 0 ? -1 : number)
                default: throw .arguments("math.sign")
                }
            },
            Function("math.sqrt", [Type.int, .uint, .double].map { Overload([$0], .double) }) {
                arguments throws(EvaluationError) in
                switch arguments[0] {
                case .int(let number): .double(Double(number).squareRoot())
                case .uint(let number): .double(Double(number).squareRoot())
                default: .double(try arguments.double(0).squareRoot())
                }
            },
        ] + BitFunctions.all

    private static let numbers = [Type.int, .uint, .double].map { Overload([$0], $0) }

    private static func rounding(_ name: String, _ rule: FloatingPointRoundingRule) -> Function {
        Function(name, [Overload([.double], .double)]) { arguments throws(EvaluationError) in
            .double(try arguments.double(0).rounded(rule))
        }
    }

    private static func test(_ name: String, _ test: @escaping @Sendable (Double) -> Bool) -> Function {
        Function(name, [Overload([.double], .bool)]) { arguments throws(EvaluationError) in
            .bool(test(try arguments.double(0)))
        }
    }

    /// Of one number, of two, or of a list; more than two become a list when the expression is read.
    private static func extreme(_ name: String, wanted: Value.Order) -> Function {
        let kinds: [Type] = [.int, .uint, .double]
        let pairs = kinds.flatMap { left in kinds.map { Overload([left, $0], left == $0 ? left : .dyn) } }
        return Function(name, numbers + pairs + kinds.map { Overload([.list($0)], $0) }) { arguments throws(EvaluationError) in
            var candidates = arguments
            if candidates.count == 1, case .list(let list) = candidates[0] { candidates = list }
            guard var best = candidates.first else { throw EvaluationError(.argument, "'\(name)' needs a number at least") }
            for candidate in candidates {
                guard candidate.isNumber else { throw .arguments(name) }
                if candidate.compared(to: best) == wanted { best = candidate }
            }
            return best
        }
    }
}

extension Value {
    fileprivate var isNumber: Bool {
        switch self {
        case .int, .uint, .double: true
        default: false
        }
    }
}
