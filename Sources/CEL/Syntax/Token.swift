/// A word of an expression; `range` counts Unicode scalars.
struct Token: Sendable {
    enum Kind: Sendable, Equatable {
        case identifier(String)
        /// A name in back quotes, as it may follow a dot.
        case quotedIdentifier(String)
        /// The digits as written, with `0x` where it stood; the sign is the parser's to add.
        case int(String)
        case uint(String)
        case double(String)
        case string(String)
        case bytes([UInt8])
        case symbol(Symbol)
        /// A sign of other languages that CEL does not have.
        case foreign(String)
        /// A word with letters that no name may hold.
        case accented(String)
        case end
    }

    let kind: Kind
    let range: Range<Int>
}
