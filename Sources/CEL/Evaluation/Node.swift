/// A step of a ``Plan``. Other nodes, and what is larger than a number, are named by their place in the plan's tables: copying a
/// node counts no references.
enum Node: Sendable {
    case constant(Int)
    case slot(Int)
    /// A variable of type `optional(T)` in the host profile, whose value may be plain.
    case optionalSlot(Int)
    case local(Int)
    /// What an unchecked expression cannot do: an error if it is ever reached.
    case failure(Int)
    case select(Int, field: Int, isOptional: Bool)
    case presence(Int, field: Int)
    case index(Int, Int, isOptional: Bool)
    case unary(UnaryOperator, Int)
    case binary(BinaryOperator, Int, Int)
    /// A chain of `+`: the first is any node, the others are `addend` nodes, whose place is that of the operator before them.
    case sum(Operands)
    case addend(Int)
    case logical(LogicalOperator, Operands)
    case conditional(Int, then: Int, otherwise: Int)
    case call(Int, Operands)
    /// Of elements: each is any node, or an `optionalElement`.
    case list(Operands)
    case optionalElement(Int)
    /// Of `entry` nodes.
    case map(Operands)
    case entry(key: Int, value: Int, isOptional: Bool)
    case fold(Int)
    case bind(Int, local: Int, body: Int)
    /// A path as an optional, in the host profile: what is missing or null has no value.
    case lifted(Int)
    /// A path that is compared with `null`, in the host profile: what is missing is null.
    case nullable(Int)
    /// `operand.orValue(alternative)`, or `operand.or(alternative)` when not unwrapped.
    case orElse(Int, Int, isUnwrapped: Bool)
    case optionalMap(Int, local: Int, body: Int, isFlat: Bool)

    /// A run of the table of operands.
    typealias Operands = Range<Int>
}

/// A macro that goes over a list or map; its variables are the locals from `local` on.
struct Loop: Sendable {
    let kind: Fold.Kind
    let range: Int
    let local: Int
    let hasTwoVariables: Bool
    let filter: Int?
    let body: Int
}
