/// Turns a syntax tree into a plan: names become slots and locals, calls their functions.
struct Planner {
    private let environment: Environment
    private var tables = Plan.Tables()
    private var locals: [String] = []
    private var read: Set<Int> = []

    static func program(for expression: Expression, as purpose: Purpose, text: String, type: Type, in environment: Environment)
        -> Program
    {
        var planner = Planner(environment: environment)
        let root = purpose == .optional ? planner.lifted(expression) : planner.plan(expression)
        return Program(
            type: type, text: text, variables: planner.read.sorted().map { environment.variables[$0].name },
            plan: Plan(planner.tables, root: root, profile: environment.profile, limits: environment.limits)
        )
    }

    private init(environment: Environment) {
        self.environment = environment
    }

    /// - Returns: The node's place, as in all that follows.
    private mutating func plan(_ expression: Expression) -> Int {
        let place = expression.anchor
        switch expression.kind {
        case .literal(let value): return tables.constant(value, at: place)
        case .name, .select(_, field: _, isOptional: false): return path(expression)
        case .select(let operand, let field, let isOptional):
            return select(field, of: plan(operand), isOptional: isOptional, at: place)
        case .presence(let operand, let field):
            let operand = plan(operand)
            return tables.add(.presence(operand, field: tables.name(field)), at: place)
        case .index(let operand, let key, let isOptional):
            let operand = plan(operand)
            return tables.add(.index(operand, plan(key), isOptional: isOptional), at: place)
        case .unary(let sign, let operand): return tables.add(.unary(sign, plan(operand)), at: place)
        case .binary(.add, let left, _) where left.isSum: return sum(expression)
        case .binary(let sign, let left, let right):
            let planned = operand(left, besides: right, of: sign)
            return tables.add(.binary(sign, planned, operand(right, besides: left, of: sign)), at: place)
        case .logical(let joint, let operands):
            return tables.add(.logical(joint, run(operands)), at: place)
        case .conditional(let condition, let then, let otherwise):
            let condition = plan(condition)
            let then = plan(then)
            return tables.add(.conditional(condition, then: then, otherwise: plan(otherwise)), at: place)
        case .call(let name, let arguments): return call(name, arguments.map { plan($0) }, isMethod: false, at: place)
        case .method(let target, let name, let arguments): return method(target, name, arguments, at: place)
        case .list(let elements): return list(elements, at: place)
        case .map(let entries): return map(entries, at: place)
        case .message(let name):
            return tables.failure(EvaluationError(.unknown, "there is no type '\(name)'", at: place), at: place)
        case .fold(let loop): return fold(loop, at: place)
        case .bind(let name, let value, let body):
            let value = plan(value)
            return tables.add(.bind(value, local: locals.count, body: plan(body, with: [name])), at: place)
        case .optionalMap(let operand, let name, let body, let isFlat):
            let operand = lifted(operand)
            let local = locals.count
            return tables.add(.optionalMap(operand, local: local, body: plan(body, with: [name]), isFlat: isFlat), at: place)
        }
    }

    private mutating func run(_ expressions: [Expression]) -> Node.Operands {
        let nodes = expressions.map { plan($0) }
        return tables.run(nodes)
    }

    private mutating func sum(_ expression: Expression) -> Int {
        var addends: [(value: Expression, place: Range<Int>)] = []
        var first = expression
        while case .binary(.add, let left, let right) = first.kind {
            addends.append((right, first.anchor))
            first = left
        }
        var nodes = [plan(first)]
        for addend in addends.reversed() { nodes.append(tables.add(.addend(plan(addend.value)), at: addend.place)) }
        return tables.add(.sum(tables.run(nodes)), at: expression.anchor)
    }

    private mutating func select(_ field: String, of operand: Int, isOptional: Bool = false, at place: Range<Int>) -> Int {
        tables.add(.select(operand, field: tables.name(field), isOptional: isOptional), at: place)
    }

    /// A list of literals is a literal, made once.
    private mutating func list(_ elements: [Expression.ListElement], at place: Range<Int>) -> Int {
        let nodes = elements.map { element in
            let value = plan(element.value)
            return element.isOptional ? tables.add(.optionalElement(value), at: element.value.range) : value
        }
        let constants = nodes.compactMap { tables.constant(at: $0) }
        guard constants.count < nodes.count else { return tables.constant(.list(constants), at: place) }
        return tables.add(.list(tables.run(nodes)), at: place)
    }

    private mutating func map(_ entries: [Expression.MapEntry], at place: Range<Int>) -> Int {
        let nodes = entries.map { entry in
            let key = plan(entry.key)
            return tables.add(.entry(key: key, value: plan(entry.value), isOptional: entry.isOptional), at: entry.key.range)
        }
        return tables.add(.map(tables.run(nodes)), at: place)
    }

    private mutating func plan(_ body: Expression, with names: [String]) -> Int {
        locals += names
        tables.reserveLocals(locals.count)
        defer { locals.removeLast(names.count) }
        return plan(body)
    }

    private mutating func fold(_ loop: Fold, at place: Range<Int>) -> Int {
        let range = plan(loop.range)
        let local = locals.count
        let filter = loop.filter.map { plan($0, with: loop.variables) }
        let body = plan(loop.body, with: loop.variables)
        return tables.loop(
            Loop(
                kind: loop.kind, range: range, local: local, hasTwoVariables: loop.variables.count == 2, filter: filter,
                body: body),
            at: place
        )
    }

    /// A name, or a selection that may be the tail of a dotted name.
    private mutating func path(_ expression: Expression) -> Int {
        if let (names, isAbsolute) = expression.path {
            if !isAbsolute, let local = locals.lastIndex(of: names[0]) {
                let base = tables.add(.local(local), at: expression.anchor)
                return selections(of: names.count - 1, in: expression, on: base)
            }
            guard let found = environment.resolve(names, isAbsolute: isAbsolute) else {
                let error = EvaluationError(.unknown, "'\(names[0])' is not known here", at: expression.range)
                return tables.failure(error, at: expression.range)
            }
            let base = node(for: found.target, at: expression.anchor)
            return selections(of: names.count - found.length, in: expression, on: base)
        }
        guard case .select(let operand, let field, _) = expression.kind else {
            return tables.constant(.null, at: expression.anchor)
        }
        return select(field, of: plan(operand), at: expression.anchor)
    }

    private mutating func node(for target: ResolvedName.Target, at place: Range<Int>) -> Int {
        switch target {
        case .type(let type): return tables.constant(.type(type), at: place)
        case .variable(let slot):
            read.insert(slot)
            if environment.profile == .host, case .optional = environment.variables[slot].type {
                return tables.add(.optionalSlot(slot), at: place)
            }
            return tables.add(.slot(slot), at: place)
        }
    }

    /// The `count` outermost selections of an expression, upon a base that is already planned.
    private mutating func selections(of count: Int, in expression: Expression, on base: Int) -> Int {
        guard count > 0, case .select(let operand, let field, _) = expression.kind else { return base }
        return select(field, of: selections(of: count - 1, in: operand, on: base), at: expression.anchor)
    }

    private mutating func method(
        _ target: Expression, _ name: String, _ arguments: [Expression], at place: Range<Int>
    ) -> Int {
        if let qualified = qualifiedFunction(name, on: target) {
            return call(qualified, arguments.map { plan($0) }, isMethod: false, at: place)
        }
        if arguments.count == 1, name == "or" || name == "orValue" {
            let target = lifted(target)
            return tables.add(.orElse(target, plan(arguments[0]), isUnwrapped: name == "orValue"), at: place)
        }
        let planned = name == "hasValue" || name == "value" ? lifted(target) : plan(target)
        return call(name, [planned] + arguments.map { plan($0) }, isMethod: true, at: place)
    }

    /// A path of which an optional is wanted, as in `order.coupon.orValue('-')`; `order.?coupon` in standard CEL.
    private mutating func lifted(_ expression: Expression) -> Int {
        let node = plan(expression)
        guard environment.profile == .host, expression.path != nil else { return node }
        return tables.add(.lifted(node), at: expression.anchor)
    }

    /// In the host profile a path that may be missing can be compared with `null`.
    private mutating func operand(
        _ expression: Expression, besides other: Expression, of sign: BinaryOperator
    ) -> Int {
        let node = plan(expression)
        guard environment.profile == .host, sign == .equal || sign == .notEqual, other.isNull, expression.path != nil else {
            return node
        }
        return tables.add(.nullable(node), at: expression.anchor)
    }

    /// `math.abs` of `math.abs(x)`, where `math` is no variable of a macro.
    private func qualifiedFunction(_ name: String, on target: Expression) -> String? {
        guard let (names, isAbsolute) = target.path, isAbsolute || !locals.contains(names[0]) else { return nil }
        let qualified = (names + [name]).joined(separator: ".")
        return environment.functions(named: qualified, isAbsolute: isAbsolute) == nil ? nil : qualified
    }

    private mutating func call(_ name: String, _ arguments: [Int], isMethod: Bool, at place: Range<Int>) -> Int {
        guard let functions = environment.functions(named: name) else {
            return tables.failure(EvaluationError(.unknown, "there is no function '\(name)'", at: place), at: place)
        }
        let constants = arguments.map { tables.constant(at: $0) }
        let candidates = functions.flatMap { function in
            let (call, cost) = function.prepared(for: constants)
            return function.overloads
                .filter { $0.isMethod == isMethod && $0.parameters.count == arguments.count }
                .map { Callable.Candidate(parameters: $0.parameters, call: call, cost: cost) }
        }
        let callable = Callable(name: name, candidates: candidates)
        let time = time(for: functions, at: place)
        // The work of a call such as `duration('72h')` is done once.
        if time.isEmpty, functions.allSatisfy({ $0.prepare != nil }), let value = callable.value(for: constants) {
            return tables.constant(value, at: place)
        }
        return tables.call(callable, arguments + time, at: place)
    }

    /// What functions of the clock are given behind their arguments: the variable `now`.
    private mutating func time(for functions: [Function], at place: Range<Int>) -> [Int] {
        guard functions.contains(where: \.isGivenTime), let slot = environment.clock else { return [] }
        read.insert(slot)
        return [tables.add(.slot(slot), at: place)]
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

extension Expression {
    fileprivate var isSum: Bool {
        if case .binary(.add, _, _) = kind { true } else { false }
    }
}
