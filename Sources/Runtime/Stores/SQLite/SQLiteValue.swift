/// A value in one of SQLite's five storage classes.
enum SQLiteValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])

    static func text(_ text: String?) -> SQLiteValue { text.map(SQLiteValue.text) ?? .null }

    static func integer(_ number: Int64?) -> SQLiteValue { number.map(SQLiteValue.integer) ?? .null }
}

extension SQLiteValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    init(stringLiteral text: String) { self = .text(text) }
    init(integerLiteral number: Int64) { self = .integer(number) }
}
