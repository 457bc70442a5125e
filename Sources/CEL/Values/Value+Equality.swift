/// CEL's own equality and order.
extension Value {
    /// CEL's `==`: numbers of all kinds on one line, exactly; values of unlike kinds are unequal; a NaN equals nothing.
    ///
    /// - SeeAlso: CEL language definition, "Equality".
    public func isEqual(to other: Value) -> Bool {
        switch (self, other) {
        case (.int(let left), .uint(let right)): return UInt64(exactly: left) == right
        case (.uint(let left), .int(let right)): return UInt64(exactly: right) == left
        case (.int(let whole), .double(let double)), (.double(let double), .int(let whole)):
            return Int64(exactly: double) == whole
        case (.uint(let whole), .double(let double)), (.double(let double), .uint(let whole)):
            return UInt64(exactly: double) == whole
        case (.double(let left), .double(let right)): return left == right
        case (.list(let left), .list(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { $0.isEqual(to: $1) }
        case (.map(let left), .map(let right)):
            return left.count == right.count
                && left.entries.allSatisfy { entry in right[entry.key].map { entry.value.isEqual(to: $0) } ?? false }
        case (.optional(let left?), .optional(let right?)): return left.isEqual(to: right)
        default: return self == other
        }
    }

    enum Order {
        case less, equal, greater
        /// A NaN has no place.
        case none
    }

    /// CEL's order; nil when the two kinds have none between them.
    ///
    /// A whole number meets a double as the nearest double: the public cases want 2^63 not to be greater than 2^63 - 1.
    func compared(to other: Value) -> Order? {
        switch (self, other) {
        case (.bool(let left), .bool(let right)): Order(left ? 1 : 0, right ? 1 : 0)
        case (.int(let left), .int(let right)): Order(left, right)
        case (.uint(let left), .uint(let right)): Order(left, right)
        case (.double(let left), .double(let right)): Order(left, right)
        case (.int(let left), .uint(let right)): left < 0 ? .less : Order(UInt64(left), right)
        case (.uint(let left), .int(let right)): right < 0 ? .greater : Order(left, UInt64(right))
        case (.int(let left), .double(let right)): Order(Double(left), right)
        case (.uint(let left), .double(let right)): Order(Double(left), right)
        case (.double(let left), .int(let right)): Order(left, Double(right))
        case (.double(let left), .uint(let right)): Order(left, Double(right))
        case (.string(let left), .string(let right)):
            left.hasSameScalars(as: right) ? .equal : left.precedesByScalars(right) ? .less : .greater
        case (.bytes(let left), .bytes(let right)):
            left == right ? .equal : left.lexicographicallyPrecedes(right) ? .less : .greater
        case (.timestamp(let left), .timestamp(let right)): Order(left, right)
        case (.duration(let left), .duration(let right)): Order(left, right)
        default: nil
        }
    }
}

extension Value.Order {
    fileprivate init<Operand: Comparable>(_ left: Operand, _ right: Operand) {
        self = left < right ? .less : left == right ? .equal : left > right ? .greater : .none
    }
}
