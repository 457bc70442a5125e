/// One key of a mapping: from this come reading, the errors about it, JSON Schema and the reference.
///
/// ```swift
/// static let text = Field.required("text", .template, "what the person is sent")
/// static let next = Field.optional("next", .node, "where to go on; left out: the node below")
/// ```
struct Field<Value: Sendable>: FieldDeclaration {
    let name: String
    let isRequired: Bool
    /// A lower-case phrase without a full stop.
    let about: String
    /// As they stand in YAML.
    let examples: [String]
    let schema: JSONSchema
    private let readPresent: @Sendable (YAMLNode, inout Diagnostics) throws(Unreadable) -> Value
    private let absent: Value?

    static func required(_ name: String, _ shape: Shape<Value>, _ about: String, examples: [String] = []) -> Field {
        Field(name, shape.schema, about, examples, isRequired: true, absent: nil, reading: shape.read)
    }

    /// `nil` when the key is left out.
    static func optional<Wrapped>(
        _ name: String,
        _ shape: Shape<Wrapped>,
        _ about: String,
        examples: [String] = []
    ) -> Field where Value == Wrapped? {
        Field(name, shape.schema, about, examples, isRequired: false, absent: .some(nil)) {
            (node, diagnostics) throws(Unreadable) in try shape.read(node, &diagnostics)
        }
    }

    /// - Parameter value: What holds when the key is left out.
    static func defaulted(
        _ name: String,
        _ shape: Shape<Value>,
        default value: Value,
        _ about: String,
        examples: [String] = []
    ) -> Field {
        let schema = shape.schema.with("default", shape.document(value))
        return Field(name, schema, about, examples, isRequired: false, absent: value, reading: shape.read)
    }

    private init(
        _ name: String,
        _ schema: JSONSchema,
        _ about: String,
        _ examples: [String],
        isRequired: Bool,
        absent: Value?,
        reading: @escaping @Sendable (YAMLNode, inout Diagnostics) throws(Unreadable) -> Value
    ) {
        self.name = name
        self.isRequired = isRequired
        self.about = about
        self.examples = examples
        self.schema = schema.described(about, examples: examples)
        self.absent = absent
        readPresent = reading
    }

    /// - Parameter node: `nil` when the key is left out, which has been reported if it is required.
    func read(_ node: YAMLNode?, into diagnostics: inout Diagnostics) throws(Unreadable) -> Value {
        if let node { return try readPresent(node, &diagnostics) }
        guard let absent else { throw Unreadable() }
        return absent
    }

    func check(_ node: YAMLNode, key: Located<String>, into diagnostics: inout Diagnostics) {
        _ = try? readPresent(node, &diagnostics)
    }
}
