/// Reading on past what other languages write: each way tells the fault with the edits that mend it and gives the node that was meant.
extension Parser {
    /// Takes `&&` or `||`, or what other languages write for it.
    mutating func takes(_ joint: LogicalOperator) throws(Issue) -> Bool {
        if try take(joint == .or ? .or : .and) { return true }
        guard ForeignSigns.logical(token.kind) == joint else { return false }
        substitute(joint.rawValue)
        try advance()
        return true
    }

    /// `=`, `<>`, `is not`, `not in`, `contains` and their like, between their operands.
    mutating func foreignRelation(_ left: Expression, from start: Int) throws(Issue) -> Expression? {
        if ForeignSigns.isNot(token.kind), next?.kind == .identifier("in") { return try notIn(left, from: start) }
        if let method = ForeignSigns.infixMethod(token.kind) { return try infixMethod(method, left, from: start) }
        guard var sign = ForeignSigns.relation(token.kind) else { return nil }
        var range = token.range
        if case .identifier = token.kind, let next, ForeignSigns.isNot(next.kind) {
            range = range.lowerBound..<next.range.upperBound
            sign = .notEqual
            try advance()
        }
        try advance()
        recover(range, "'\(text(range))' is written '\(sign.rawValue)'", [Edit(range, sign.rawValue)])
        let right = try sum()
        return node(.binary(sign, left, right), from: start, anchor: range, over: left, right)
    }

    private mutating func notIn(_ left: Expression, from start: Int) throws(Issue) -> Expression {
        let place = token.range.lowerBound..<(next?.range.upperBound ?? token.range.upperBound)
        try advance()
        let anchor = try advance().range
        let right = try sum()
        let edits = [Edit(start..<start, "!("), Edit(place, "in"), Edit(previousEnd..<previousEnd, ")")]
        recover(place, "'\(text(place))' is written with '!' before the whole", edits)
        let inner = node(.binary(.isIn, left, right), from: start, anchor: anchor, over: left, right)
        return node(.unary(.not, inner), from: start, anchor: place, over: inner)
    }

    private mutating func infixMethod(_ name: String, _ left: Expression, from start: Int) throws(Issue) -> Expression {
        let end = previousEnd
        let anchor = try advance().range
        let argument = token.range.lowerBound
        let right = try sum()
        recover(
            anchor, "'\(text(anchor))' is written x.\(name)(…)",
            [Edit(end..<argument, ".\(name)("), Edit(previousEnd..<previousEnd, ")")])
        return node(.method(left, name, [right]), from: start, anchor: anchor, over: left, right)
    }

    /// `not x`, which in other languages takes a whole comparison.
    mutating func foreignNot() throws(Issue) -> Expression? {
        guard ForeignSigns.isNot(token.kind), let next, next.beginsValue else { return nil }
        let start = token.range.lowerBound
        let anchor = try advance().range
        let inner = try relation()
        let needsParentheses = if case .binary = inner.kind { true } else { false }
        recover(
            anchor, "'\(text(anchor))' is written '!'",
            [Edit(start..<next.range.lowerBound, needsParentheses ? "!(" : "!")]
                + (needsParentheses ? [Edit(previousEnd..<previousEnd, ")")] : []))
        return node(.unary(.not, inner), from: start, anchor: anchor, over: inner)
    }

    /// `a ?? b`, `a->b`, `list.0`, `name | upper` behind an operand.
    mutating func foreignMember(of operand: Expression, from start: Int) throws(Issue) -> Expression? {
        switch token.kind {
        case .foreign("??"), .foreign("?:"):
            let end = previousEnd
            let anchor = try advance().range
            let argument = token.range.lowerBound
            let other = try unary()
            recover(
                anchor, "'\(text(anchor))' is written '.orValue(…)'",
                [Edit(end..<argument, ".orValue("), Edit(previousEnd..<previousEnd, ")")])
            return node(.method(operand, "orValue", [other]), from: start, anchor: anchor, over: operand, other)
        case .foreign("->"):
            let arrow = token.range
            substitute(".")
            try advance()
            return try selection(of: operand, from: start, after: arrow)
        case .double(let digits) where digits.hasPrefix(".") && token.range.lowerBound == previousEnd:
            guard let place = Int64(digits.dropFirst()) else { return nil }
            let anchor = token.range
            recover(anchor, "an element of a list is read by its place in brackets", [Edit(anchor, "[\(place)]")])
            try advance()
            let key = node(.literal(.int(place)), from: anchor.lowerBound, anchor: anchor)
            return node(.index(operand, key, isOptional: false), from: start, anchor: anchor, over: operand, key)
        case .foreign("|"):
            guard case .identifier(let name)? = next?.kind, ForeignSigns.filters[name] != nil else { return nil }
            return try filters(operand, from: start)
        default: return nil
        }
    }

    /// All filters of a chain are one fault.
    private mutating func filters(_ operand: Expression, from start: Int) throws(Issue) -> Expression {
        var written = text(start..<previousEnd)
        let first = token.range.lowerBound
        var marked = first..<first
        while token.kind == .foreign("|"), case .identifier(let name)? = next?.kind, let function = ForeignSigns.filters[name] {
            try advance()
            let anchor = try advance().range
            if marked.isEmpty { marked = first..<anchor.upperBound }
            let opening = token.range.upperBound
            _ = try take(.openParenthesis) ? try arguments() : []
            let given = opening <= previousEnd ? text(opening..<max(opening, previousEnd - 1)) : ""
            if function.hasPrefix(".") {
                written += "\(function)(\(given))"
            } else {
                written = "\(function)(\(written)\(given.isEmpty ? "" : ", \(given)"))"
            }
        }
        recover(
            marked, "there are no filters: what is done to a value is a function, as in upper(name)",
            [Edit(start..<previousEnd, written)])
        // What the functions themselves take is told once the expression is mended.
        return node(.literal(.string("")), from: start, anchor: marked, over: operand)
    }

    /// `${name}`, `$name`, `@name`.
    mutating func marked() throws(Issue) -> Expression {
        let sign = token.range
        guard let next, next.range.lowerBound == sign.upperBound else { throw unexpected("a value is needed, such as a name") }
        if next.kind == .symbol(.openBrace) {
            try advance()
            let brace = try advance().range
            let inner = try expression()
            let closing = token.range
            try expect(.closeBrace, to: "to close '{'")
            recover(
                sign.lowerBound..<closing.upperBound, "'\(text(sign)){…}' has no meaning here: a name stands by itself",
                [Edit(sign.lowerBound..<brace.upperBound, ""), Edit(closing, "")])
            return inner
        }
        guard case .identifier = next.kind else { throw unexpected("a value is needed, such as a name") }
        recover(sign, "a name has no '\(text(sign))' before it", [Edit(sign, "")])
        try advance()
        return try member()
    }

    /// `72h`, `3 dias`
    mutating func timeWithUnit(_ literal: Token, from start: Int) throws(Issue) -> Expression? {
        guard case .int(let digits) = literal.kind, case .identifier(let unit) = token.kind,
            let span = ForeignSigns.duration(digits, unit)
        else { return nil }
        let range = start..<token.range.upperBound
        recover(range, "a length of time is written 'duration(…)'", [Edit(range, "duration('\(span)')")])
        try advance()
        let text = node(.literal(.string(span)), from: start, anchor: range)
        return node(.call("duration", [text]), from: start, anchor: range, over: text)
    }

    /// Whether a sum goes on here; `+=` and `++` are told.
    mutating func isSum() throws(Issue) -> Bool {
        switch token.kind {
        case .symbol(.plus), .symbol(.minus): return true
        case .foreign("+="), .foreign("-="):
            let range = token.range
            recover(
                range, "'\(text(range))' gives no name a value: an expression only works one out",
                [Edit(range, String(text(range).prefix(1)))])
            return true
        case .foreign("++"):
            recover(token.range, "'++' gives no name a value: an expression only works one out", [Edit(token.range, " + 1")])
            try advance()
            return try isSum()
        default: return false
        }
    }

    /// `{{ x }}` within an expression: a map with a map for its key is never right.
    mutating func braced() throws(Issue) -> Expression {
        let opening = try advance().range.lowerBound
        let second = try advance().range.upperBound
        let begin = token.range.lowerBound
        let inner = try expression()
        let closing = previousEnd
        try expect(.closeBrace, to: "to close '{'")
        try expect(.closeBrace, to: "to close '{'")
        recover(
            opening..<second, "an expression stands here already, and needs no '{{ }}'",
            [Edit(opening..<begin, ""), Edit(closing..<previousEnd, "")])
        return inner
    }

    /// The comma between arguments, or what spreadsheets and arrow functions have in its place.
    mutating func takeSeparator() throws(Issue) -> Bool {
        switch token.kind {
        case .foreign(";"): substitute(",")
        case .foreign("=>"):
            recover(
                token.range, "the name and what to do with it are two arguments: 'x, …' and not 'x => …'",
                [Edit(previousEnd..<token.range.upperBound, ",")])
        default: return try take(.comma)
        }
        try advance()
        return true
    }

    /// Tells that the current token is written in another way.
    private mutating func substitute(_ sign: String) {
        recover(token.range, "'\(text(token.range))' is written '\(sign)'", [Edit(token.range, sign)])
    }
}

extension Token {
    /// Whether an operand begins here, a parenthesis aside.
    fileprivate var beginsValue: Bool {
        switch kind {
        case .identifier(let word): word != "in" && ForeignSigns.logical(kind) == nil
        case .accented, .quotedIdentifier, .int, .uint, .double, .string, .bytes: true
        case .symbol(let symbol): symbol == .not || symbol == .minus || symbol == .openBracket
        case .foreign, .end: false
        }
    }
}
