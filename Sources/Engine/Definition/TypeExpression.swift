import CEL

/// The type of a value, as an author writes it; names are not yet looked up.
indirect enum TypeExpression: Sendable, Equatable {
    case string, integer, number, boolean, date, datetime, duration
    case list(TypeExpression)
    case map(TypeExpression)
    case object([ObjectField])
    /// Of `types:`.
    case named(Located<String>)
    /// What a tool gives: `TOOL.output`.
    case output(tool: Located<String>)
    /// Of a JSON Schema in the bot's folder: `{$ref: schemas/order.json}`.
    case schema(file: Located<String>)
    /// May be absent.
    case optional(TypeExpression)

    struct ObjectField: Sendable, Equatable {
        let name: Located<String>
        let type: TypeExpression
    }

    /// The types that need no other, by their names.
    static let simple: [(name: String, type: TypeExpression)] = [
        ("string", .string), ("integer", .integer), ("number", .number), ("boolean", .boolean), ("date", .date),
        ("datetime", .datetime), ("duration", .duration),
    ]

    /// All names of types and tools in it.
    var references: [TypeExpression] {
        switch self {
        case .string, .integer, .number, .boolean, .date, .datetime, .duration: []
        case .list(let element), .map(let element), .optional(let element): element.references
        case .object(let fields): fields.flatMap(\.type.references)
        case .named, .output, .schema: [self]
        }
    }
}

extension Shape where Value == TypeExpression {
    static let typeWords: Wording =
        "a type such as 'string', 'list(number)', 'map(string)', the name of one, or a mapping from names to types"

    /// `string`, `list(T)`, `map(T)`, `NAME`, `TOOL.output`, each with `?` behind it when it may be absent; a mapping is an object, or
    /// names the file of a JSON Schema.
    static var type: Shape<TypeExpression> {
        let schema = JSONSchema.anyOf([.type("string").with("format", "type"), .map(of: .reference(to: "type"), keys: nil)])
        return Shape(typeWords, [.scalar, .mapping], .named("type", schema)) { (node, diagnostics) throws(Unreadable) in
            try read(node, &diagnostics)
        }
    }

    private static func read(_ node: YAMLNode, _ diagnostics: inout Diagnostics) throws(Unreadable) -> TypeExpression {
        switch node {
        case .sequence:
            throw diagnostics.refuse(.wrongType(expected: typeWords, found: node))
        case .scalar(let scalar):
            if scalar.isNull { throw diagnostics.refuse(.wrongType(expected: typeWords, found: node)) }
            do throws(TypeParser.Failure) {
                return try TypeParser.parse(scalar)
            } catch {
                throw diagnostics.refuse(.wrongTypeExpression(error.expected, at: scalar.span(of: error.range)))
            }
        case .mapping(let mapping) where mapping[SchemaReference.file.name] != nil:
            return .schema(file: try Shape<SchemaReference>.object(SchemaReference.self).read(node, &diagnostics).file)
        case .mapping(let mapping):
            var fields: [TypeExpression.ObjectField] = []
            for entry in mapping.entries {
                guard let type = try? read(entry.value, &diagnostics) else { continue }
                fields.append(TypeExpression.ObjectField(name: entry.key, type: type))
            }
            guard fields.count == mapping.entries.count else { throw Unreadable() }
            return .object(fields)
        }
    }
}

/// `{$ref: FILE}`, a type that a JSON Schema describes.
struct SchemaReference: MapReadable {
    static let file = Field.required(
        "$ref", .located(.text), "a JSON Schema in the bot's folder", examples: ["schemas/pedido.json"])
    static let fields = Fields(file)

    let file: Located<String>

    init(reading map: inout MapReader) throws(Unreadable) {
        file = try map.read(Self.file)
    }
}
