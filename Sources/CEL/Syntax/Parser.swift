/// What reading an expression gave.
struct Parsed {
    /// `nil` where reading could not go on.
    let expression: Expression?
    /// In the order of the text.
    let issues: [Issue]
}

/// Reads an expression by recursive descent. It goes on past signs of other languages, and stops at the first fault that it knows no
/// way past.
struct Parser {
    private var lexer: Lexer
    private(set) var token: Token
    let limits: Limits
    /// How deep the reading itself stands; it may not outgrow the stack.
    private var level = 0
    /// The first node that outgrew the depth. Such a node is cut to a leaf, so that no deep tree ever exists, and the fault is
    /// told when the rest has been read, for a fault of syntax goes before it.
    private var tooDeep: Range<Int>?
    private(set) var previousEnd = 0
    private var faults: [Issue] = []

    static func parse(_ scalars: [Unicode.Scalar], limits: Limits) -> Parsed {
        guard scalars.count <= limits.length else {
            return Parsed(expression: nil, issues: [Issue(0..<1, .tooLong(limit: limits.length))])
        }
        do throws(Issue) {
            var parser = try Parser(scalars, limits: limits)
            return parser.parse()
        } catch {
            return Parsed(expression: nil, issues: [error])
        }
    }

    private mutating func parse() -> Parsed {
        do throws(Issue) {
            let expression = try expression()
            if token.kind == .foreign(";"), next?.kind == .end {
                recover(token.range, "an expression ends without ';'", [Edit(token.range, "")])
                try advance()
            }
            guard token.kind == .end else { throw unexpected("the expression ends here or goes on with an operator") }
            let issues = (faults + lexer.faults).inOrder
            if issues.isEmpty, let tooDeep { throw Issue(tooDeep, .tooDeep(limit: limits.depth)) }
            return Parsed(expression: tooDeep == nil ? expression : nil, issues: issues)
        } catch {
            let issues = (faults + lexer.faults + [error]).inOrder
            return Parsed(expression: nil, issues: block.map { [$0] } ?? issues)
        }
    }

    private init(_ scalars: [Unicode.Scalar], limits: Limits) throws(Issue) {
        lexer = Lexer(scalars)
        self.limits = limits
        token = try lexer.next()
    }

    /// Notes a fault past which reading goes on.
    mutating func recover(_ range: Range<Int>, _ message: Wording, _ edits: [Edit] = [], hint: Wording? = nil) {
        if faults.count < Limits.issues { faults.append(Issue(range, .syntax(message), edits: edits, hint: hint)) }
    }

    /// The token after the current one; `nil` where there is none.
    var next: Token? {
        var ahead = lexer
        return try? ahead.next()
    }

    var scalars: [Unicode.Scalar] { lexer.scalars }

    func text(_ range: Range<Int>) -> String { String(scalars: lexer.scalars[range.clamped(to: lexer.scalars.indices)]) }

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

    mutating func expect(_ symbol: Symbol, to purpose: Wording) throws(Issue) {
        guard try take(symbol) else { throw unexpected("'\(symbol.rawValue)' is needed \(purpose)") }
    }

    /// The fault at the current token, which is not what was needed.
    func unexpected(_ needed: Wording, isCured: Bool = true) -> Issue {
        let end = max(token.range.upperBound, token.range.lowerBound + (token.kind == .end ? 0 : 1))
        let found: Wording = token.kind == .end ? "the expression ends too early" : "'\(shown(token))' does not belong here"
        let (edits, hint) = isCured ? cure : ([], nil)
        return Issue(token.range.lowerBound..<end, .syntax("\(found): \(needed)"), edits: edits, hint: hint)
    }

    private func shown(_ token: Token) -> String {
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
        if token.kind == .identifier("if") { return try postfixConditional(condition, from: start) }
        guard try take(.question) else { return condition }
        if token.kind == .symbol(.dot), token.range.lowerBound == anchor.upperBound, !hasColon {
            throw Issue(
                anchor.lowerBound..<token.range.upperBound, .syntax("a field that may be missing is read by '.?'"),
                edits: questionDots(from: anchor.lowerBound))
        }
        let then = try logical(.or)
        if token.kind != .symbol(.colon) { throw withoutColon() }
        try advance()
        let otherwise = try expression()
        return node(
            .conditional(condition, then: then, otherwise: otherwise), from: start, anchor: anchor,
            over: condition, then, otherwise
        )
    }

    mutating func logical(_ joint: LogicalOperator) throws(Issue) -> Expression {
        let start = token.range.lowerBound
        let first = joint == .or ? try logical(.and) : try relation()
        var operands = [first]
        let anchor = token.range
        while try takes(joint) {
            operands.append(joint == .or ? try logical(.and) : try relation())
        }
        return operands.count == 1 ? first : node(.logical(joint, operands), from: start, anchor: anchor, over: operands)
    }

    mutating func relation() throws(Issue) -> Expression {
        let start = token.range.lowerBound
        var left = try sum()
        while true {
            if let sign = Parser.relations.first(where: { token.kind == $0.kind })?.sign {
                let anchor = try advance().range
                let right = try sum()
                left = node(.binary(sign, left, right), from: start, anchor: anchor, over: left, right)
            } else if let foreign = try foreignRelation(left, from: start) {
                left = foreign
            } else {
                return left
            }
        }
    }

    mutating func sum() throws(Issue) -> Expression {
        let start = token.range.lowerBound
        var left = try product()
        while try isSum() {
            let taken = try advance()
            let right = try product()
            let sign: BinaryOperator = taken.kind == .symbol(.minus) || taken.kind == .foreign("-=") ? .subtract : .add
            left = node(.binary(sign, left, right), from: start, anchor: taken.range, over: left, right)
        }
        return left
    }

    private mutating func product() throws(Issue) -> Expression {
        let start = token.range.lowerBound
        var left = try unary()
        while let sign = Parser.products.first(where: { token.kind == $0.kind })?.sign ?? ForeignSigns.product(token.kind) {
            if case .identifier(let word) = token.kind {
                recover(token.range, "'\(word)' is written '\(sign.rawValue)'", [Edit(token.range, sign.rawValue)])
            }
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
    mutating func unary() throws(Issue) -> Expression {
        let start = token.range.lowerBound
        let anchor = token.range
        if let negated = try foreignNot() { return negated }
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

extension [Issue] {
    /// By their places, one for each.
    var inOrder: [Issue] {
        var seen: Set<Range<Int>> = []
        return filter { seen.insert($0.range).inserted }
            .sorted { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    }
}
