/// Fields, elements and functions.
extension Checker {
    /// `operand.field` where the operand's type is resolved.
    mutating func field(_ name: String, of operand: Type, at place: Range<Int>) -> Type {
        switch operand {
        case .dyn: return .dyn
        case .map(let key, let value):
            if !types.fits(.string, in: key) { report(.noFields(field: name, of: operand), at: place) }
            return value
        case .object(let object):
            guard let field = object.field(named: name) else {
                report(.unknownField(name, of: object.name, candidates: object.fields.map(\.name)), at: place)
                return .dyn
            }
            guard case .optional(let type) = field.type else { return field.type }
            return .wrapper(type)
        case .wrapper(let inner):
            let type = field(name, of: inner, at: place)
            if case .wrapper = type { return type }
            return .wrapper(type)
        case .optional: return optionalField(name, of: operand, at: place)
        case .parameter:
            _ = types.fits(.dyn, in: operand)
            return .dyn
        case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type, .list, .opaque:
            report(.noFields(field: name, of: operand), at: place)
            return .dyn
        }
    }

    /// `operand.?field`, or a field of what is optional already: one `optional`, however many lead there.
    mutating func optionalField(_ name: String, of operand: Type, at place: Range<Int>) -> Type {
        var inner = operand
        while true {
            switch inner {
            case .optional(let type), .wrapper(let type): inner = types.resolve(type)
            default:
                let type = field(name, of: inner, at: place)
                if case .wrapper(let plain) = type { return .optional(plain) }
                return .optional(type)
            }
        }
    }

    mutating func element(
        of operand: Expression, key: Expression, isOptional: Bool, at place: Range<Int>
    ) -> Type {
        let container = types.resolve(type(of: operand))
        if case .object = container.withoutWrapper, case .literal(.string(let name)) = key.kind {
            return isOptional ? optionalField(name, of: container, at: key.range) : field(name, of: container, at: key.range)
        }
        let overloads = isOptional ? Operators.optionalIndex : Operators.index
        return overload(of: "[]", among: overloads, [container, type(of: key)], at: place)
    }

    mutating func method(
        _ target: Expression, _ name: String, _ arguments: [Expression], at place: Range<Int>
    ) -> Type {
        if let (names, isAbsolute) = target.path, isAbsolute || !isLocal(names[0]) {
            let qualified = (names + [name]).joined(separator: ".")
            if environment.functions(named: qualified, isAbsolute: isAbsolute) != nil {
                return call(qualified, arguments, isMethod: false, at: place)
            }
        }
        return call(name, [target] + arguments, isMethod: true, at: place)
    }

    mutating func call(_ name: String, _ arguments: [Expression], isMethod: Bool, at place: Range<Int>) -> Type {
        var given = arguments.map { type(of: $0) }
        if isMethod, OptionalFunctions.methods.contains(name) { given[0] = lifted(given[0], of: arguments[0]) }
        guard let functions = environment.functions(named: name) else {
            report(.unknownFunction(name, candidates: environment.functionNames(isMethod: isMethod)), at: place)
            return .dyn
        }
        let overloads = functions.flatMap(\.overloads).filter { $0.isMethod == isMethod }
        if environment.profile == .host { inspectLiterals(arguments, of: functions) }
        return overload(of: name, among: overloads, given, at: place)
    }

    /// In the host profile the path of a field that may be missing is as good as an optional.
    func lifted(_ type: Type, of expression: Expression) -> Type {
        guard environment.profile == .host, expression.path != nil, case .wrapper(let inner) = types.resolve(type) else {
            return type
        }
        return .optional(inner)
    }

    /// A faulty pattern or duration that is a literal fails every time, so that it is told now.
    private mutating func inspectLiterals(_ arguments: [Expression], of functions: [Function]) {
        let literals = arguments.map { argument -> Value? in
            if case .literal(let value) = argument.kind { value } else { nil }
        }
        // Alone first, so that of several literals the faulty one is underlined.
        let trials = literals.indices.filter { literals[$0] != nil }.map { index in
            (index, literals.indices.map { $0 == index ? literals[index] : nil })
        }
        for function in functions {
            for (index, literals) in trials {
                do throws(EvaluationError) {
                    _ = try function.prepare?(literals)
                } catch {
                    report(.syntax(error.message), at: arguments[index].range)
                    return
                }
            }
        }
    }

    /// The result of the overloads that take the arguments: theirs when they agree on it, else `dyn`.
    mutating func overload(
        of name: String, among overloads: [Overload], _ arguments: [Type], at place: Range<Int>
    ) -> Type {
        let arguments = arguments.map { types.resolve($0) }
        var result: Type?
        for overload in overloads where overload.parameters.count == arguments.count {
            let signature = types.instantiate(overload.parameters + [overload.result])
            guard types.fits(arguments, in: signature.dropLast()), let fresh = signature.last else { continue }
            let type = types.resolve(fresh)
            result = result.map { $0 == type ? type : .dyn } ?? type
        }
        if let result { return result }
        report(.noOverload(function: name, arguments: arguments.map { types.resolve($0, closing: true) }), at: place)
        return .dyn
    }
}

extension Substitution {
    fileprivate mutating func fits(_ given: [Type], in wanted: ArraySlice<Type>) -> Bool {
        fits(given, in: Array(wanted))
    }
}

extension Type {
    fileprivate var withoutWrapper: Type {
        if case .wrapper(let inner) = self { inner } else { self }
    }
}

extension Environment {
    /// In alphabetical order.
    fileprivate func functionNames(isMethod: Bool) -> [String] {
        functions.filter { $0.value.contains { $0.overloads.contains { $0.isMethod == isMethod } } }.map(\.key).sorted()
    }
}
