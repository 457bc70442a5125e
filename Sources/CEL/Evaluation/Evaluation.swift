/// One evaluation of a program: its variables, its locals and what it has cost so far.
struct Evaluation {
    /// A variable of a macro. `cel.bind` is lazy: what fails is told only where it is used.
    private enum Local {
        case value(Value)
        case failure(EvaluationError)
    }

    private let slots: [Value]
    let profile: Environment.Profile
    private let limits: Limits
    private var locals: [Local] = []
    private var cost = 0
    private var createdBytes = 0

    init(slots: [Value], profile: Environment.Profile, limits: Limits) {
        self.slots = slots
        self.profile = profile
        self.limits = limits
    }

    mutating func value(of node: Node) throws(EvaluationError) -> Value {
        try spend(1)
        switch node {
        case .constant(let value): return value
        case .slot(let slot, let place): return try variable(slot, at: place)
        case .optionalSlot(let slot, let place):
            return try variable(slot, at: place).lifted
        case .local(let index):
            switch locals[index] {
            case .value(let value): return value
            case .failure(let error): throw error
            }
        case .failure(let error): throw error
        case .select(let operand, let field, let isOptional, let place):
            return try select(field, of: try value(of: operand), isOptional: isOptional, at: place)
        case .presence(let operand, let field, let place):
            return .bool(try has(field, in: try value(of: operand), at: place))
        case .index(let operand, let key, let isOptional, let place):
            let container = try value(of: operand)
            return try element(try value(of: key), of: container, isOptional: isOptional, at: place)
        case .unary(let sign, let operand, let place):
            let operand = try value(of: operand)
            do throws(EvaluationError) {
                return try Operators.apply(sign, to: operand)
            } catch {
                throw error.located(at: place)
            }
        case .binary(let sign, let left, let right, let place): return try binary(sign, left, right, at: place)
        case .logical(let joint, let operands, let place): return try logical(joint, operands, at: place)
        case .conditional(let condition, let then, let otherwise, let place):
            guard case .bool(let holds) = try value(of: condition) else {
                throw EvaluationError(.noOverload, "the condition of '? :' is neither true nor false", at: place)
            }
            return try value(of: holds ? then : otherwise)
        case .call(let callable, let arguments, let place): return try call(callable, arguments, at: place)
        case .list(let items, _): return try list(items)
        case .map(let items, _): return try map(items)
        case .fold(let loop, let place): return try fold(loop, at: place)
        case .bind(let bound, let body):
            do throws(EvaluationError) {
                locals.append(.value(try value(of: bound)))
            } catch {
                guard error.code != .limit else { throw error }
                locals.append(.failure(error))
            }
            defer { locals.removeLast() }
            return try value(of: body)
        case .lifted(let operand):
            do throws(EvaluationError) {
                return try value(of: operand).lifted
            } catch {
                guard error.code == .missing else { throw error }
                return .optional(nil)
            }
        case .nullable(let operand):
            do throws(EvaluationError) {
                let value = try value(of: operand)
                if case .optional(let inner) = value { return inner ?? .null }
                return value
            } catch {
                guard error.code == .missing else { throw error }
                return .null
            }
        case .orElse(let operand, let alternative, let isUnwrapped, let place):
            guard case .optional(let inner) = try value(of: operand) else {
                throw EvaluationError(.noOverload, "only an optional value may have an alternative", at: place)
            }
            guard let inner else { return try value(of: alternative) }
            return isUnwrapped ? inner : .optional(inner)
        case .optionalMap(let operand, let body, let isFlat, let place):
            return try optionalMap(operand, body, isFlat: isFlat, at: place)
        }
    }

    mutating func spend(_ steps: Int) throws(EvaluationError) {
        // Compared before it is added, so that no sum overflows.
        guard steps <= limits.cost - cost else {
            cost = limits.cost
            throw EvaluationError(.limit, "the expression takes more than \(limits.cost) steps")
        }
        cost += steps
    }

    mutating func created(_ value: Value) throws(EvaluationError) {
        createdBytes += value.shallowBytes
        if createdBytes > limits.createdBytes {
            throw EvaluationError(.limit, "the expression creates more than \(limits.createdBytes) bytes of values")
        }
    }

    private func variable(_ slot: Int, at place: Range<Int>) throws(EvaluationError) -> Value {
        guard slots.indices.contains(slot) else {
            throw EvaluationError(.missing, "this name has no value here", at: place)
        }
        return slots[slot]
    }

    private mutating func binary(
        _ sign: BinaryOperator, _ left: Node, _ right: Node, at place: Range<Int>
    ) throws(EvaluationError) -> Value {
        let left = try value(of: left)
        let right = try value(of: right)
        try spend(left.readingCost + right.readingCost)
        do throws(EvaluationError) {
            let result = try Operators.apply(sign, left, right, profile: profile)
            if sign == .add { try created(result) }
            return result
        } catch {
            throw error.located(at: place)
        }
    }

    /// `false` decides `&&` and `true` decides `||`, whatever the other operands are or fail with.
    private mutating func logical(
        _ joint: LogicalOperator, _ operands: [Node], at place: Range<Int>
    ) throws(EvaluationError) -> Value {
        let deciding = joint == .or
        var failure: EvaluationError?
        for operand in operands {
            do throws(EvaluationError) {
                guard case .bool(let holds) = try value(of: operand) else {
                    throw EvaluationError(
                        .noOverload, "'\(joint.rawValue)' joins conditions, and one of them is neither true nor false", at: place)
                }
                if holds == deciding { return .bool(deciding) }
            } catch {
                guard error.code != .limit else { throw error }
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return .bool(!deciding)
    }

    private mutating func call(
        _ callable: Callable, _ arguments: [Node], at place: Range<Int>
    ) throws(EvaluationError) -> Value {
        var values: [Value] = []
        values.reserveCapacity(arguments.count)
        for argument in arguments {
            let value = try value(of: argument)
            try spend(value.readingCost)
            values.append(value)
        }
        for candidate in callable.candidates where candidate.accepts(values) {
            if let cost = candidate.cost { try spend(cost(values)) }
            do throws(EvaluationError) {
                let result = try candidate.call(values)
                try created(result)
                return result
            } catch {
                throw error.located(at: place)
            }
        }
        let kinds = values.map(\.type.name).joined(separator: ", ")
        throw EvaluationError(.noOverload, "'\(callable.name)' does not take (\(kinds))", at: place)
    }

    private mutating func list(_ items: [Node.ListItem]) throws(EvaluationError) -> Value {
        var elements: [Value] = []
        elements.reserveCapacity(items.count)
        for item in items {
            if let element = try present(try value(of: item.value), isOptional: item.isOptional, at: item.place) {
                elements.append(element)
            }
        }
        try created(.list(elements))
        return .list(elements)
    }

    private mutating func map(_ items: [Node.MapItem]) throws(EvaluationError) -> Value {
        var map = MapValue(isData: false)
        for item in items {
            let key = try value(of: item.key)
            let value = try value(of: item.value)
            if let value = try present(value, isOptional: item.isOptional, at: item.place) {
                try map.insert(value, for: key, at: item.place)
            }
        }
        try created(.map(map))
        return .map(map)
    }

    /// What `?` before an element or entry leaves: nil when the optional has no value.
    private func present(
        _ value: Value, isOptional: Bool, at place: Range<Int>
    ) throws(EvaluationError) -> Value? {
        guard isOptional else { return value }
        guard case .optional(let inner) = value else {
            throw EvaluationError(.noOverload, "'?' wants an optional value here", at: place)
        }
        return inner
    }

    private mutating func optionalMap(
        _ operand: Node, _ body: Node, isFlat: Bool, at place: Range<Int>
    ) throws(EvaluationError) -> Value {
        guard case .optional(let inner) = try value(of: operand) else {
            throw EvaluationError(.noOverload, "this macro wants an optional value", at: place)
        }
        guard let inner else { return .optional(nil) }
        let result = try value(of: body, with: inner)
        guard isFlat else { return .optional(result) }
        guard case .optional = result else {
            throw EvaluationError(.noOverload, "'optFlatMap' wants an optional value for its result", at: place)
        }
        return result
    }

    /// Evaluates the body of a macro, whose one or two variables are the values.
    mutating func value(of body: Node, with first: Value, _ second: Value? = nil) throws(EvaluationError) -> Value {
        locals.append(.value(first))
        if let second { locals.append(.value(second)) }
        defer { locals.removeLast(second == nil ? 1 : 2) }
        return try value(of: body)
    }
}

extension Value {
    /// As an optional: one already, or with the value itself, or without when it is null.
    fileprivate var lifted: Value {
        switch self {
        case .optional: self
        case .null: .optional(nil)
        default: .optional(self)
        }
    }
}
