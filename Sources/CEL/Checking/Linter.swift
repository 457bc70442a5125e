/// Looks for what is right and yet hardly meant; goes over the tree with the types that the checker found.
struct Linter {
    let types: [Range<Int>: Type]
    let environment: Environment
    private(set) var lints: [Lint] = []
    private(set) var paths: Set<[String]> = []
    /// The variables of the macros around, the innermost last.
    private var locals: [String] = []

    init(types: [Range<Int>: Type], environment: Environment) {
        self.types = types
        self.environment = environment
    }

    mutating func inspect(_ expression: Expression, text: String, isCondition: Bool) {
        if isCondition { condition(expression) } else { visit(expression) }
        if let comment = comment(in: text) {
            lints.append(Lint(comment, .comment, edits: [Edit(comment.lowerBound..<comment.lowerBound + 1, "")]))
        }
    }

    mutating func report(_ kind: Lint.Kind, at range: Range<Int>, edits: [Edit] = []) {
        if lints.count < Limits.issues { lints.append(Lint(range, kind, edits: edits)) }
    }

    func isLocal(_ name: String) -> Bool { locals.contains(name) }

    func type(of expression: Expression) -> Type { types[expression.range] ?? .dyn }

    /// - Parameter mayBeMissing: Whether the place takes it well that the value is missing.
    private mutating func visit(_ expression: Expression, mayBeMissing: Bool = false) {
        switch expression.kind {
        case .name, .select(_, field: _, isOptional: false):
            guard note(expression) else { break }
            if !mayBeMissing, case .wrapper = type(of: expression) { reportMissing(expression) }
            return
        case .presence(let operand, let field): return presence(of: field, in: operand)
        case .binary(let sign, let left, let right):
            let isNullTest = (sign == .equal || sign == .notEqual) && (left.isNull || right.isNull)
            compare(sign, left, right, at: expression)
            visit(left, mayBeMissing: isNullTest)
            visit(right, mayBeMissing: isNullTest)
            return
        case .logical(let joint, let operands):
            contradictions(in: operands, joint)
            for operand in operands { condition(operand) }
            return
        case .unary(.not, let operand): return condition(operand)
        case .conditional(let test, let then, let otherwise):
            condition(test)
            visit(then)
            visit(otherwise)
            return
        case .method(let target, let name, let arguments):
            visit(target, mayBeMissing: OptionalFunctions.methods.contains(name))
            for argument in arguments { visit(argument) }
            return
        case .select(let operand, field: _, isOptional: true), .index(let operand, _, isOptional: true):
            visit(operand, mayBeMissing: true)
            for part in expression.parts.dropFirst() { visit(part) }
            return
        case .fold(let loop): return fold(loop)
        case .bind, .optionalMap: return bind(expression)
        case .literal, .index, .unary, .call, .list, .map, .message: break
        }
        for part in expression.parts { visit(part) }
    }

    /// A place where only true and false matter.
    private mutating func condition(_ expression: Expression) {
        if let truth = constant(expression) {
            report(.constantCondition(truth), at: expression.range)
        } else {
            visit(expression)
        }
    }

    /// Notes what a path of names reads; false when it is none.
    private mutating func note(_ expression: Expression) -> Bool {
        guard let (names, isAbsolute) = expression.path else { return false }
        if isAbsolute || !locals.contains(names[0]) { paths.insert(names) }
        return true
    }

    private mutating func presence(of field: String, in operand: Expression) {
        guard let (names, _) = operand.path else { return visit(operand, mayBeMissing: true) }
        if !locals.contains(names[0]) { paths.insert(names + [field]) }
    }

    private mutating func fold(_ loop: Fold) {
        visit(loop.range)
        variables(of: loop)
        locals += loop.variables
        defer { locals.removeLast(loop.variables.count) }
        if let filter = loop.filter { condition(filter) }
        switch loop.kind {
        case .all, .exists, .existsOne, .filter: condition(loop.body)
        case .map, .transformMap, .transformMapEntry, .sortBy: visit(loop.body)
        }
    }

    /// A macro's variables are there to be used, and to be told from other names.
    private mutating func variables(of loop: Fold) {
        for (name, place) in zip(loop.variables, loop.places) where locals.contains(name) || environment.slots[name] != nil {
            report(.shadowedVariable(name), at: place)
        }
        let bodies = [loop.filter, loop.body].compactMap(\.self)
        let read = Set(bodies.flatMap(\.freeNames).compactMap { $0.path?.names.first })
        // Of index and element one alone is often enough.
        guard read.isDisjoint(with: loop.variables), let name = loop.variables.last, let place = loop.places.last else { return }
        if constant(loop.body) == nil { report(.unusedVariable(name), at: place) }
    }

    private mutating func bind(_ expression: Expression) {
        let parts = expression.parts
        visit(parts[0], mayBeMissing: true)
        locals += expression.bound.names
        visit(parts[1])
        locals.removeLast()
    }
}
