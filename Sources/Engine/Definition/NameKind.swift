/// What a name stands for: it says to editors what may be written at a place, and what a rename changes.
///
/// It stands as `format` in the schemas, which validators pass over.
enum NameKind: String, CaseIterable, Sendable {
    case node, tool, state, model, connection, type, graph, template
    /// Of `choose`.
    case route

    /// Of a value that uses such a name.
    var use: JSON { .string("\(rawValue)-name") }

    /// Of a value or key that gives the name its meaning.
    var definition: JSON { .string("new-\(rawValue)-name") }
}

extension Shape where Value == Located<String> {
    /// A name that is defined elsewhere.
    static func name(of kind: NameKind) -> Shape<Located<String>> { identifier.marked(kind.use) }

    /// A name that is given here.
    static func new(_ kind: NameKind) -> Shape<Located<String>> { identifier.marked(kind.definition) }
}

extension Shape {
    /// The same, with a mark for editors.
    func marked(_ format: JSON) -> Shape {
        Shape(words, forms, schema.with("format", format), document: document, read: read)
    }

    /// Values under names that are given here.
    static func defining<Element>(_ kind: NameKind, of element: Shape<Element>) -> Shape<[Named<Element>]>
    where Value == [Named<Element>] {
        identifiers(of: element).keyed(kind.definition)
    }

    /// Values under names that are defined elsewhere.
    static func naming<Element>(_ kind: NameKind, of element: Shape<Element>) -> Shape<[Named<Element>]>
    where Value == [Named<Element>] {
        identifiers(of: element).keyed(kind.use)
    }

    private func keyed(_ format: JSON) -> Shape {
        keyed(by: ["pattern": .string(Identifier.pattern), "format": format])
    }

    /// The same, with what editors are told of the keys.
    func keyed(by names: JSON) -> Shape {
        Shape(words, forms, schema.with("propertyNames", names), document: document, read: read)
    }
}
