import CEL

/// What the value of a field looks like in YAML, and how it is read.
struct Shape<Value: Sendable>: Sendable {
    /// In an author's words, such as `a list of texts`.
    let words: Wording
    let forms: YAMLForms
    let schema: JSONSchema
    let read: @Sendable (YAMLNode, inout Diagnostics) throws(Unreadable) -> Value
    /// How a value of this shape stands in JSON, where that is plain.
    let document: @Sendable (Value) -> JSON?

    init(
        _ words: Wording,
        _ forms: YAMLForms,
        _ schema: JSONSchema,
        document: @escaping @Sendable (Value) -> JSON? = { _ in nil },
        read: @escaping @Sendable (YAMLNode, inout Diagnostics) throws(Unreadable) -> Value
    ) {
        self.words = words
        self.forms = forms
        self.schema = schema
        self.document = document
        self.read = read
    }

    /// The same in YAML, as another value.
    func map<Other>(_ transform: @escaping @Sendable (Value) -> Other) -> Shape<Other> {
        Shape<Other>(words, forms, schema) { (node, diagnostics) throws(Unreadable) in
            transform(try read(node, &diagnostics))
        }
    }

    /// The same with its place.
    static func located<Inner>(_ shape: Shape<Inner>) -> Shape where Value == Located<Inner> {
        Shape(shape.words, shape.forms, shape.schema) { (node, diagnostics) throws(Unreadable) in
            Located(try shape.read(node, &diagnostics), at: node.span)
        }
    }

    /// The same within stricter bounds.
    ///
    /// - Parameters:
    ///   - words: What is right, such as `a text of at most 20 characters`.
    ///   - isAllowed: Whether a value is right.
    func limited(to words: Wording, _ isAllowed: @escaping @Sendable (Value) -> Bool) -> Shape {
        Shape(words, forms, schema, document: document) { (node, diagnostics) throws(Unreadable) in
            let value = try read(node, &diagnostics)
            guard isAllowed(value) else { throw diagnostics.refuse(.wrongValue(expected: words, found: node)) }
            return value
        }
    }
}

/// The ways in which a value may be written.
struct YAMLForms: OptionSet, Sendable {
    let rawValue: Int

    static let scalar = YAMLForms(rawValue: 1)
    static let sequence = YAMLForms(rawValue: 2)
    static let mapping = YAMLForms(rawValue: 4)

    func allows(_ node: YAMLNode) -> Bool {
        switch node {
        case .scalar: contains(.scalar)
        case .sequence: contains(.sequence)
        case .mapping: contains(.mapping)
        }
    }
}

extension Diagnostics {
    /// Reports why a value cannot be used; what is returned is to be thrown.
    mutating func refuse(_ diagnostic: Diagnostic) -> Unreadable {
        report(diagnostic)
        return Unreadable()
    }
}
