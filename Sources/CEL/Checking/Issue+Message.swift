extension Issue {
    /// What is wrong, with the types named as CEL names them.
    public var message: String { message(naming: \.description) }

    /// What is wrong, for the author of the expression: a lower-case sentence without a full stop, names in single quotes.
    ///
    /// - Parameters:
    ///   - name: The author's words for a type.
    ///   - ordered: The names that there are, those first that matter most.
    public func message(naming name: (Type) -> String, listing ordered: ([String]) -> [String] = { $0 }) -> String {
        switch kind {
        case .syntax(let message), .faultyLiteral(let message): message
        case .unknownName(let name, let candidates):
            "'\(name)' is not known here" + Issue.list(ordered(candidates), after: "; there are ")
        case .unknownField(let name, let owner, let candidates):
            (owner.isEmpty ? "there is no field '\(name)'" : "'\(owner)' has no field '\(name)'")
                + Issue.list(candidates, after: "; it has ")
        case .unknownFunction(let name, candidates: _): "there is no function '\(name)'"
        case .noOverload(let function, let arguments, let forms):
            forms.isEmpty
                ? Issue.misused(function, arguments.map(name)) : Issue.miscalled(function, arguments, forms, naming: name)
        case .noFields(let field, let type): "'\(field)' cannot be read of \(name(type)), which has no fields"
        case .mayBeMissing(let type): "this may be missing, and \(name(type)) is needed"
        case .notIterable(let type): "a list or a map is needed here, not \(name(type))"
        case .wrongForm(let name, let isMethod): "'\(name)' is called as \(isMethod ? "x.\(name)(…)" : "\(name)(…)")"
        case .block(let word): "'\(word)' has no meaning here: an expression is one value, without blocks"
        case .macroWithoutName(let macro): "'\(macro)' needs a name for the element first, and then what to do with it"
        case .notCondition(let type): "a condition is needed here, which is true or false, not \(name(type))"
        case .tooDeep(let limit): "the expression is nested deeper than \(limit) levels"
        case .tooLong(let limit): "the expression is longer than \(limit) characters"
        }
    }

    private static func misused(_ sign: String, _ types: [String]) -> String {
        guard let first = types.first else { return "'\(sign)' needs values to work with" }
        switch (sign, types.count) {
        case ("?:", 3): return "both values of '? :' need the same type, these are \(types[1]) and \(types[2])"
        case ("{}", _): return "\(first) cannot be a key of a map"
        case ("?", _): return "after '?' an optional value is needed, not \(first)"
        case ("[]", 2): return "an element of \(first) cannot be found by \(types[1])"
        case (_, 1): return "'\(sign)' does not work with \(first)"
        default: return "'\(sign)' does not work between \(first) and \(types[1])"
        }
    }

    private static func miscalled(
        _ function: String, _ arguments: [Type], _ forms: [Overload], naming name: (Type) -> String
    ) -> String {
        func call(_ types: [Type], isMethod: Bool) -> String {
            let names = types.map { name($0.opened) }
            guard isMethod, let target = names.first else { return "\(function)(\(names.joined(separator: ", ")))" }
            return "\(target).\(function)(\(names.dropFirst().joined(separator: ", ")))"
        }
        var known: [String] = []
        let alike = forms.filter { $0.parameters.count == arguments.count }
        for form in alike.isEmpty ? forms : alike {
            let text = call(form.parameters, isMethod: form.isMethod)
            if !known.contains(text) { known.append(text) }
        }
        let isMethod = forms.contains(where: \.isMethod)
        return "there is no \(call(arguments, isMethod: isMethod))" + list(known, after: ", only ", quoted: false)
    }

    /// Up to eight names and how many more there are; nothing when there are none.
    private static func list(_ names: [String], after opening: String, quoted: Bool = true) -> String {
        guard !names.isEmpty else { return "" }
        let shown = names.prefix(8).map { quoted ? "'\($0)'" : $0 }
        let rest = names.count - shown.count
        if rest > 0 { return "\(opening)\(shown.joined(separator: ", ")) and \(rest) more" }
        guard let last = shown.last, shown.count > 1 else { return opening + shown.joined() }
        return "\(opening)\(shown.dropLast().joined(separator: ", ")) and \(last)"
    }
}

extension Type {
    /// With `dyn` for the type variables of a signature, which say nothing to who calls it.
    fileprivate var opened: Type {
        switch self {
        case .parameter: .dyn
        case .list(let element): .list(element.opened)
        case .map(let key, let value): .map(key.opened, value.opened)
        case .optional(let type): .optional(type.opened)
        case .wrapper(let type): .wrapper(type.opened)
        case .dyn, .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type, .object, .opaque: self
        }
    }
}
