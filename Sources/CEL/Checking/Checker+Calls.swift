/// Fields, elements and functions.
extension Checker {
    /// `operand.field` where the operand's type is resolved.
    mutating func field(_ name: String, of type: Type, read operand: Expression, at place: Range<Int>) -> Type {
        switch type {
        case .dyn: return .dyn
        case .map(let key, let value):
            if !types.fits(.string, in: key) { report(.noFields(field: name, of: type), at: place) }
            return value
        case .object(let object):
            guard let field = object.field(named: name) else {
                let owner = operand.path?.names.joined(separator: ".") ?? object.name
                let candidates = object.fields.map(\.name)
                report(.unknownField(name, of: owner, candidates: candidates), at: place, edits: size(name, of: type, at: place))
                return .dyn
            }
            guard case .optional(let type) = field.type else { return field.type }
            return .wrapper(type)
        case .wrapper(let inner):
            let type = field(name, of: inner, read: operand, at: place)
            if case .wrapper = type { return type }
            return .wrapper(type)
        case .optional: return optionalField(name, of: type, read: operand, at: place)
        case .parameter:
            _ = types.fits(.dyn, in: type)
            return .dyn
        case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type, .list, .opaque:
            let (edits, hint) = fieldOfNone(name, of: type, read: operand, at: place)
            report(.noFields(field: name, of: type), at: place, edits: edits, hint: hint)
            return .dyn
        }
    }

    /// `operand.?field`, or a field of what is optional already: one `optional`, however many lead there.
    mutating func optionalField(_ name: String, of type: Type, read operand: Expression, at place: Range<Int>) -> Type {
        var inner = type
        while true {
            switch inner {
            case .optional(let type), .wrapper(let type): inner = types.resolve(type)
            default:
                let type = field(name, of: inner, read: operand, at: place)
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
            return isOptional
                ? optionalField(name, of: container, read: operand, at: key.range)
                : field(name, of: container, read: operand, at: key.range)
        }
        let overloads = isOptional ? Operators.optionalIndex : Operators.index
        return overload(of: "[]", among: overloads, [(operand, container), (key, type(of: key))], at: place)
    }

    mutating func method(
        _ target: Expression, _ name: String, _ arguments: [Expression], at place: Range<Int>, in whole: Range<Int>
    ) -> Type {
        if target.path?.names == ["Math"], environment.resolve(["Math"], isAbsolute: false) == nil {
            let call = WrittenCall(
                name: "math.\(name)", place: target.range.lowerBound..<place.upperBound, whole: whole, arguments: arguments,
                isMethod: false)
            let given = arguments.map { type(of: $0) }
            report(.unknownFunction("Math.\(name)", candidates: []), at: call.place, edits: edits(for: call, given))
            return .dyn
        }
        if let (names, isAbsolute) = target.path, isAbsolute || !isLocal(names[0]) {
            let qualified = (names + [name]).joined(separator: ".")
            if environment.functions(named: qualified, isAbsolute: isAbsolute) != nil {
                return call(qualified, arguments, isMethod: false, at: place)
            }
        }
        return call(name, [target] + arguments, isMethod: true, at: place, in: whole)
    }

    /// - Parameter whole: The call with all that belongs to it, where that is not plain from its name.
    mutating func call(
        _ name: String, _ arguments: [Expression], isMethod: Bool, at place: Range<Int>, in whole: Range<Int>? = nil
    ) -> Type {
        let before = issues.count
        var given = arguments.map { type(of: $0) }
        if isMethod, OptionalFunctions.methods.contains(name) { given[0] = lifted(given[0], of: arguments[0]) }
        let call = WrittenCall(name: name, place: place, whole: whole ?? place, arguments: arguments, isMethod: isMethod)
        guard let functions = environment.functions(named: name) else {
            // The element's name of a macro that is none would be told as unknown: that follows from the fault at hand.
            if let macro = call.macro(over: given.first ?? .dyn) {
                issues.removeLast(issues.count - before)
                let kind: Issue.Kind = macro.isRenamed ? .unknownFunction(name, candidates: []) : .macroWithoutName(macro.name)
                report(kind, at: place, edits: macro.edits, hint: macro.hint)
                return .dyn
            }
            let candidates = environment.functionNames(isMethod: isMethod)
            report(.unknownFunction(name, candidates: candidates), at: place, edits: edits(for: call, given))
            return .dyn
        }
        let overloads = functions.flatMap(\.overloads)
        let fitting = overloads.filter { $0.isMethod == isMethod }
        if environment.profile == .host { inspectLiterals(arguments, of: functions) }
        guard !fitting.isEmpty else {
            let foreign = edits(for: call, given)
            report(.wrongForm(name, isMethod: !isMethod), at: place, edits: foreign.isEmpty ? rewritten(call, as: name) : foreign)
            return .dyn
        }
        return overload(of: name, among: fitting, Array(zip(arguments, given)), at: place)
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
                    reportFaulty(arguments[index], of: function.name, error.wording)
                    return
                }
            }
        }
    }

    private mutating func reportFaulty(_ argument: Expression, of function: String, _ message: Wording) {
        let told: (message: Wording, hint: Wording?) =
            switch function {
            case "duration":
                ("this text is no length of time", "write hours, minutes and seconds, as in duration('72h') or duration('1h30m')")
            case "timestamp": ("this text is no date with a time", "write it as in timestamp('2026-12-31T18:00:00-03:00')")
            case _ where message.english.contains("perl operator"): (message, "look-ahead and back-references are not supported")
            default: (message, nil)
            }
        report(.faultyLiteral(told.message), at: argument.range, edits: mendedTime(argument, of: function), hint: told.hint)
    }

    /// The result of the overloads that take the arguments: theirs when they agree on it, else `dyn`.
    mutating func overload(
        of name: String, among overloads: [Overload], _ operands: [(Expression, Type)], at place: Range<Int>
    ) -> Type {
        let arguments = operands.map { types.resolve($0.1) }
        if let result = result(of: overloads, arguments) { return result }
        if environment.profile == .host, let result = missing(overloads, operands) { return result }
        let closed = arguments.map { types.resolve($0, closing: true) }
        let (edits, hint) = mending(of: name, Array(zip(operands.map(\.0), closed)), at: place)
        let forms = Operators.isSign(name) ? [] : overloads
        report(.noOverload(function: name, arguments: closed, forms: forms), at: place, edits: edits, hint: hint)
        return .dyn
    }

    /// `nil` when none of them takes the arguments.
    private mutating func result(of overloads: [Overload], _ arguments: [Type]) -> Type? {
        var result: Type?
        for overload in overloads where overload.parameters.count == arguments.count {
            let signature = types.instantiate(overload.parameters + [overload.result])
            guard types.fits(arguments, in: signature.dropLast()), let fresh = signature.last else { continue }
            let type = types.resolve(fresh)
            result = result.map { $0 == type ? type : .dyn } ?? type
        }
        return result
    }

    /// Tells of arguments that may be missing when that alone is what keeps the overloads from taking them.
    private mutating func missing(_ overloads: [Overload], _ operands: [(Expression, Type)]) -> Type? {
        let plain = operands.map { types.resolve($0.1).withoutOptional }
        guard operands.contains(where: { types.resolve($0.1).isOptional }), let result = result(of: overloads, plain) else {
            return nil
        }
        for (operand, type) in operands {
            guard case .optional(let inner) = types.resolve(type, closing: true) else { continue }
            report(.mayBeMissing(inner), at: operand.range, edits: fallback(for: operand, inner))
        }
        return result
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

    fileprivate var withoutOptional: Type {
        if case .optional(let inner) = self { inner } else { self }
    }

    fileprivate var isOptional: Bool {
        if case .optional = self { true } else { false }
    }
}

extension Environment {
    /// In alphabetical order.
    fileprivate func functionNames(isMethod: Bool) -> [String] {
        functions.filter { $0.value.contains { $0.overloads.contains { $0.isMethod == isMethod } } }.map(\.key).sorted()
    }
}
