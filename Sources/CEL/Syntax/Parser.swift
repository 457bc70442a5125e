/// Reads an expression by recursive descent; stops at the first fault.
struct Parser {
    private var lexer: Lexer
    private(set) var token: Token
    let limits: Limits
    /// How deep the reading itself stands; it may not outgrow the stack.
    private var level = 0
    /// The first node that outgrew the depth. Such a node is cut to a leaf, so that no deep tree ever exists, and the fault is
    /// told when the rest has been read, for a fault of syntax goes before it.
    private var tooDeep: Range<Int>?
    private var previousEnd = 0

    static func parse(_ scalars: [Unicode.Scalar], limits: Limits) throws(Issue) -> Expression {
        guard scalars.count <= limits.length else { throw Issue(0..<1, .tooLong(limit: limits.length)) }
        var parser = try Parser(scalars, limits: limits)
        let expression = try parser.expression()
        guard parser.token.kind == .end else { throw parser.unexpected("the expression ends here or goes on with an operator") }
        if let range = parser.tooDeep { throw Issue(range, .tooDeep(limit: limits.depth)) }
        return expression
    }

    private init(_ scalars: [Unicode.Scalar], limits: Limits) throws(Issue) {
        lexer = Lexer(scalars)
        self.limits = limits
        token = try lexer.next()
    }

    @discardableResult
    mutating func advance() throws(Issue) -> Token {
        let taken = token
        previousEnd = taken.range.upperBound
        token = try lexer.next()
        return taken
    }

    mutating func take(_ symbol: Symbol) throws(Issue) -> Bool {
        guard token.kind == .symbol(symbol) else { return false }
        try advance()
        return true
    }

    mutating func expect(_ symbol: Symbol, to purpose: String) throws(Issue) {
        guard try take(symbol) else { throw unexpected("'\(symbol.rawValue)' is needed \(purpose)") }
    }

    /// The fault at the current token, which is not what was needed.
    func unexpected(_ needed: String) -> Issue {
        if case .identifier(let word) = token.kind, let sign = Parser.signs[word] {
            return Issue(token.range, .syntax("'\(word)' is written '\(sign)'"))
        }
        let end = max(token.range.upperBound, token.range.lowerBound + (token.kind == .end ? 0 : 1))
        let found = token.kind == .end ? "the expression ends too early" : "'\(text(of: token))' does not belong here"
        return Issue(token.range.lowerBound..<end, .syntax("\(found): \(needed)"))
    }

    /// The signs for words that other languages have in their place.
    private static let signs = ["and": "&&", "AND": "&&", "or": "||", "OR": "||", "is": "==", "mod": "%"]

    private func text(of token: Token) -> String {
        let shown = lexer.scalars[token.range].prefix(20)
        return String(scalars: shown) + (shown.count < token.range.count ? "…" : "")
    }

    mutating func node(
        _ kind: Expression.Kind, from start: Int, anchor: Range<Int>, over children: Expression...
    ) -> Expression {
        node(kind, from: start, anchor: anchor, over: children)
    }

    mutating func node(
        _ kind: Expression.Kind, from start: Int, anchor: Range<Int>, over children: [Expression]
    ) -> Expression {
        let range = start..<max(start, previousEnd)
        let depth = (children.map(\.depth).max() ?? 0) + 1
        guard depth <= limits.depth else {
            tooDeep = tooDeep ?? anchor
            return Expression(kind: .literal(.null), range: range, anchor: anchor, depth: 1)
        }
        return Expression(kind: kind, range: range, anchor: anchor, depth: depth)
    }

    private mutating func nested<Result>(_ read: (inout Parser) throws(Issue) -> Result) throws(Issue) -> Result {
        level += 1
        defer { level -= 1 }
        guard level <= max(limits.depth, Limits.default.depth) + 1 else {
            throw Issue(token.range, .tooDeep(limit: limits.depth))
        }
        return try read(&self)
    }

    mutating func expression() throws(Issue) -> Expression {
        try nested { (parser: inout Parser) throws(Issue) in try parser.conditional() }
    }

    private mutating func conditional() throws(Issue) -> Expression {
        let start = token.range.lowerBound
        let condition = try logical(.or)
        let anchor = token.range
        guard try take(.question) else { return condition }
        let then = try logical(.or)
        try expect(.colon, to: "between the two values of '? :'")
        let otherwise = try expression()
        return node(
            .conditional(condition, then: then, otherwise: otherwise), from: start, anchor: anchor,
            over: condition, then, otherwise
        )
    }

    private mutating func logical(_ joint: LogicalOperator) throws(Issue) -> Expression {
        let start = token.range.lowerBound
        let first = joint == .or ? try logical(.and) : try relation()
        var operands = [first]
        let anchor = token.range
        while try take(joint == .or ? .or : .and) {
            operands.append(joint == .or ? try logical(.and) : try relation())
        }
        return operands.count == 1 ? first : node(.logical(joint, operands), from: start, anchor: anchor, over: operands)
    }

    private mutating func relation() throws(Issue) -> Expression {
        let start = token.range.lowerBound
        var left = try sum()
        while let sign = Parser.relations.first(where: { token.kind == $0.kind })?.sign {
            let anchor = try advance().range
            let right = try sum()
            left = node(.binary(sign, left, right), from: start, anchor: anchor, over: left, right)
        }
        return left
    }

    private mutating func sum() throws(Issue) -> Expression {
        let start = token.range.lowerBound
        var left = try product()
        while token.kind == .symbol(.plus) || token.kind == .symbol(.minus) {
            let taken = try advance()
            let right = try product()
            let sign: BinaryOperator = taken.kind == .symbol(.plus) ? .add : .subtract
            left = node(.binary(sign, left, right), from: start, anchor: taken.range, over: left, right)
        }
        return left
    }

    private mutating func product() throws(Issue) -> Expression {
        let start = token.range.lowerBound
        var left = try unary()
        while let sign = Parser.products.first(where: { token.kind == $0.kind })?.sign {
            let anchor = try advance().range
            let right = try unary()
            left = node(.binary(sign, left, right), from: start, anchor: anchor, over: left, right)
        }
        return left
    }

    private static let relations: [(kind: Token.Kind, sign: BinaryOperator)] = [
        (.symbol(.equal), .equal), (.symbol(.notEqual), .notEqual), (.symbol(.less), .less),
        (.symbol(.lessOrEqual), .lessOrEqual), (.symbol(.greater), .greater),
        (.symbol(.greaterOrEqual), .greaterOrEqual), (.identifier("in"), .isIn),
    ]

    private static let products: [(kind: Token.Kind, sign: BinaryOperator)] = [
        (.symbol(.times), .multiply), (.symbol(.divide), .divide), (.symbol(.remainder), .remainder),
    ]

    /// Equal signs in a row fold: an even number of them is none. A minus before digits belongs to the number.
    private mutating func unary() throws(Issue) -> Expression {
        let start = token.range.lowerBound
        let anchor = token.range
        if try take(.not) {
            var isOdd = true
            while try take(.not) { isOdd.toggle() }
            let operand = try member()
            return isOdd ? node(.unary(.not, operand), from: start, anchor: anchor, over: operand) : operand
        }
        guard try take(.minus) else { return try member() }
        var isOdd = true
        while token.kind == .symbol(.minus) {
            try advance()
            isOdd.toggle()
        }
        if case .int = token.kind, isOdd { return try member(negatedFrom: start) }
        if case .double = token.kind, isOdd { return try member(negatedFrom: start) }
        let operand = try member()
        return isOdd ? node(.unary(.negate, operand), from: start, anchor: anchor, over: operand) : operand
    }
}
