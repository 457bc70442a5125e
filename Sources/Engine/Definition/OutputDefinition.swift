/// One value of a tool's result that reaches the model and the state.
struct OutputDefinition: DeclaredValue {
    let rules: ValueRules
    /// Where it stands in the answer; `nil` is the member of the same name.
    let source: ExpressionSource?

    static let source = Field.optional("from", .expression, "where it stands in the answer", examples: ["body.id"])
    static let fields = ValueRules.fields.adding(Fields(source))

    init(_ rules: ValueRules) {
        self.rules = rules
        source = nil
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        rules = try ValueRules(reading: &map)
        source = try map.read(Self.source)
    }
}

/// All of a tool's result that reaches the model and the state.
enum OutputSource: Sendable {
    case fields([Named<OutputDefinition>])
    /// As a JSON Schema says.
    case schema(Located<String>)

    /// The types in it.
    var types: [TypeExpression] {
        switch self {
        case .fields(let fields): fields.map(\.value.rules.type)
        case .schema(let file): [.schema(file: file)]
        }
    }
}

extension Shape where Value == OutputSource {
    /// Names with their types, or a JSON Schema.
    static var output: Shape<OutputSource> {
        let fields = Shape<[Named<OutputDefinition>]>.identifiers(of: Shape<OutputDefinition>.declared)
        let schema = Shape<SchemaReference>.object(SchemaReference.self)
        return Shape(fields.words, .mapping, .anyOf([fields.schema, schema.schema])) { (node, diagnostics) throws(Unreadable) in
            guard node.mapping?[SchemaReference.file.name] != nil else { return .fields(try fields.read(node, &diagnostics)) }
            return .schema(try schema.read(node, &diagnostics).file)
        }
    }
}
