/// Conditionals and blocks as other languages write them.
extension Parser {
    /// `x if c else y`
    mutating func postfixConditional(_ then: Expression, from start: Int) throws(Issue) -> Expression {
        let value = text(start..<previousEnd)
        let anchor = try advance().range
        let conditionStart = token.range.lowerBound
        let condition = try logical(.or)
        let written = text(conditionStart..<previousEnd)
        guard token.kind == .identifier("else") else { throw unexpected("a choice is written 'condition ? value : other'") }
        try advance()
        return try conditional(condition, written, then, value, from: start, at: anchor)
    }

    /// `if c then x else y` and `if(c, x, y)`; the word `if` has been read.
    mutating func prefixConditional(from start: Int, at anchor: Range<Int>) throws(Issue) -> Expression? {
        let isCall = try take(.openParenthesis)
        let conditionStart = token.range.lowerBound
        guard isCall || token.beginsOperand else { return nil }
        let condition = try logical(.or)
        let written = text(conditionStart..<previousEnd)
        guard isCall ? try takeSeparator() : token.kind == .identifier("then") else { return nil }
        if !isCall { try advance() }
        let thenStart = token.range.lowerBound
        let then = try logical(.or)
        let value = text(thenStart..<previousEnd)
        guard isCall ? try takeSeparator() : token.kind == .identifier("else") else { return nil }
        if !isCall { try advance() }
        let choice = try conditional(condition, written, then, value, from: start, at: anchor, closing: isCall)
        return choice
    }

    /// From behind the `else`: reads the other value and tells the whole.
    private mutating func conditional(
        _ condition: Expression, _ written: String, _ then: Expression, _ value: String, from start: Int, at anchor: Range<Int>,
        closing: Bool = false
    ) throws(Issue) -> Expression {
        let otherStart = token.range.lowerBound
        let other = try expression()
        let otherText = text(otherStart..<previousEnd)
        if closing { try expect(.closeParenthesis, to: "to close '('") }
        recover(
            anchor, "a choice between two values is written 'condition ? value : other'",
            [Edit(start..<previousEnd, "\(written) ? \(value) : \(otherText)")])
        return node(
            .conditional(condition, then: then, otherwise: other), from: start, anchor: anchor, over: condition, then, other)
    }

    /// Whether the `:` of a `? :` stands ahead, at this depth of brackets.
    var hasColon: Bool {
        var depth = 0
        for token in ahead {
            switch token.kind {
            case .symbol(.openParenthesis), .symbol(.openBracket), .symbol(.openBrace): depth += 1
            case .symbol(.closeParenthesis), .symbol(.closeBracket), .symbol(.closeBrace):
                depth -= 1
                if depth < 0 { return false }
            case .symbol(.colon) where depth == 0: return true
            case .symbol(.comma) where depth == 0: return false
            default: break
            }
        }
        return false
    }

    /// Every `?.` from a place on, as `.?`.
    func questionDots(from start: Int) -> [Edit] {
        scalars.indices.dropFirst(start).compactMap { place in
            guard scalars[place] == "?", place + 1 < scalars.count, scalars[place + 1] == "." else { return nil }
            return Edit(place..<place + 2, ".?")
        }
    }

    /// The fault of one that takes the expression for a block of a template, as in `{{#each items}}`; `nil` when it is none.
    var block: Issue? {
        let leading = scalars.prefix { $0.isBlank }.count
        var start = leading
        let isMarked = start < scalars.count && (scalars[start] == "#" || scalars[start] == "/")
        if isMarked { start += 1 }
        let word = String(scalars: scalars[start...].prefix { $0.continuesName })
        guard ForeignSigns.blocks.contains(word) else { return nil }
        let range = leading..<start + word.unicodeScalars.count
        return Issue(range, .block(text(range)), hint: ForeignSigns.hint(forBlock: word))
    }

    /// What mends the token that does not belong where it stands.
    var cure: (edits: [Edit], hint: Wording?) {
        let place = token.range
        if token.kind == .symbol(.comma), place.lowerBound > 0, place.upperBound < scalars.count,
            scalars[place.lowerBound - 1].isDigit, scalars[place.upperBound].isDigit
        {
            return ([Edit(place, ".")], "a decimal number is written with a point")
        }
        if token.kind == .end { return atEnd(place.lowerBound) }
        switch token.kind {
        case .symbol(.closeParenthesis): return ([Edit(place, "")], nil)
        case .symbol(.comma), .foreign(";"): return ([], "an expression is one value; texts are joined with '+'")
        case .foreign("$"): return ([], "an amount is written as a number alone")
        case .identifier("for"): return ([], "a list is made from another by list.map(x, x.name)")
        case .identifier, .string, .int, .double, .accented:
            return ([], "a sign is missing between two values, such as '&&', '==' or '+'; a text stands in quotes")
        case .foreign("^"): return ([], "there is no power; multiply, as in x * x")
        case .foreign("~"): return ([], "a pattern is tried by text.matches('pattern')")
        case .foreign("="): return ([], "'=' gives no name a value: a bot writes its state with 'set'")
        default: return ([], nil)
        }
    }

    /// What is missing at the end.
    private func atEnd(_ end: Int) -> (edits: [Edit], hint: Wording?) {
        var open: [Symbol] = []
        var lexer = Lexer(scalars)
        var last: Token.Kind?
        while let token = try? lexer.next(), token.kind != .end {
            last = token.kind
            switch token.kind {
            case .symbol(.openParenthesis): open.append(.closeParenthesis)
            case .symbol(.openBracket): open.append(.closeBracket)
            case .symbol(.openBrace): open.append(.closeBrace)
            case .symbol(.closeParenthesis), .symbol(.closeBracket), .symbol(.closeBrace): open = open.dropLast()
            default: break
            }
        }
        if last == .symbol(.remainder) { return ([], "a percentage is written as a fraction, such as 0.10") }
        let closing = open.reversed().map(\.rawValue).joined()
        return (closing.isEmpty ? [] : [Edit(previousEnd..<previousEnd, closing)], nil)
    }

    /// The fault of a `? :` with one value only.
    func withoutColon() -> Issue {
        let place = token.range
        var edits: [Edit] = []
        if token.kind == .end { edits = [Edit(previousEnd..<previousEnd, " : ''")] }
        if token.kind == .symbol(.comma) { edits = [Edit(place, " :")] }
        let fault = unexpected("':' is needed between the two values of '? :'")
        return Issue(fault.range, fault.kind, edits: edits, hint: "write condition ? value : other")
    }

    /// The tokens from the current one to the end, or to what is none.
    private var ahead: [Token] {
        var parser = self
        var tokens: [Token] = []
        while parser.token.kind != .end {
            tokens.append(parser.token)
            guard (try? parser.advance()) != nil else { break }
        }
        return tokens
    }
}

extension Token {
    var beginsOperand: Bool {
        switch kind {
        case .identifier, .accented, .quotedIdentifier, .int, .uint, .double, .string, .bytes: true
        case .symbol(let symbol): symbol == .not || symbol == .minus || symbol == .openParenthesis
        case .foreign, .end: false
        }
    }
}
