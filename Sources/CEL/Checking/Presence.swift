/// What a condition says of the fields that an expression then reads: after `has(order.coupon) &&` or `order.coupon != null &&`,
/// and in the first branch of `has(order.coupon) ? … : …`, `order.coupon` is no longer one that may be missing.
struct Presence {
    private var paths: Set<[String]> = []

    func includes(_ expression: Expression) -> Bool {
        expression.path.map { paths.contains($0.names) } ?? false
    }

    /// With what holds where the condition is true.
    func assuming(_ condition: Expression) -> Presence {
        var presence = self
        switch condition.kind {
        case .presence(let operand, let field):
            if let (names, _) = operand.path { presence.paths.insert(names + [field]) }
        case .binary(.notEqual, let left, let right) where left.isNull || right.isNull:
            if let (names, _) = (left.isNull ? right : left).path { presence.paths.insert(names) }
        case .logical(.and, let operands):
            for operand in operands { presence = presence.assuming(operand) }
        default: break
        }
        return presence
    }

    /// Without what was said of names that a macro now gives to its own variables.
    func shadowed(by names: [String]) -> Presence {
        var presence = self
        presence.paths = paths.filter { path in !names.contains { $0 == path.first } }
        return presence
    }
}
