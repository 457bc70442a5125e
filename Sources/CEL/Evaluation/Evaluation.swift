/// One evaluation of a plan: its variables, its locals and what it may still cost.
struct Evaluation {
    /// A variable of a macro. `cel.bind` is lazy: what fails is told only where it is used.
    private enum Local {
        case value(Value)
        indirect case failure(EvaluationError)
    }

    let plan: Plan
    private let slots: [Value]
    private var locals: [Local]
    private var steps: Int
    private var bytes: Int

    init(_ plan: Plan, slots: [Value]) {
        self.plan = plan
        self.slots = slots
        locals = plan.tables.locals == 0 ? [] : Array(repeating: .value(.null), count: plan.tables.locals)
        steps = plan.limits.cost
        bytes = plan.limits.createdBytes
    }

    mutating func value(of node: Int) throws(EvaluationError) -> Value {
        try spend(1)
        do throws(EvaluationError) {
            return try evaluate(plan.tables.nodes[node])
        } catch {
            throw error.located(at: plan.tables.places[node])
        }
    }

    @inline(__always)
    private mutating func evaluate(_ node: Node) throws(EvaluationError) -> Value {
        switch node {
        case .constant(let constant): return plan.tables.constants[constant]
        case .slot(let slot): return try variable(slot)
        case .optionalSlot(let slot): return try variable(slot).lifted
        case .local(let local):
            switch locals[local] {
            case .value(let value): return value
            case .failure(let error): throw error
            }
        case .failure(let failure): throw plan.tables.failures[failure]
        case .select(let operand, let field, let isOptional):
            return try value(of: operand).member(plan.tables.names[field], isOptional: isOptional, profile: plan.profile)
        case .presence(let operand, let field):
            return .bool(try value(of: operand).has(plan.tables.names[field], profile: plan.profile))
        case .index(let operand, let key, let isOptional):
            let container = try value(of: operand)
            return try container.element(try value(of: key), isOptional: isOptional, profile: plan.profile)
        case .unary(let sign, let operand): return try Operators.apply(sign, to: try value(of: operand))
        case .binary(let sign, let left, let right): return try binary(sign, left, right)
        case .sum(let addends): return try sum(addends)
        case .logical(let joint, let operands): return try logical(joint, operands)
        case .conditional(let condition, let then, let otherwise):
            guard case .bool(let holds) = try value(of: condition) else {
                throw EvaluationError(.noOverload, "the condition of '? :' is neither true nor false")
            }
            return try value(of: holds ? then : otherwise)
        case .call(let callable, let arguments): return try call(callable, arguments)
        case .list(let elements): return try list(elements)
        case .map(let entries): return try map(entries)
        case .addend(let operand), .optionalElement(let operand), .entry(_, let operand, _): return try value(of: operand)
        case .fold(let loop): return try fold(plan.tables.loops[loop])
        case .bind(let bound, let local, let body):
            do throws(EvaluationError) {
                locals[local] = .value(try value(of: bound))
            } catch {
                guard error.code != .limit else { throw error }
                locals[local] = .failure(error)
            }
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
        case .orElse(let operand, let alternative, let isUnwrapped):
            guard case .optional(let inner) = try value(of: operand) else {
                throw EvaluationError(.noOverload, "only an optional value may have an alternative")
            }
            guard let inner else { return try value(of: alternative) }
            return isUnwrapped ? inner : .optional(inner)
        case .optionalMap(let operand, let local, let body, let isFlat):
            return try optionalMap(operand, local, body, isFlat: isFlat)
        }
    }

    @inline(__always)
    mutating func spend(_ count: Int) throws(EvaluationError) {
        guard count <= steps else {
            steps = 0
            throw EvaluationError(.limit, "the expression takes more than \(plan.limits.cost) steps")
        }
        steps &-= count
    }

    /// Accounts for a value that did not exist before.
    mutating func created(_ value: Value) throws(EvaluationError) -> Value {
        try create(bytes: value.shallowBytes)
        return value
    }

    private mutating func create(bytes count: Int) throws(EvaluationError) {
        bytes -= count
        guard bytes >= 0 else {
            throw EvaluationError(.limit, "the expression creates more than \(plan.limits.createdBytes) bytes of values")
        }
    }

    private func variable(_ slot: Int) throws(EvaluationError) -> Value {
        guard slot < slots.count else { throw EvaluationError(.missing, "this name has no value here") }
        return slots[slot]
    }

    private mutating func binary(_ sign: BinaryOperator, _ left: Int, _ right: Int) throws(EvaluationError) -> Value {
        let left = try value(of: left)
        let right = try value(of: right)
        if sign == .add { return try add(left, right) }
        try spend(left.readingCost + right.readingCost)
        return try Operators.apply(sign, left, right, profile: plan.profile)
    }

    private mutating func add(_ left: Value, _ right: Value) throws(EvaluationError) -> Value {
        try spend(left.readingCost + right.readingCost)
        return try created(try Operators.apply(.add, left, right, profile: plan.profile))
    }

    /// What `+` between each two would make of it, but a text grows in its place.
    private mutating func sum(_ addends: Node.Operands) throws(EvaluationError) -> Value {
        var text = ""
        var total: Value?
        for addend in addends {
            let node = plan.tables.operands[addend]
            let next = try value(of: node)
            guard addend > addends.lowerBound else {
                if case .string(let first) = next { text = first } else { total = next }
                continue
            }
            if total == nil, case .string(let more) = next {
                try spend(text.utf8.count / 10 + next.readingCost)
                text += more
                try create(bytes: text.utf8.count)
            } else {
                do throws(EvaluationError) {
                    total = try add(total ?? .string(text), next)
                } catch {
                    throw error.located(at: plan.tables.places[node])
                }
            }
        }
        return total ?? .string(text)
    }

    /// `false` decides `&&` and `true` decides `||`, whatever the other operands are or fail with.
    private mutating func logical(_ joint: LogicalOperator, _ operands: Node.Operands) throws(EvaluationError) -> Value {
        let deciding = joint == .or
        var failure: EvaluationError?
        for operand in operands {
            do throws(EvaluationError) {
                guard case .bool(let holds) = try value(of: plan.tables.operands[operand]) else {
                    throw EvaluationError(
                        .noOverload, "'\(joint.rawValue)' joins conditions, and one of them is neither true nor false")
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

    private mutating func call(_ callable: Int, _ arguments: Node.Operands) throws(EvaluationError) -> Value {
        let first = arguments.lowerBound
        var values: [Value]
        switch arguments.count {
        // A literal is made in one piece, and these are most calls.
        case 1: values = [try argument(first)]
        case 2: values = [try argument(first), try argument(first + 1)]
        default:
            values = []
            for place in arguments { values.append(try argument(place)) }
        }
        for candidate in plan.tables.callables[callable].candidates where candidate.accepts(values) {
            if let cost = candidate.cost { try spend(cost(values)) }
            return try created(try candidate.call(values))
        }
        let kinds = values.map(\.type.name).joined(separator: ", ")
        throw EvaluationError(.noOverload, "'\(plan.tables.callables[callable].name)' does not take (\(kinds))")
    }

    private mutating func argument(_ place: Int) throws(EvaluationError) -> Value {
        let value = try value(of: plan.tables.operands[place])
        try spend(value.readingCost)
        return value
    }

    private mutating func list(_ operands: Node.Operands) throws(EvaluationError) -> Value {
        var elements: [Value] = []
        elements.reserveCapacity(operands.count)
        for operand in operands {
            let node = plan.tables.operands[operand]
            let element = try value(of: node)
            if case .optionalElement = plan.tables.nodes[node] {
                if let element = try element.held(at: plan.tables.places[node]) { elements.append(element) }
            } else {
                elements.append(element)
            }
        }
        return try created(.list(elements))
    }

    private mutating func map(_ operands: Node.Operands) throws(EvaluationError) -> Value {
        var entries = MapEntries()
        for operand in operands {
            let node = plan.tables.operands[operand]
            guard case .entry(let keyNode, let valueNode, let isOptional) = plan.tables.nodes[node] else { continue }
            let place = plan.tables.places[node]
            let key = try value(of: keyNode)
            let value = try value(of: valueNode)
            if let value = isOptional ? try value.held(at: place) : value {
                try entries.insert(value, for: key, at: place)
            }
        }
        return try created(.map(MapValue(entries, isData: false)))
    }

    private mutating func optionalMap(
        _ operand: Int, _ local: Int, _ body: Int, isFlat: Bool
    ) throws(EvaluationError) -> Value {
        guard case .optional(let inner) = try value(of: operand) else {
            throw EvaluationError(.noOverload, "this macro wants an optional value")
        }
        guard let inner else { return .optional(nil) }
        locals[local] = .value(inner)
        let result = try value(of: body)
        guard isFlat else { return .optional(result) }
        guard case .optional = result else {
            throw EvaluationError(.noOverload, "'optFlatMap' wants an optional value for its result")
        }
        return result
    }

    /// Evaluates the body of a loop for one round.
    mutating func value(of body: Int, of loop: Loop, in rounds: Rounds, _ round: Int) throws(EvaluationError) -> Value {
        locals[loop.local] = .value(rounds.first(round))
        if loop.hasTwoVariables { locals[loop.local + 1] = .value(rounds.second(round)) }
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

    /// What `?` before an element or entry leaves: nil when the optional has no value.
    fileprivate func held(at place: Range<Int>) throws(EvaluationError) -> Value? {
        guard case .optional(let inner) = self else {
            throw EvaluationError(.noOverload, "'?' wants an optional value here", at: place)
        }
        return inner
    }
}
