/// Where the expression of a `{{ }}` text ends.
///
/// The closing `}}` counts only where every brace that the expression opened is closed again, and not inside its strings or
/// comments, so that `{{ {'a': {'b': 1}}.a.b }}` is one expression.
///
/// - Parameters:
///   - scalars: The whole text.
///   - start: Where the expression begins, right after `{{`.
/// - Returns: The offset of the first `}` of the closing `}}`; nil when there is none.
public func endOfTemplateExpression(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
    guard start >= 0, start <= scalars.count else { return nil }
    var lexer = Lexer(scalars, from: start)
    var depth = 0
    var closing: Int?
    while true {
        let token: Token
        do throws(Issue) {
            token = try lexer.next()
        } catch {
            // What is no token is the parser's to complain about; here it only may not hide the end of the expression.
            guard lexer.skipFaulty() else { return nil }
            closing = nil
            continue
        }
        switch token.kind {
        case .end: return nil
        case .symbol(.openBrace):
            depth += 1
            closing = nil
        case .symbol(.closeBrace) where depth > 0:
            depth -= 1
            closing = nil
        case .symbol(.closeBrace):
            if closing == token.range.lowerBound { return token.range.lowerBound - 1 }
            closing = token.range.upperBound
        case .symbol, .foreign, .accented, .identifier, .quotedIdentifier, .int, .uint, .double, .string, .bytes: closing = nil
        }
    }
}

extension Lexer {
    /// Steps over the scalar at which no token begins; false at the end of the text.
    fileprivate mutating func skipFaulty() -> Bool {
        guard position < scalars.count else { return false }
        self = Lexer(scalars, from: position + 1)
        return true
    }
}
