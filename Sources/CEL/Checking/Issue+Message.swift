extension Issue {
    /// What is wrong, in English, with the types named as CEL names them.
    public var message: String { wording(naming: \.description).english }

    /// What is wrong, for the author of the expression: a lower-case sentence without a full stop, names in single quotes.
    ///
    /// - Parameters:
    ///   - name: The author's words for a type.
    ///   - ordered: The names that there are, those first that matter most.
    public func wording(naming name: (Type) -> String, listing ordered: ([String]) -> [String] = { $0 }) -> Wording {
        switch kind {
        case .syntax(let message), .faultyLiteral(let message): return message
        case .unknownName(let name, let candidates):
            guard let known = Issue.list(ordered(candidates)) else { return "'\(name)' is not known here" }
            return "'\(name)' is not known here; there are \(known)"
        case .unknownField(let name, let owner, let candidates):
            switch (owner.isEmpty, Issue.list(candidates)) {
            case (true, nil): return "there is no field '\(name)'"
            case (true, let known?): return "there is no field '\(name)'; it has \(known)"
            case (false, nil): return "'\(owner)' has no field '\(name)'"
            case (false, let known?): return "'\(owner)' has no field '\(name)'; it has \(known)"
            }
        case .unknownFunction(let name, candidates: _): return "there is no function '\(name)'"
        case .noOverload(let function, let arguments, let forms):
            return forms.isEmpty
                ? Issue.misused(function, arguments.map(name)) : Issue.miscalled(function, arguments, forms, naming: name)
        case .noFields(let field, let type): return "'\(field)' cannot be read of \(name(type)), which has no fields"
        case .mayBeMissing(let type): return "this may be missing, and \(name(type)) is needed"
        case .notIterable(let type): return "a list or a map is needed here, not \(name(type))"
        case .wrongForm(let name, let isMethod):
            return isMethod ? "'\(name)' is called as x.\(name)(…)" : "'\(name)' is called as \(name)(…)"
        case .block(let word): return "'\(word)' has no meaning here: an expression is one value, without blocks"
        case .macroWithoutName(let macro):
            return "'\(macro)' needs a name for the element first, and then what to do with it"
        case .notCondition(let type): return "a condition is needed here, which is true or false, not \(name(type))"
        case .tooDeep(let limit): return "the expression is nested deeper than \(limit) levels"
        case .tooLong(let limit): return "the expression is longer than \(limit) characters"
        }
    }

    private static func misused(_ sign: String, _ types: [String]) -> Wording {
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
    ) -> Wording {
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
        let written = call(arguments, isMethod: forms.contains(where: \.isMethod))
        guard let known = list(known, quoted: false) else { return "there is no \(written)" }
        return "there is no \(written), only \(known)"
    }

    /// Up to eight names and how many more there are; `nil` when there are none.
    private static func list(_ names: [String], quoted: Bool = true) -> Wording? {
        let shown = names.prefix(8).map { quoted ? "'\($0)'" : $0 }
        guard let last = shown.last else { return nil }
        let rest = names.count - shown.count
        if rest > 0 { return "\(shown.joined(separator: ", ")) and \(rest) more" }
        guard shown.count > 1 else { return Wording(verbatim: last) }
        return "\(shown.dropLast().joined(separator: ", ")) and \(last)"
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
