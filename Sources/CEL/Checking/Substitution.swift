/// What is known of the type variables of one expression, and which types fit which.
///
/// - SeeAlso: CEL language definition, "Gradual Type Checking"; the order of the rules is cel-go's.
struct Substitution {
    private var bindings: [String: Type] = [:]
    private var count = 0
    /// What the current trial replaced, to be put back should it fail.
    private var replaced: [(name: String, type: Type?)] = []

    mutating func fresh() -> Type {
        count += 1
        // No parameter that a function declares can have this name.
        return .parameter("%\(count)")
    }

    /// The types with new variables in the place of their declared parameters, the same parameter by the same variable.
    mutating func instantiate(_ types: [Type]) -> [Type] {
        var variables: [String: Type] = [:]
        return types.map { type in
            type.mapped { name in
                let variable = variables[name] ?? fresh()
                variables[name] = variable
                return variable
            }
        }
    }

    /// With all that is known put in; what is still open becomes `dyn` when `closing`.
    func resolve(_ type: Type, closing: Bool = false) -> Type {
        type.mapped { name in
            if let bound = bindings[name] { return resolve(bound, closing: closing) }
            return closing ? .dyn : .parameter(name)
        }
    }

    /// Whether all given types may stand where the wanted ones are declared; when they may, what this says of variables is kept.
    mutating func fits(_ given: [Type], in wanted: [Type]) -> Bool {
        guard given.count == wanted.count else { return false }
        replaced.removeAll(keepingCapacity: true)
        for (given, wanted) in zip(given, wanted) where !unify(given, wanted) {
            for (name, type) in replaced.reversed() { bindings[name] = type }
            return false
        }
        return true
    }

    mutating func fits(_ given: Type, in wanted: Type) -> Bool {
        fits([given], in: [wanted])
    }

    /// The type of a place where values of both types stand: the more general one, `dyn` when they do not fit.
    mutating func join(_ left: Type, _ right: Type) -> Type {
        guard fits(left, in: right) else { return .dyn }
        return moreGeneral(left, right)
    }

    private mutating func unify(_ left: Type, _ right: Type) -> Bool {
        if case .parameter(let name) = right {
            if let verdict = bind(name, to: left) { return verdict }
        }
        if case .parameter(let name) = left { return bind(name, to: right) ?? false }
        switch (left, right) {
        case (.dyn, _), (_, .dyn): return true
        case (.wrapper(let left), .wrapper(let right)): return unify(left, right)
        case (.wrapper, .null), (.null, .wrapper): return true
        case (.wrapper(let inner), let other), (let other, .wrapper(let inner)): return unify(inner, other)
        case (.null, let other), (let other, .null): return other.isNullable
        case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)): return unify(left, right)
        case (.map(let leftKey, let left), .map(let rightKey, let right)):
            return unify(leftKey, rightKey) && unify(left, right)
        case (.object, .map(let key, let value)), (.map(let key, let value), .object):
            return unify(.string, key) && unify(.dyn, value)
        case (.object(let left), .object(let right)): return unify(left, right)
        case (.opaque(let leftName, let left), .opaque(let rightName, let right)):
            guard leftName == rightName, left.count == right.count else { return false }
            for (left, right) in zip(left, right) where !unify(left, right) { return false }
            return true
        default: return left == right
        }
    }

    private mutating func unify(_ left: ObjectType, _ right: ObjectType) -> Bool {
        guard left != right else { return true }
        guard left.fields.count == right.fields.count else { return false }
        for field in left.fields {
            guard let other = right.field(named: field.name), unify(field.type, other.type) else { return false }
        }
        return true
    }

    /// nil when the variable is open and the type speaks of it itself, so that the other way round remains to be tried.
    private mutating func bind(_ name: String, to type: Type) -> Bool? {
        if type == .parameter(name) { return true }
        if let bound = bindings[name] {
            guard type != bound else { return true }
            guard unify(type, bound) else { return false }
            let general = moreGeneral(type, bound)
            if !mentions(name, general) { set(name, to: general) }
            return true
        }
        guard !mentions(name, type) else { return nil }
        set(name, to: type)
        return true
    }

    private mutating func set(_ name: String, to type: Type) {
        replaced.append((name, bindings[name]))
        bindings[name] = type
    }

    private func mentions(_ name: String, _ type: Type) -> Bool {
        var found = false
        _ = resolve(type).mapped { inner in
            found = found || inner == name
            return .parameter(inner)
        }
        return found
    }

    private func moreGeneral(_ left: Type, _ right: Type) -> Type {
        isAtLeastAsGeneral(left, right) ? left : right
    }

    private func isAtLeastAsGeneral(_ left: Type, _ right: Type) -> Bool {
        switch (left, right) {
        case (.dyn, _), (.parameter, _): return true
        case (_, .dyn), (_, .parameter): return false
        case (.null, let other): return other == .null
        case (_, .null): return true
        case (.wrapper(let left), .wrapper(let right)): return isAtLeastAsGeneral(left, right)
        case (.wrapper, _): return true
        case (_, .wrapper): return false
        case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)):
            return isAtLeastAsGeneral(left, right)
        case (.map(let leftKey, let left), .map(let rightKey, let right)):
            return isAtLeastAsGeneral(leftKey, rightKey) && isAtLeastAsGeneral(left, right)
        case (.opaque(_, let left), .opaque(_, let right)):
            return zip(left, right).allSatisfy { isAtLeastAsGeneral($0, $1) }
        case (.map, .object): return true
        default: return left == right
        }
    }
}

extension Type {
    /// Whether `null` may stand for a value of the type.
    fileprivate var isNullable: Bool {
        switch self {
        case .null, .wrapper, .timestamp, .duration, .optional, .object, .opaque, .dyn: true
        case .bool, .int, .uint, .double, .string, .bytes, .type, .list, .map, .parameter: false
        }
    }

    /// With each type variable replaced.
    fileprivate func mapped(_ replace: (String) -> Type) -> Type {
        switch self {
        case .parameter(let name): replace(name)
        case .list(let element): .list(element.mapped(replace))
        case .map(let key, let value): .map(key.mapped(replace), value.mapped(replace))
        case .optional(let type): .optional(type.mapped(replace))
        case .wrapper(let type): .wrapper(type.mapped(replace))
        case .opaque(let name, let parameters): .opaque(name, parameters.map { $0.mapped(replace) })
        case .dyn, .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type, .object: self
        }
    }
}
