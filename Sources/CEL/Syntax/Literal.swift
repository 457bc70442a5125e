/// The values of literal tokens.
enum Literal {
    /// - Parameter start: Where the literal begins, its minus included.
    /// - Returns: nil when the token is no literal.
    static func value(of token: Token, negated: Bool, from start: Int) throws(Issue) -> Value? {
        let range = start..<token.range.upperBound
        switch token.kind {
        case .identifier("true"): return .bool(true)
        case .identifier("false"): return .bool(false)
        case .identifier("null"): return .null
        case .string(let text): return .string(text)
        case .bytes(let bytes): return .bytes(bytes)
        case .int(let digits):
            guard let value = integer(digits, negated: negated) else {
                throw Issue(range, .syntax("the number is out of range: whole numbers reach from \(Int64.min) to \(Int64.max)"))
            }
            return .int(value)
        case .uint(let digits):
            guard let value = unsigned(digits) else {
                throw Issue(range, .syntax("the number is out of range: 'u' numbers reach to \(UInt64.max)"))
            }
            return .uint(value)
        case .double(let digits):
            guard let value = Double(digits), value.isFinite else {
                throw Issue(range, .syntax("the number is out of range"))
            }
            return .double(negated ? -value : value)
        case .identifier, .quotedIdentifier, .symbol, .foreign, .accented, .end: return nil
        }
    }

    private static func integer(_ digits: String, negated: Bool) -> Int64? {
        let (digits, radix) = split(digits)
        return Int64((negated ? "-" : "") + digits, radix: radix)
    }

    private static func unsigned(_ digits: String) -> UInt64? {
        let (digits, radix) = split(digits)
        return UInt64(digits, radix: radix)
    }

    private static func split(_ digits: String) -> (String, radix: Int) {
        digits.hasPrefix("0x") || digits.hasPrefix("0X") ? (String(digits.dropFirst(2)), 16) : (digits, 10)
    }
}
