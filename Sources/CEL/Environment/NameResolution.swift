/// What a dotted path of names stands for.
struct ResolvedName {
    enum Target {
        case variable(slot: Int)
        case type(Type)
    }

    let target: Target
    /// How many names of the path it takes; the rest are fields.
    let length: Int
}

extension Environment {
    /// The longest declared name with which a path begins, the innermost container first.
    func resolve(_ path: [String], isAbsolute: Bool) -> ResolvedName? {
        for length in stride(from: path.count, to: 0, by: -1) {
            let name = path.prefix(length).joined(separator: ".")
            for candidate in candidates(for: name, isAbsolute: isAbsolute) {
                if let slot = slots[candidate] { return ResolvedName(target: .variable(slot: slot), length: length) }
                if let type = Type.named[candidate] { return ResolvedName(target: .type(type), length: length) }
            }
        }
        return nil
    }

    func functions(named name: String, isAbsolute: Bool = false) -> [Function]? {
        for candidate in candidates(for: name, isAbsolute: isAbsolute) {
            if let found = functions[candidate] { return found }
        }
        return nil
    }

    private func candidates(for name: String, isAbsolute: Bool) -> [String] {
        guard !isAbsolute, !container.isEmpty else { return [name] }
        var spaces = container.split(separator: ".").map(String.init)
        var candidates: [String] = []
        while !spaces.isEmpty {
            candidates.append((spaces + [name]).joined(separator: "."))
            spaces.removeLast()
        }
        return candidates + [name]
    }
}

extension Expression {
    var isNull: Bool {
        if case .literal(.null) = kind { true } else { false }
    }

    /// The names of `a.b.c`, when it is nothing but names and dots.
    var path: (names: [String], isAbsolute: Bool)? {
        var fields: [String] = []
        var expression = self
        while true {
            switch expression.kind {
            case .name(let name, let isAbsolute): return ([name] + fields.reversed(), isAbsolute)
            case .select(let operand, let field, isOptional: false):
                fields.append(field)
                expression = operand
            default: return nil
            }
        }
    }

    /// The operand of the `count` outermost selections.
    func operand(below count: Int) -> Expression {
        var expression = self
        for _ in 0..<count {
            guard case .select(let operand, _, _) = expression.kind else { break }
            expression = operand
        }
        return expression
    }
}
