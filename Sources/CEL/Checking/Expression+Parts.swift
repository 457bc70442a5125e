extension Expression {
    /// What stands directly in it, in the order of the text.
    var parts: [Expression] {
        switch kind {
        case .literal, .name, .message: []
        case .select(let operand, field: _, isOptional: _), .presence(let operand, field: _), .unary(_, let operand): [operand]
        case .index(let operand, let key, isOptional: _): [operand, key]
        case .binary(_, let left, let right): [left, right]
        case .logical(_, let operands): operands
        case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
        case .call(_, let arguments): arguments
        case .method(let target, _, let arguments): [target] + arguments
        case .list(let elements): elements.map(\.value)
        case .map(let entries): entries.flatMap { [$0.key, $0.value] }
        case .fold(let loop): [loop.range] + [loop.filter].compactMap(\.self) + [loop.body]
        case .bind(_, let value, let body): [value, body]
        case .optionalMap(let operand, name: _, let body, isFlat: _): [operand, body]
        }
    }

    /// The names that a macro gives to what its last parts see, and how many of its parts come before those.
    var bound: (names: [String], after: Int) {
        switch kind {
        case .fold(let loop): (loop.variables, 1)
        case .bind(let name, _, body: _), .optionalMap(_, let name, body: _, isFlat: _): ([name], 1)
        default: ([], 0)
        }
    }

    /// The names in it that are none of its own macros' variables.
    var freeNames: [Expression] {
        if case .name = kind { return [self] }
        let (names, after) = bound
        return parts.enumerated().flatMap { place, part in
            place < after
                ? part.freeNames
                : part.freeNames.filter { free in
                    if case .name(let name, isAbsolute: false) = free.kind { !names.contains(name) } else { true }
                }
        }
    }

    /// Whether what follows a dot may follow it without parentheses.
    var isMember: Bool {
        switch kind {
        case .name, .select, .index, .call, .method, .fold, .presence, .list, .map, .literal(.string): true
        case .literal, .unary, .binary, .logical, .conditional, .message, .bind, .optionalMap: false
        }
    }

    /// The value of a text literal.
    var text: String? {
        if case .literal(.string(let text)) = kind { text } else { nil }
    }
}
