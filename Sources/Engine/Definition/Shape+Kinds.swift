import CEL

extension Shape {
    /// A mapping that says by one of its keys what it is, such as the verb of a node.
    ///
    /// - Parameters:
    ///   - words: What it is, such as `a node`.
    ///   - kinds: Keys, of which exactly one must be there, and how the mapping is read then.
    static func kinds(_ words: Wording, _ kinds: [(key: String, shape: Shape)]) -> Shape {
        let keys = kinds.map(\.key)
        return Shape(words, .mapping, .anyOf(kinds.map(\.shape.schema))) { (node, diagnostics) throws(Unreadable) in
            guard let mapping = node.mapping else {
                let expected: Wording = "\(words): a mapping with one of \(Diagnostic.listed(keys, last: .or))"
                throw diagnostics.refuse(.wrongType(expected: expected, found: node))
            }
            let present = mapping.entries.map(\.key).filter { keys.contains($0.value) }
            guard let first = present.first else {
                throw diagnostics.refuse(.noKind(words, among: keys, written: mapping.entries.map(\.key), at: mapping.span))
            }
            if let last = present.dropFirst().last { throw diagnostics.refuse(.severalKinds(words, present, at: last.span)) }
            guard let kind = kinds.first(where: { $0.key == first.value }) else { throw Unreadable() }
            return try kind.shape.read(node, &diagnostics)
        }
    }

    /// `nil` for what is unreadable, once that is reported: its neighbours have a meaning without it.
    var orUnreadable: Shape<Value?> {
        Shape<Value?>(words, forms, schema) { (node, diagnostics) throws(Unreadable) in
            try? read(node, &diagnostics)
        }
    }
}
