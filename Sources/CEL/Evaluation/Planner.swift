/// Turns a syntax tree into nodes: names become slots and locals, calls their functions.
struct Planner {
    private let environment: Environment
    private var locals: [String] = []
    private var read: Set<Int> = []

    static func program(for expression: Expression, text: String, type: Type, in environment: Environment) -> Program {
        var planner = Planner(environment: environment)
        let root = planner.plan(expression)
        return Program(
            type: type, text: text, variables: planner.read.sorted().map { environment.variables[$0].name }, root: root,
            profile: environment.profile, limits: environment.limits
        )
    }

    private init(environment: Environment) {
        self.environment = environment
    }

    private mutating func plan(_ expression: Expression) -> Node {
        let place = expression.anchor
        switch expression.kind {
        case .literal(let value): return .constant(value)
        case .name, .select(_, field: _, isOptional: false): return path(expression)
        case .select(let operand, let field, let isOptional):
            return .select(plan(operand), field: field, isOptional: isOptional, at: place)
        case .presence(let operand, let field): return .presence(plan(operand), field: field, at: place)
        case .index(let operand, let key, let isOptional):
            return .index(plan(operand), plan(key), isOptional: isOptional, at: place)
        case .unary(let sign, let operand): return .unary(sign, plan(operand), at: place)
        case .binary(let sign, let left, let right):
            return .binary(sign, operand(left, besides: right, of: sign), operand(right, besides: left, of: sign), at: place)
        case .logical(let joint, let operands): return .logical(joint, operands.map { plan($0) }, at: place)
        case .conditional(let condition, let then, let otherwise):
            return .conditional(plan(condition), then: plan(then), otherwise: plan(otherwise), at: place)
        case .call(let name, let arguments):
            return call(name, arguments.map { plan($0) }, isMethod: false, at: place)
        case .method(let target, let name, let arguments): return method(target, name, arguments, at: place)
        case .list(let elements): return list(elements, at: place)
        case .map(let entries): return map(entries, at: place)
        case .message(let name): return .failure(EvaluationError(.unknown, "there is no type '\(name)'", at: place))
        case .fold(let loop): return fold(loop, at: place)
        case .bind(let name, let value, let body):
            let value = plan(value)
            return .bind(value, body: plan(body, with: [name]))
        case .optionalMap(let operand, let name, let body, let isFlat):
            let operand = lifted(operand)
            return .optionalMap(operand, body: plan(body, with: [name]), isFlat: isFlat, at: place)
        }
    }

    /// A list of literals is a literal, made once.
    private mutating func list(_ elements: [Expression.ListElement], at place: Range<Int>) -> Node {
        let items = elements.map {
            Node.ListItem(value: plan($0.value), isOptional: $0.isOptional, place: $0.value.range)
        }
        let constants = items.compactMap { $0.isOptional ? nil : $0.value.constant }
        return constants.count == items.count ? .constant(.list(constants)) : .list(items, at: place)
    }

    private mutating func map(_ entries: [Expression.MapEntry], at place: Range<Int>) -> Node {
        let items = entries.map {
            Node.MapItem(key: plan($0.key), value: plan($0.value), isOptional: $0.isOptional, place: $0.key.range)
        }
        return .map(items, at: place)
    }

    private mutating func plan(_ body: Expression, with names: [String]) -> Node {
        locals += names
        defer { locals.removeLast(names.count) }
        return plan(body)
    }

    private mutating func fold(_ loop: Fold, at place: Range<Int>) -> Node {
        let range = plan(loop.range)
        let local = locals.count
        locals += loop.variables
        defer { locals.removeLast(loop.variables.count) }
        return .fold(
            FoldNode(
                kind: loop.kind, range: range, local: local, hasTwoVariables: loop.variables.count == 2,
                filter: loop.filter.map { plan($0) }, body: plan(loop.body)
            ),
            at: place
        )
    }

    /// A name, or a selection that may be the tail of a dotted name.
    private mutating func path(_ expression: Expression) -> Node {
        if let (names, isAbsolute) = expression.path {
            if !isAbsolute, let local = locals.lastIndex(of: names[0]) {
                return selections(of: names.count - 1, in: expression, on: .local(local))
            }
            guard let found = environment.resolve(names, isAbsolute: isAbsolute) else {
                return .failure(EvaluationError(.unknown, "'\(names[0])' is not known here", at: expression.range))
            }
            return selections(
                of: names.count - found.length, in: expression, on: node(for: found.target, at: expression.anchor)
            )
        }
        guard case .select(let operand, let field, _) = expression.kind else { return .constant(.null) }
        return .select(plan(operand), field: field, isOptional: false, at: expression.anchor)
    }

    private mutating func node(for target: ResolvedName.Target, at place: Range<Int>) -> Node {
        switch target {
        case .type(let type): return .constant(.type(type))
        case .variable(let slot):
            read.insert(slot)
            if environment.profile == .host, case .optional = environment.variables[slot].type {
                return .optionalSlot(slot, at: place)
            }
            return .slot(slot, at: place)
        }
    }

    /// The `count` outermost selections of an expression, upon a base that is already planned.
    private func selections(of count: Int, in expression: Expression, on base: Node) -> Node {
        guard count > 0, case .select(let operand, let field, _) = expression.kind else { return base }
        return .select(
            selections(of: count - 1, in: operand, on: base), field: field, isOptional: false, at: expression.anchor
        )
    }

    private mutating func method(
        _ target: Expression, _ name: String, _ arguments: [Expression], at place: Range<Int>
    ) -> Node {
        if let qualified = qualifiedFunction(name, on: target) {
            return call(qualified, arguments.map { plan($0) }, isMethod: false, at: place)
        }
        if arguments.count == 1, name == "or" || name == "orValue" {
            return .orElse(lifted(target), plan(arguments[0]), isUnwrapped: name == "orValue", at: place)
        }
        let planned = name == "hasValue" || name == "value" ? lifted(target) : plan(target)
        return call(name, [planned] + arguments.map { plan($0) }, isMethod: true, at: place)
    }

    /// A path of which an optional is wanted, as in `order.coupon.orValue('-')`; `order.?coupon` in standard CEL.
    private mutating func lifted(_ expression: Expression) -> Node {
        environment.profile == .host && expression.path != nil ? .lifted(plan(expression)) : plan(expression)
    }

    /// In the host profile a path that may be missing can be compared with `null`.
    private mutating func operand(
        _ expression: Expression, besides other: Expression, of sign: BinaryOperator
    ) -> Node {
        guard environment.profile == .host, sign == .equal || sign == .notEqual, other.isNull, expression.path != nil else {
            return plan(expression)
        }
        return .nullable(plan(expression))
    }

    /// `math.abs` of `math.abs(x)`, where `math` is no variable of a macro.
    private func qualifiedFunction(_ name: String, on target: Expression) -> String? {
        guard let (names, isAbsolute) = target.path, isAbsolute || !locals.contains(names[0]) else { return nil }
        let qualified = (names + [name]).joined(separator: ".")
        return environment.functions(named: qualified, isAbsolute: isAbsolute) == nil ? nil : qualified
    }

    private mutating func call(_ name: String, _ arguments: [Node], isMethod: Bool, at place: Range<Int>) -> Node {
        guard let functions = environment.functions(named: name) else {
            return .failure(EvaluationError(.unknown, "there is no function '\(name)'", at: place))
        }
        let constants = arguments.map(\.constant)
        let candidates = functions.flatMap { function in
            let (call, cost) = function.prepared(for: constants)
            return function.overloads
                .filter { $0.isMethod == isMethod && $0.parameters.count == arguments.count }
                .map { Callable.Candidate(parameters: $0.parameters, call: call, cost: cost) }
        }
        return .call(
            Callable(name: name, candidates: candidates), arguments + time(for: functions, at: place), at: place)
    }
}

extension Planner {
    /// What functions of the clock are given behind their arguments: the variable `now`.
    private mutating func time(for functions: [Function], at place: Range<Int>) -> [Node] {
        guard functions.contains(where: \.isGivenTime), let slot = environment.clock else { return [] }
        read.insert(slot)
        return [.slot(slot, at: place)]
    }
}

extension Function {
    fileprivate func prepared(for constants: [Value?]) -> (call: Call, cost: (@Sendable ([Value]) -> Int)?) {
        do throws(EvaluationError) {
            let prepared = try prepare?(constants)
            let cost = cost.map { cost in { @Sendable arguments in cost(arguments, prepared != nil) } }
            return (prepared ?? call, cost)
        } catch {
            return ({ _ throws(EvaluationError) in throw error }, nil)
        }
    }
}

extension Node {
    fileprivate var constant: Value? {
        if case .constant(let value) = self { value } else { nil }
    }
}
