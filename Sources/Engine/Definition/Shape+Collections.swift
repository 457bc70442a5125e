import CEL

/// A value with the key that it stands under.
struct Named<Value: Sendable>: Sendable {
    let name: Located<String>
    let value: Value
}

extension Shape {
    /// Nothing written is an empty list.
    static func list<Element>(of element: Shape<Element>) -> Shape<[Element]> where Value == [Element] {
        let words: Wording = "a list in which each is \(element.words)"
        return Shape(words, .sequence, .array(of: element.schema)) { (node, diagnostics) throws(Unreadable) in
            guard let sequence = node.sequence else {
                if node.isNull { return [] }
                throw diagnostics.refuse(.wrongType(expected: words, found: node))
            }
            return try readAll(sequence.elements) { (item) throws(Unreadable) in try element.read(item, &diagnostics) }
        }
    }

    /// A list, or its one element alone.
    static func oneOrMany<Element>(of element: Shape<Element>) -> Shape<[Element]> where Value == [Element] {
        .either(element.map { [$0] }, .list(of: element))
    }

    /// Values under names that the author chooses, in the order of the file. Nothing written is no values.
    static func map<Element>(of element: Shape<Element>) -> Shape<[Named<Element>]> where Value == [Named<Element>] {
        map(of: element, keys: nil)
    }

    /// As `map(of:)`, with names such as nodes and tools have.
    static func identifiers<Element>(of element: Shape<Element>) -> Shape<[Named<Element>]> where Value == [Named<Element>] {
        map(of: element, keys: Identifier.pattern)
    }

    private static func map<Element>(of element: Shape<Element>, keys: String?) -> Shape<[Named<Element>]>
    where Value == [Named<Element>] {
        let words: Wording = "a mapping in which each value is \(element.words)"
        return Shape(words, .mapping, .map(of: element.schema, keys: keys)) { (node, diagnostics) throws(Unreadable) in
            guard let mapping = node.mapping else {
                if node.isNull { return [] }
                throw diagnostics.refuse(.wrongType(expected: words, found: node))
            }
            for entry in mapping.entries where keys != nil && !Identifier.isValid(entry.key.value) {
                diagnostics.report(.invalidName(entry.key))
            }
            return try readAll(mapping.entries) { (entry) throws(Unreadable) in
                Named(name: entry.key, value: try element.read(entry.value, &diagnostics))
            }
        }
    }

    /// - Throws: When one is unreadable, and only after all have been read.
    private static func readAll<Item, Element>(
        _ items: [Item],
        _ read: (Item) throws(Unreadable) -> Element
    ) throws(Unreadable) -> [Element] {
        var elements: [Element] = []
        elements.reserveCapacity(items.count)
        for item in items {
            if let element = try? read(item) { elements.append(element) }
        }
        guard elements.count == items.count else { throw Unreadable() }
        return elements
    }

    /// One of two shapes, told apart by the way in which they are written.
    static func either(_ first: Shape, _ second: Shape) -> Shape {
        let words: Wording = "\(first.words) or \(second.words)"
        return Shape(words, first.forms.union(second.forms), .anyOf([first.schema, second.schema])) {
            (node, diagnostics) throws(Unreadable) in
            if first.forms.allows(node) { return try first.read(node, &diagnostics) }
            if second.forms.allows(node) { return try second.read(node, &diagnostics) }
            throw diagnostics.refuse(.wrongType(expected: words, found: node))
        }
    }

    /// A mapping with fields.
    static func object(_ type: Value.Type) -> Shape where Value: MapReadable {
        object(Value.fields) { (map) throws(Unreadable) in try Value(reading: &map) }
    }

    static func object(
        _ fields: Fields,
        _ make: @escaping @Sendable (inout MapReader) throws(Unreadable) -> Value
    ) -> Shape {
        Shape("a mapping", .mapping, fields.schema) {
            (node, diagnostics) throws(Unreadable) in
            try MapReader.read(node, fields, into: &diagnostics, make)
        }
    }
}

extension Shape where Value == YAMLNode {
    /// Any value, as it is written; another part reads it.
    static func unread(_ words: Wording, _ schema: JSONSchema = .anything) -> Shape<YAMLNode> {
        Shape(words, [.scalar, .sequence, .mapping], schema) { (node, _) throws(Unreadable) in node }
    }
}
