/// What operators do to values.
enum Operators {
    static func apply(_ sign: UnaryOperator, to operand: Value) throws(EvaluationError) -> Value {
        switch (sign, operand) {
        case (.not, .bool(let value)): return .bool(!value)
        case (.negate, .int(let value)): return .int(try checked(Int64(0).subtractingReportingOverflow(value)))
        case (.negate, .double(let value)): return .double(-value)
        default:
            throw EvaluationError(.noOverload, "'\(sign.rawValue)' does not work with \(operand.type.name)")
        }
    }

    static func apply(
        _ sign: BinaryOperator, _ left: Value, _ right: Value, profile: Environment.Profile
    ) throws(EvaluationError) -> Value {
        switch sign {
        case .equal: return .bool(left.isEqual(to: right))
        case .notEqual: return .bool(!left.isEqual(to: right))
        case .less, .lessOrEqual, .greater, .greaterOrEqual: return .bool(try compare(sign, left, right))
        case .isIn: return .bool(try contains(left, in: right, profile: profile))
        case .add, .subtract, .multiply, .divide, .remainder:
            if let result = try arithmetic(sign, left, right) { return result }
            if profile == .host, sign != .remainder, let (left, right) = promoted(left, right),
                let result = try arithmetic(sign, left, right)
            {
                return result
            }
            throw noOverload(sign, left, right)
        }
    }

    /// The elements in the order of their keys, which must all be of one kind that has an order; equal ones keep theirs.
    static func sorted(
        _ keyed: [(key: Value, element: Value)]
    ) throws(EvaluationError) -> [Value] {
        guard let first = keyed.first else { return [] }
        guard keyed.allSatisfy({ $0.key.type == first.key.type && $0.key.compared(to: $0.key) != nil }) else {
            throw EvaluationError(.noOverload, "only values of one kind that has an order can be sorted")
        }
        return keyed.enumerated().sorted {
            switch $0.element.key.compared(to: $1.element.key) {
            case .less: true
            case .greater: false
            case .equal, .some(.none), nil: $0.offset < $1.offset
            }
        }.map(\.element.element)
    }

    private static func compare(_ sign: BinaryOperator, _ left: Value, _ right: Value) throws(EvaluationError) -> Bool {
        guard let order = left.compared(to: right) else { throw noOverload(sign, left, right) }
        return switch order {
        case .less: sign == .less || sign == .lessOrEqual
        case .equal: sign == .lessOrEqual || sign == .greaterOrEqual
        case .greater: sign == .greater || sign == .greaterOrEqual
        case .none: false
        }
    }

    private static func contains(
        _ element: Value, in container: Value, profile: Environment.Profile
    ) throws(EvaluationError) -> Bool {
        switch container {
        case .list(let list): return list.contains { $0.isEqual(to: element) }
        case .map(let map):
            guard let value = MapValue.Key(finding: element).flatMap({ map[$0] }) else { return false }
            if profile == .host, map.isData, case .null = value { return false }
            return true
        default: throw noOverload(.isIn, element, container)
        }
    }

    /// nil when the operator has no meaning for the two kinds.
    private static func arithmetic(
        _ sign: BinaryOperator, _ left: Value, _ right: Value
    ) throws(EvaluationError) -> Value? {
        switch (left, right) {
        case (.int(let left), .int(let right)): return .int(try whole(sign, left, right))
        case (.uint(let left), .uint(let right)): return .uint(try whole(sign, left, right))
        case (.double(let left), .double(let right)): return fractional(sign, left, right).map { .double($0) }
        case (.string(let left), .string(let right)) where sign == .add: return .string(left + right)
        case (.bytes(let left), .bytes(let right)) where sign == .add: return .bytes(left + right)
        case (.list(let left), .list(let right)) where sign == .add: return .list(left + right)
        case (.timestamp(let time), .duration(let span)) where sign == .add: return .timestamp(try time.adding(span))
        case (.duration(let span), .timestamp(let time)) where sign == .add: return .timestamp(try time.adding(span))
        case (.timestamp(let time), .duration(let span)) where sign == .subtract:
            return .timestamp(try time.subtracting(span))
        case (.timestamp(let left), .timestamp(let right)) where sign == .subtract:
            return .duration(try left.timeSpan(since: right))
        case (.duration(let left), .duration(let right)) where sign == .add || sign == .subtract:
            return .duration(TimeSpan(nanoseconds: try whole(sign, left.nanoseconds, right.nanoseconds)))
        default: return nil
        }
    }

    private static func whole<Number: FixedWidthInteger>(
        _ sign: BinaryOperator, _ left: Number, _ right: Number
    ) throws(EvaluationError) -> Number {
        switch sign {
        case .add: return try checked(left.addingReportingOverflow(right))
        case .subtract: return try checked(left.subtractingReportingOverflow(right))
        case .multiply: return try checked(left.multipliedReportingOverflow(by: right))
        default:
            guard right != 0 else { throw EvaluationError(.divisionByZero, "a number is divided by zero") }
            return try checked(
                sign == .divide ? left.dividedReportingOverflow(by: right) : left.remainderReportingOverflow(dividingBy: right)
            )
        }
    }

    private static func fractional(_ sign: BinaryOperator, _ left: Double, _ right: Double) -> Double? {
        switch sign {
        case .add: left + right
        case .subtract: left - right
        case .multiply: left * right
        case .divide: left / right
        default: nil
        }
    }

    static func checked<Number>(
        _ result: (partialValue: Number, overflow: Bool)
    ) throws(EvaluationError) -> Number {
        guard !result.overflow else { throw EvaluationError(.range, "the result is out of the range of its type") }
        return result.partialValue
    }

    private static func promoted(_ left: Value, _ right: Value) -> (Value, Value)? {
        switch (left, right) {
        case (.int(let whole), .double): (.double(Double(whole)), right)
        case (.double, .int(let whole)): (left, .double(Double(whole)))
        default: nil
        }
    }

    private static func noOverload(_ sign: BinaryOperator, _ left: Value, _ right: Value) -> EvaluationError {
        EvaluationError(
            .noOverload, "'\(sign.rawValue)' does not work between \(left.type.name) and \(right.type.name)"
        )
    }
}
