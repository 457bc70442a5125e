import CEL

/// What may be written in an expression.
struct ExpressionCompletion {
    private let scope: Scope

    init(in scope: Scope) {
        self.scope = scope
    }

    /// - Parameter text: What stands before the word that is being written.
    func items(after text: String) -> [Completion] {
        guard !ExpressionCompletion.isInText(text) else { return [] }
        let scope = scopeInMacros(of: text)
        var stem = text[...]
        while stem.last == "?" { stem.removeLast() }
        guard stem.last == "." else { return free(in: scope) }
        stem.removeLast()
        let operand = ExpressionCompletion.operand(at: stem)
        guard !operand.isEmpty else { return [] }
        let environment = scope.environment
        guard let type = environment.parts(of: operand).first?.type, !isSpace(operand, environment) else {
            return space(operand, environment)
        }
        return members(of: type.present) + methods(of: type.present, environment)
    }

    private func free(in scope: Scope) -> [Completion] {
        let environment = scope.environment
        let names = (scope.locals.reversed() + scope.fixed).map { Completion($0.name, .name, detail: $0.type.authorName) }
        let functions = environment.callable.filter { $0.overloads.contains { !$0.isMethod } }.map { function in
            completion(function.name, function.overloads.filter { !$0.isMethod })
        }
        let words = [Completion("true", .word), Completion("false", .word)]
        let has = Completion(
            "has", .function, detail: "has(a.b) → boolean", about: FunctionWords.about("has"), snippet: "has($0)")
        var seen: Set<String> = []
        return (names + [has] + functions + words).filter { seen.insert($0.label).inserted }
    }

    private func members(of type: Type) -> [Completion] {
        guard case .object(let object) = type else { return [] }
        return object.fields.map { Completion($0.name, .field, detail: $0.type.authorName) }
    }

    private func methods(of type: Type, _ environment: Environment) -> [Completion] {
        var items = environment.callable.compactMap { function -> Completion? in
            let fitting = function.overloads.filter { $0.isMethod && $0.parameters.first.map { $0.takes(type) } ?? false }
            return fitting.isEmpty ? nil : completion(function.name, fitting)
        }
        if type.element != .dyn || type == .list(.dyn) {
            items += Environment.macros.filter { !$0.hasPrefix("opt") && $0 != "has" && !$0.hasPrefix("transform") }.map {
                macro in
                Completion(
                    macro, .function, detail: "\(macro)(x, …)", about: FunctionWords.about(macro), snippet: "\(macro)(x, $0)")
            }
        }
        return items
    }

    /// Functions such as `math.abs`, whose first part is no value.
    private func isSpace(_ operand: String, _ environment: Environment) -> Bool {
        environment.callable.contains { $0.name.hasPrefix(operand + ".") } && !scope.names.contains(operand)
    }

    private func space(_ operand: String, _ environment: Environment) -> [Completion] {
        environment.callable.filter { $0.name.hasPrefix(operand + ".") }.map { function in
            completion(String(function.name.dropFirst(operand.count + 1)), function.overloads, about: function.name)
        }
    }

    private func completion(_ name: String, _ overloads: [Overload], about: String? = nil) -> Completion {
        let takesNothing = overloads.allSatisfy { $0.parameters.count == ($0.isMethod ? 1 : 0) }
        return Completion(
            name, .function, detail: overloads.first.map { $0.signature(name) } ?? "", about: FunctionWords.about(about ?? name),
            snippet: takesNothing ? "\(name)()" : "\(name)($0)")
    }

    // MARK: Reading backwards

    /// Whether the text ends within quotes.
    private static func isInText(_ text: String) -> Bool {
        var quote: Character?
        var isEscaped = false
        for character in text {
            if let open = quote {
                if isEscaped {
                    isEscaped = false
                } else if character == "\\" {
                    isEscaped = true
                } else if character == open {
                    quote = nil
                }
            } else if character == "'" || character == "\"" {
                quote = character
            }
        }
        return quote != nil
    }

    /// The longest piece at the end that is one value: names, dots, calls and indexes.
    private static func operand(at text: Substring) -> String {
        let characters = Array(text)
        var index = characters.count
        var depth = 0
        while index > 0 {
            let character = characters[index - 1]
            if ")]".contains(character) {
                depth += 1
            } else if "([".contains(character) {
                guard depth > 0 else { break }
                depth -= 1
            } else if depth == 0, !(character.isLetter || character.isNumber || "_.?'\"".contains(character)) {
                break
            }
            index -= 1
        }
        return String(characters[index...].drop { $0 == "?" || $0 == "." })
    }

    /// With the variables of the macros that are open at the end of a text.
    private func scopeInMacros(of text: String) -> Scope {
        let characters = Array(text)
        var open: [Int] = []
        for (place, character) in characters.enumerated() {
            if character == "(" { open.append(place) }
            if character == ")" { _ = open.popLast() }
        }
        var scope = scope
        for place in open {
            let head = characters[..<place]
            let name = String(head.reversed().prefix { $0.isLetter || $0 == "_" }.reversed())
            let range = head.dropLast(name.count)
            guard Environment.macros.contains(name), range.last == "." else { continue }
            let operand = ExpressionCompletion.operand(at: Substring(String(range.dropLast())))
            let arguments = String(characters[(place + 1)...])
            guard let comma = arguments.firstIndex(of: ",") else { continue }
            let variable = arguments[..<comma].filter { !$0.isWhitespace }
            let type =
                name.hasPrefix("opt")
                ? scope.environment.parts(of: operand).first?.type.present ?? .dyn : scope.environment.element(of: operand)
            scope = scope.adding(Variable(variable, type))
        }
        return scope
    }
}

extension Type {
    /// Whether a value of another type may stand where this one is declared.
    fileprivate func takes(_ other: Type) -> Bool {
        switch (self, other) {
        case (.dyn, _), (.parameter, _), (_, .dyn): true
        case (.map, .object): true
        default: name == other.name
        }
    }
}

extension Overload {
    /// Such as `money(number, string) → string`.
    func signature(_ name: String) -> String {
        let parameters = (isMethod ? parameters.dropFirst() : parameters[...]).map(\.authorName)
        return "\(name)(\(parameters.joined(separator: ", "))) → \(result.authorName)"
    }
}
