/// A compiled expression: names are slots, calls are functions. `at` is what an error points at.
indirect enum Node: Sendable {
    case constant(Value)
    case slot(Int, at: Range<Int>)
    /// A variable of type `optional(T)` in the host profile, whose value may be plain.
    case optionalSlot(Int, at: Range<Int>)
    case local(Int)
    /// What an unchecked expression cannot do: an error if it is ever reached.
    case failure(EvaluationError)
    case select(Node, field: String, isOptional: Bool, at: Range<Int>)
    case presence(Node, field: String, at: Range<Int>)
    case index(Node, Node, isOptional: Bool, at: Range<Int>)
    case unary(UnaryOperator, Node, at: Range<Int>)
    case binary(BinaryOperator, Node, Node, at: Range<Int>)
    case logical(LogicalOperator, [Node], at: Range<Int>)
    case conditional(Node, then: Node, otherwise: Node, at: Range<Int>)
    case call(Callable, [Node], at: Range<Int>)
    case list([ListItem], at: Range<Int>)
    case map([MapItem], at: Range<Int>)
    case fold(FoldNode, at: Range<Int>)
    case bind(Node, body: Node)
    /// A path as an optional, in the host profile: what is missing or null has no value.
    case lifted(Node)
    /// A path that is compared with `null`, in the host profile: what is missing is null.
    case nullable(Node)
    /// `operand.orValue(alternative)`, or `operand.or(alternative)` when not unwrapped.
    case orElse(Node, Node, isUnwrapped: Bool, at: Range<Int>)
    case optionalMap(Node, body: Node, isFlat: Bool, at: Range<Int>)

    struct ListItem: Sendable {
        let value: Node
        let isOptional: Bool
        let place: Range<Int>
    }

    struct MapItem: Sendable {
        let key: Node
        let value: Node
        let isOptional: Bool
        let place: Range<Int>
    }
}
