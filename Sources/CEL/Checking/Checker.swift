/// Finds the type of an expression and all that is wrong with it. What it finds never changes what the expression evaluates to.
struct Checker {
    let environment: Environment
    var types = Substitution()
    private(set) var issues: [Issue] = []
    private var locals: [Variable] = []
    private var foldDepth = 0
    private var presence = Presence()

    /// - Throws: Every issue, in the order of the text.
    static func check(_ expression: Expression, in environment: Environment) throws(CompileError) -> Type {
        var checker = Checker(environment: environment)
        let type = checker.type(of: expression)
        guard checker.issues.isEmpty else {
            throw CompileError(
                issues: checker.issues.sorted {
                    ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
                }
            )
        }
        return checker.types.resolve(type, closing: true)
    }

    private init(environment: Environment) {
        self.environment = environment
    }

    mutating func report(_ kind: Issue.Kind, at range: Range<Int>) {
        if issues.count < Limits.issues { issues.append(Issue(range, kind)) }
    }

    /// What is wrong is reported, and the expression counts as `dyn`, so that it draws no second complaint.
    mutating func type(of expression: Expression) -> Type {
        let place = expression.anchor
        switch expression.kind {
        case .literal(let value): return value.type
        case .name, .select(_, field: _, isOptional: false): return path(expression)
        case .select(let operand, let field, _):
            return optionalField(field, of: types.resolve(type(of: operand)), at: place)
        case .presence(let operand, let field):
            _ = self.field(field, of: types.resolve(type(of: operand)), at: place)
            return .bool
        case .index(let operand, let key, let isOptional):
            return element(of: operand, key: key, isOptional: isOptional, at: place)
        case .unary(let sign, let operand):
            return overload(of: sign.rawValue, among: Operators.overloads(of: sign), [type(of: operand)], at: place)
        case .binary(let sign, let left, let right):
            let overloads = Operators.overloads(of: sign, in: environment.profile)
            return overload(of: sign.rawValue, among: overloads, [type(of: left), type(of: right)], at: place)
        case .logical(let joint, let operands):
            let outer = presence
            defer { presence = outer }
            for operand in operands {
                condition(operand, type(of: operand))
                if joint == .and { presence = presence.assuming(operand) }
            }
            return .bool
        case .conditional(let condition, let then, let otherwise):
            let given = type(of: condition)
            let outer = presence
            presence = presence.assuming(condition)
            let first = type(of: then)
            presence = outer
            return overload(of: "?:", among: Operators.conditional, [given, first, type(of: otherwise)], at: place)
        case .call(let name, let arguments):
            return call(name, arguments, isMethod: false, at: place)
        case .method(let target, let name, let arguments): return method(target, name, arguments, at: place)
        case .list(let elements):
            return .list(joined(elements.map { ($0.value, $0.isOptional) }))
        case .map(let entries):
            let keys = joined(entries.map { ($0.key, false) }, areKeys: true)
            return .map(keys, joined(entries.map { ($0.value, $0.isOptional) }))
        case .message(let name):
            report(.unknownName(name, candidates: []), at: place)
            return .dyn
        case .fold(let loop): return fold(loop, at: place)
        case .bind(let name, let value, let body): return type(of: body, with: [Variable(name, type(of: value))])
        case .optionalMap(let operand, let name, let body, let isFlat):
            return optionalMap(operand, name, body, isFlat: isFlat, at: place)
        }
    }

    private mutating func path(_ expression: Expression) -> Type {
        guard let (names, isAbsolute) = expression.path else {
            guard case .select(let operand, let field, _) = expression.kind else { return .dyn }
            return self.field(field, of: types.resolve(type(of: operand)), at: expression.anchor)
        }
        if !isAbsolute, let local = locals.last(where: { $0.name == names[0] }) {
            return selections(of: names.count - 1, in: expression, on: local.type)
        }
        guard let found = environment.resolve(names, isAbsolute: isAbsolute) else {
            let root = expression.operand(below: names.count - 1)
            let candidates = locals.reversed().map(\.name) + environment.variables.map(\.name)
            report(.unknownName(names[0], candidates: candidates), at: root.anchor)
            return .dyn
        }
        let base: Type =
            switch found.target {
            case .type: .type
            case .variable(let slot): environment.variables[slot].type
            }
        return selections(of: names.count - found.length, in: expression, on: base)
    }

    private mutating func selections(of count: Int, in expression: Expression, on base: Type) -> Type {
        guard count > 0, case .select(let operand, let field, _) = expression.kind else { return base }
        let inner = selections(of: count - 1, in: operand, on: base)
        let type = self.field(field, of: types.resolve(inner), at: expression.anchor)
        if case .wrapper(let present) = type, presence.includes(expression) { return present }
        return type
    }

    private mutating func type(of body: Expression, with variables: [Variable]) -> Type {
        let outer = presence
        locals += variables
        presence = presence.shadowed(by: variables.map(\.name))
        defer {
            locals.removeLast(variables.count)
            presence = outer
        }
        return type(of: body)
    }

    private mutating func fold(_ loop: Fold, at place: Range<Int>) -> Type {
        let (key, element, goesByKey) = iterated(types.resolve(type(of: loop.range)), at: loop.range.anchor)
        let given = loop.variables.count == 2 ? [key, element] : [goesByKey ? key : element]
        foldDepth += 1
        defer { foldDepth -= 1 }
        if foldDepth > environment.limits.comprehensionDepth {
            report(.tooDeep(limit: environment.limits.comprehensionDepth), at: place)
            return .dyn
        }
        let variables = zip(loop.variables, given).map { Variable($0, $1) }
        if let filter = loop.filter { condition(filter, type(of: filter, with: variables)) }
        let body = type(of: loop.body, with: variables)
        switch loop.kind {
        case .all, .exists, .existsOne:
            condition(loop.body, body)
            return .bool
        case .filter:
            condition(loop.body, body)
            return .list(given[0])
        case .sortBy: return .list(given[0])
        case .map: return .list(body)
        case .transformMap: return .map(key, body)
        case .transformMapEntry:
            let entry = types.instantiate([.map(.parameter("K"), .parameter("V"))])[0]
            guard types.fits(body, in: entry) else {
                report(.notIterable(types.resolve(body)), at: loop.body.range)
                return .dyn
            }
            return entry
        }
    }

    /// The types of index or key and of element or value, and whether a single variable is the key.
    private mutating func iterated(_ range: Type, at place: Range<Int>) -> (key: Type, element: Type, goesByKey: Bool) {
        switch range {
        case .list(let element): return (.int, element, false)
        case .map(let key, let value): return (key, value, true)
        case .object: return (.string, .dyn, true)
        case .wrapper(let inner): return iterated(inner, at: place)
        case .dyn: return (.dyn, .dyn, false)
        case .parameter:
            _ = types.fits(.dyn, in: range)
            return (.dyn, .dyn, false)
        case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type, .optional, .opaque:
            report(.notIterable(range), at: place)
            return (.dyn, .dyn, false)
        }
    }

    private mutating func condition(_ expression: Expression, _ type: Type) {
        if !types.fits(type, in: .bool) { report(.notCondition(types.resolve(type)), at: expression.range) }
    }

    private mutating func optionalMap(
        _ operand: Expression, _ name: String, _ body: Expression, isFlat: Bool, at place: Range<Int>
    ) -> Type {
        let inner = types.fresh()
        let given = lifted(type(of: operand), of: operand)
        guard types.fits(given, in: .optional(inner)) else {
            report(.noOverload(function: isFlat ? "optFlatMap" : "optMap", arguments: [types.resolve(given)]), at: place)
            return .dyn
        }
        let result = type(of: body, with: [Variable(name, types.resolve(inner))])
        guard isFlat else { return .optional(result) }
        let flat = Type.optional(types.fresh())
        guard types.fits(result, in: flat) else {
            report(.noOverload(function: "optFlatMap", arguments: [types.resolve(result)]), at: place)
            return .dyn
        }
        return flat
    }

    private mutating func joined(
        _ elements: [(expression: Expression, isOptional: Bool)], areKeys: Bool = false
    ) -> Type {
        var joined: Type?
        for (expression, isOptional) in elements {
            var element = type(of: expression)
            if areKeys, !types.resolve(element).isKey {
                report(.noOverload(function: "{}", arguments: [types.resolve(element)]), at: expression.range)
                element = .dyn
            }
            if isOptional {
                let inner = types.fresh()
                if !types.fits(element, in: .optional(inner)) {
                    report(.noOverload(function: "?", arguments: [types.resolve(element)]), at: expression.range)
                }
                element = types.resolve(inner)
            }
            joined = joined.map { types.join($0, element) } ?? element
        }
        return joined ?? types.fresh()
    }

    func isLocal(_ name: String) -> Bool { locals.contains { $0.name == name } }
}

extension Type {
    /// Whether its values may be keys of a map.
    fileprivate var isKey: Bool {
        switch self {
        case .dyn, .bool, .int, .uint, .string, .parameter: true
        case .wrapper(let inner): inner.isKey
        case .null, .double, .bytes, .timestamp, .duration, .type, .list, .map, .object, .optional, .opaque: false
        }
    }
}
