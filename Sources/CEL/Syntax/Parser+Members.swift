/// What binds closest: literals, names, brackets, and what follows a dot or stands in `[]`.
extension Parser {
    /// - Parameter minus: Where the minus stands that belongs to the number that comes.
    mutating func member(negatedFrom minus: Int? = nil) throws(Issue) -> Expression {
        let start = minus ?? token.range.lowerBound
        var operand = try primary(negatedFrom: minus)
        while true {
            let dot = token.range
            if try take(.dot) {
                operand = try selection(of: operand, from: start, after: dot)
            } else if let foreign = try foreignMember(of: operand, from: start) {
                operand = foreign
            } else if token.kind == .symbol(.openBracket) {
                let anchor = try advance().range
                let isOptional = try take(.question)
                let key = try expression()
                try expect(.closeBracket, to: "to close '['")
                operand = node(
                    .index(operand, key, isOptional: isOptional), from: start, anchor: anchor, over: operand, key
                )
            } else {
                return operand
            }
        }
    }

    mutating func selection(of operand: Expression, from start: Int, after dot: Range<Int>) throws(Issue) -> Expression {
        if token.kind == .symbol(.openBracket) {
            recover(dot, "no dot stands before '['", [Edit(dot, "")])
            return operand
        }
        let isOptional = try take(.question)
        let anchor = token.range
        let name = try selector(after: dot)
        guard !isOptional, case .identifier(let method) = name, try take(.openParenthesis) else {
            return node(
                .select(operand, field: name.text, isOptional: isOptional), from: start, anchor: anchor, over: operand
            )
        }
        let arguments = try arguments()
        if let macro = try macro(method, on: operand, arguments, from: start, anchor: anchor) { return macro }
        return node(
            .method(operand, method, arguments), from: start, anchor: anchor, over: [operand] + arguments
        )
    }

    private enum Selector {
        case identifier(String)
        case quoted(String)

        var text: String {
            switch self {
            case .identifier(let text), .quoted(let text): text
            }
        }
    }

    private mutating func selector(after dot: Range<Int>) throws(Issue) -> Selector {
        switch token.kind {
        case .quotedIdentifier(let name):
            try advance()
            return .quoted(name)
        case .identifier(let name) where !Parser.keywords.contains(name):
            try advance()
            return .identifier(name)
        case .accented(let name):
            let isOptional = previousEnd > dot.upperBound
            recover(
                token.range, "a name after a dot has only letters without accents",
                [Edit(dot.lowerBound..<token.range.upperBound, "[\(isOptional ? "?" : "")'\(name)']")])
            try advance()
            return .quoted(name)
        default: throw unexpected("a name is needed after the dot; other keys are read with ['key']", isCured: false)
        }
    }

    /// After the opening parenthesis, through the closing one.
    mutating func arguments() throws(Issue) -> [Expression] {
        var arguments: [Expression] = []
        while token.kind != .symbol(.closeParenthesis) {
            if case .identifier(let name) = token.kind, next?.kind == .foreign("=>") {
                let place = try advance().range
                arguments.append(node(.name(name, isAbsolute: false), from: place.lowerBound, anchor: place))
            } else {
                arguments.append(try expression())
            }
            guard try takeSeparator() else {
                if token.beginsOperand, next?.kind != .identifier("in") {
                    let fault = unexpected("',' is needed between two arguments")
                    throw Issue(fault.range, fault.kind, edits: [Edit(previousEnd..<previousEnd, ",")])
                }
                break
            }
            guard token.kind != .symbol(.closeParenthesis) else { throw unexpected("a value is needed after ','") }
        }
        try expect(.closeParenthesis, to: "to close '('")
        return arguments
    }

    mutating func primary(negatedFrom minus: Int?) throws(Issue) -> Expression {
        let start = minus ?? token.range.lowerBound
        if let value = try Literal.value(of: token, negated: minus != nil, from: start) {
            let literal = token
            try advance()
            if let time = try timeWithUnit(literal, from: start) { return time }
            return node(.literal(value), from: start, anchor: start..<literal.range.upperBound)
        }
        switch token.kind {
        case .identifier(let name): return try identifier(name, from: start, isAbsolute: false)
        case .symbol(.dot):
            try advance()
            guard case .identifier(let name) = token.kind else { throw unexpected("a name is needed after the dot") }
            return try identifier(name, from: start, isAbsolute: true)
        case .symbol(.openParenthesis):
            try advance()
            let inner = try expression()
            try expect(.closeParenthesis, to: "to close '('")
            return inner
        case .symbol(.openBracket): return try list()
        case .symbol(.openBrace):
            let isDoubled = next?.kind == .symbol(.openBrace) && next?.range.lowerBound == token.range.upperBound
            return isDoubled ? try braced() : try map()
        case .accented(let name):
            let place = token.range
            recover(place, "'\(name)' has letters that no name may hold", hint: "names are of the letters a to z, digits and '_'")
            try advance()
            return node(.name(name, isAbsolute: false), from: start, anchor: place)
        case .quotedIdentifier(let text):
            let place = try advance().range
            recover(place, "a text stands in straight quotes", [Edit(place, "'\(text)'")])
            return node(.literal(.string(text)), from: start, anchor: place)
        case .foreign("$"), .foreign("@"), .foreign("#"): return try marked()
        case .symbol, .foreign, .int, .uint, .double, .string, .bytes, .end:
            throw unexpected("a value is needed, such as a name, a number or a text")
        }
    }

    private mutating func identifier(_ name: String, from start: Int, isAbsolute: Bool) throws(Issue) -> Expression {
        guard !Parser.keywords.contains(name) else { throw unexpected("a value is needed, such as a name, a number or a text") }
        let anchor = token.range
        try advance()
        if Parser.reserved.contains(name) {
            if name == "if", let conditional = try prefixConditional(from: start, at: anchor) { return conditional }
            throw Issue(anchor, .syntax("'\(name)' is a reserved word and cannot be a name"))
        }
        if try take(.openParenthesis) {
            let arguments = try arguments()
            if let macro = try macro(name, on: nil, arguments, from: start, anchor: anchor) { return macro }
            return node(.call(name, arguments), from: start, anchor: anchor, over: arguments)
        }
        if token.kind == .symbol(.openBrace) { return try message(name, from: start, anchor: anchor) }
        return node(.name(name, isAbsolute: isAbsolute), from: start, anchor: start..<anchor.upperBound)
    }

    private mutating func list() throws(Issue) -> Expression {
        let anchor = try advance().range
        var elements: [Expression.ListElement] = []
        while token.kind != .symbol(.closeBracket) {
            let isOptional = try take(.question)
            elements.append(Expression.ListElement(value: try expression(), isOptional: isOptional))
            guard try take(.comma) else { break }
        }
        try expect(.closeBracket, to: "to close '['")
        return node(.list(elements), from: anchor.lowerBound, anchor: anchor, over: elements.map(\.value))
    }

    private mutating func map() throws(Issue) -> Expression {
        let anchor = try advance().range
        var entries: [Expression.MapEntry] = []
        while token.kind != .symbol(.closeBrace) {
            let isOptional = try take(.question)
            let key = try expression()
            if entries.isEmpty, token.kind == .symbol(.closeBrace) {
                recover(
                    token.range, "a value stands without braces", [Edit(anchor, ""), Edit(token.range, "")],
                    hint: "a map is written {'key': value}")
                try advance()
                return key
            }
            try expect(.colon, to: "between a key and its value")
            entries.append(Expression.MapEntry(key: key, value: try expression(), isOptional: isOptional))
            guard try take(.comma) else { break }
        }
        try expect(.closeBrace, to: "to close '{'")
        return node(.map(entries), from: anchor.lowerBound, anchor: anchor, over: entries.flatMap { [$0.key, $0.value] })
    }

    private mutating func message(_ name: String, from start: Int, anchor: Range<Int>) throws(Issue) -> Expression {
        try advance()
        var values: [Expression] = []
        while token.kind != .symbol(.closeBrace) {
            _ = try take(.question)
            switch token.kind {
            case .identifier(let field) where !Parser.keywords.contains(field): try advance()
            case .quotedIdentifier: try advance()
            default: throw unexpected("the name of a field is needed, or '}'")
            }
            try expect(.colon, to: "between a field and its value")
            values.append(try expression())
            guard try take(.comma) else { break }
        }
        try expect(.closeBrace, to: "to close '{'")
        return node(.message(name), from: start, anchor: anchor, over: values)
    }

    static let keywords: Set<String> = ["true", "false", "null", "in"]

    static let reserved: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
        "namespace", "return", "var", "void", "while",
    ]
}
