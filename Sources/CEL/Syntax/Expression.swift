/// A node of the syntax tree, macros expanded.
struct Expression: Sendable {
    indirect enum Kind: Sendable {
        case literal(Value)
        /// `isAbsolute` is `.name`, which passes over the variables of macros.
        case name(String, isAbsolute: Bool)
        case select(Expression, field: String, isOptional: Bool)
        /// `has(operand.field)`
        case presence(Expression, field: String)
        case index(Expression, Expression, isOptional: Bool)
        case unary(UnaryOperator, Expression)
        case binary(BinaryOperator, Expression, Expression)
        /// A chain of `&&` or of `||`, two operands at least.
        case logical(LogicalOperator, [Expression])
        case conditional(Expression, then: Expression, otherwise: Expression)
        case call(String, [Expression])
        case method(Expression, String, [Expression])
        case list([ListElement])
        case map([MapEntry])
        /// `Name{field: value}`: read so that it can be refused by name.
        case message(String)
        case fold(Fold)
        /// `cel.bind(name, value, body)`
        case bind(String, Expression, body: Expression)
        /// `operand.optMap(name, body)`; flat when `body` is itself an optional.
        case optionalMap(Expression, name: String, body: Expression, isFlat: Bool)
    }

    let kind: Kind
    /// From the first to the last scalar, operands included.
    let range: Range<Int>
    /// What a message points at: the operator, the name of the function or field, or the whole of a name or literal.
    let anchor: Range<Int>
    /// 1 for a leaf.
    let depth: Int

    struct ListElement: Sendable {
        let value: Expression
        let isOptional: Bool
    }

    struct MapEntry: Sendable {
        let key: Expression
        let value: Expression
        let isOptional: Bool
    }
}
