/// Finds the type of an expression and all that is wrong with it. What it finds never changes what the expression evaluates to.
struct Checker {
    let environment: Environment
    var types = Substitution()
    var issues: [Issue] = []
    private var locals: [Variable] = []
    private var foldDepth = 0
    private var presence = Presence()
    /// What was found of each part, where someone wants to know.
    private var found: [Range<Int>: Type]?

    struct Finding {
        /// Of the whole.
        let type: Type
        /// In the order of the text.
        let issues: [Issue]
        /// Of all parts by their places, where they were asked for.
        let types: [Range<Int>: Type]
    }

    static func check(
        _ expression: Expression, for purpose: Purpose, in environment: Environment, keepingTypes: Bool = false
    ) -> Finding {
        var checker = Checker(environment: environment)
        if keepingTypes { checker.found = [:] }
        var type = checker.type(of: expression)
        switch purpose {
        case .value: break
        case .condition: checker.condition(expression, type)
        case .optional: type = checker.lifted(type, of: expression)
        }
        let types = checker.types
        return Finding(
            type: types.resolve(type, closing: true), issues: checker.issues.inOrder,
            types: (checker.found ?? [:]).mapValues { types.resolve($0, closing: true) })
    }

    /// The types of an expression and of all that is in it, by their places.
    static func types(in expression: Expression, in environment: Environment) -> [Range<Int>: Type] {
        var checker = Checker(environment: environment)
        checker.found = [:]
        _ = checker.type(of: expression)
        let types = checker.types
        return (checker.found ?? [:]).mapValues { types.resolve($0, closing: true) }
    }

    private init(environment: Environment) {
        self.environment = environment
    }

    mutating func report(_ kind: Issue.Kind, at range: Range<Int>, edits: [Edit] = [], hint: Wording? = nil) {
        if issues.count < Limits.issues { issues.append(Issue(range, kind, edits: edits, hint: hint)) }
    }

    /// What is wrong is reported, and the expression counts as `dyn`, so that it draws no second complaint.
    mutating func type(of expression: Expression) -> Type {
        let type = inferred(expression)
        found?[expression.range] = type
        return type
    }

    private mutating func inferred(_ expression: Expression) -> Type {
        let place = expression.anchor
        switch expression.kind {
        case .literal(let value): return value.type
        case .name, .select(_, field: _, isOptional: false): return path(expression)
        case .select(let operand, let field, _):
            return optionalField(field, of: types.resolve(type(of: operand)), read: operand, at: place)
        case .presence(let operand, let field):
            _ = self.field(field, of: types.resolve(type(of: operand)), read: operand, at: place)
            return .bool
        case .index(let operand, let key, let isOptional):
            return element(of: operand, key: key, isOptional: isOptional, at: place)
        case .unary(let sign, let operand):
            return overload(of: sign.rawValue, among: Operators.overloads(of: sign), [(operand, type(of: operand))], at: place)
        case .binary(let sign, let left, let right):
            let overloads = Operators.overloads(of: sign, in: environment.profile)
            let operands = [(left, type(of: left)), (right, type(of: right))]
            quoteUnknownNames(operands, around: sign)
            return overload(of: sign.rawValue, among: overloads, operands, at: place)
        case .logical(let joint, let operands):
            let outer = presence
            defer { presence = outer }
            for (place, operand) in operands.enumerated() {
                condition(operand, type(of: operand), behind: joint == .or ? operands[..<place] : [])
                if joint == .and { presence = presence.assuming(operand) }
            }
            return .bool
        case .conditional(let condition, let then, let otherwise):
            let given = type(of: condition)
            self.condition(condition, given, at: environment.profile == .host ? nil : place)
            let outer = presence
            presence = presence.assuming(condition)
            let first = type(of: then)
            presence = outer
            let operands = [(condition, Type.bool), (then, first), (otherwise, type(of: otherwise))]
            return overload(of: "?:", among: Operators.conditional, operands, at: place)
        case .call(let name, let arguments):
            return call(name, arguments, isMethod: false, at: place, in: expression.range)
        case .method(let target, let name, let arguments):
            return method(target, name, arguments, at: place, in: expression.range)
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
            return self.field(field, of: types.resolve(type(of: operand)), read: operand, at: expression.anchor)
        }
        if !isAbsolute, let local = locals.last(where: { $0.name == names[0] }) {
            return selections(of: names.count - 1, in: expression, on: local.type)
        }
        guard let found = environment.resolve(names, isAbsolute: isAbsolute) else {
            let root = expression.operand(below: names.count - 1)
            if names.count == 1, ForeignSigns.closesBlock(names[0]) {
                report(.block(names[0]), at: root.anchor, hint: ForeignSigns.hint(forBlock: names[0]))
                return .dyn
            }
            let candidates = locals.reversed().map(\.name) + environment.variables.map(\.name)
            report(.unknownName(names[0], candidates: candidates), at: root.anchor, edits: constant(names, at: root.range))
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
        found?[operand.range] = inner
        let type = self.field(field, of: types.resolve(inner), read: operand, at: expression.anchor)
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

    /// - Parameter before: The operands of the same `||` that stand before it.
    mutating func condition(
        _ expression: Expression, _ type: Type, behind before: ArraySlice<Expression> = [], at place: Range<Int>? = nil
    ) {
        guard !types.fits(type, in: .bool) else { return }
        let type = types.resolve(type, closing: true)
        let place = place ?? expression.range
        if environment.profile == .host, case .optional(.bool) = type {
            report(.mayBeMissing(.bool), at: place, edits: fallback(for: expression, .bool))
        } else {
            let (edits, hint) = asCondition(expression, type, behind: before)
            report(.notCondition(type), at: place, edits: edits, hint: hint)
        }
    }

    private mutating func optionalMap(
        _ operand: Expression, _ name: String, _ body: Expression, isFlat: Bool, at place: Range<Int>
    ) -> Type {
        let inner = types.fresh()
        let given = lifted(type(of: operand), of: operand)
        guard types.fits(given, in: .optional(inner)) else {
            report(
                .noOverload(function: isFlat ? "optFlatMap" : "optMap", arguments: [types.resolve(given)], forms: []), at: place)
            return .dyn
        }
        let result = type(of: body, with: [Variable(name, types.resolve(inner))])
        guard isFlat else { return .optional(result) }
        let flat = Type.optional(types.fresh())
        guard types.fits(result, in: flat) else {
            report(.noOverload(function: "optFlatMap", arguments: [types.resolve(result)], forms: []), at: place)
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
                report(.noOverload(function: "{}", arguments: [types.resolve(element)], forms: []), at: expression.range)
                element = .dyn
            }
            if isOptional {
                let inner = types.fresh()
                if !types.fits(element, in: .optional(inner)) {
                    report(.noOverload(function: "?", arguments: [types.resolve(element)], forms: []), at: expression.range)
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
