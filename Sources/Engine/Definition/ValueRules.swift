import CEL

/// What a value must be like, wherever one is declared: in the state, as a tool's parameter or as a part of its output.
struct ValueRules: Sendable {
    let type: TypeExpression
    let span: SourceSpan
    /// Whether the value may be absent, by `?` or by `optional`.
    let isOptional: Bool
    let choices: [ValueSource]?
    /// A regular expression in RE2's notation that the whole text matches where it says so with `^` and `$`.
    let pattern: Located<String>?
    /// The least number, or the least length of a text or list.
    let minimum: Double?
    let maximum: Double?
    let about: String?
    /// Personal data: kept out of logs and traces.
    let isPersonal: Bool

    static let type = Field.required("type", .type, "the type of the value", examples: ["string", "list(number)", "integer?"])
    static let optional = Field.defaulted("optional", .boolean, default: false, "whether the value may be absent")
    static let choices = Field.optional("enum", .list(of: .any), "the only values that are allowed")
    static let pattern = Field.optional("pattern", .located(.text), "a regular expression that a text must match")
    static let minimum = Field.optional("min", .number, "the least number, or the least length of a text or list")
    static let maximum = Field.optional(
        "max", .number, "the greatest number, or the greatest length of a text or list")
    static let about = Field.optional("about", .text, "what the value is, for the model and for people")
    static let personal = Field.defaulted(
        "pii", .boolean, default: false, "whether it is personal data, kept out of logs and traces")
    static let fields = Fields(type, optional, choices, pattern, minimum, maximum, about, personal)

    /// Of a type alone.
    init(_ type: TypeExpression, at span: SourceSpan) {
        self.type = type
        self.span = span
        isOptional = if case .optional = type { true } else { false }
        choices = nil
        pattern = nil
        minimum = nil
        maximum = nil
        about = nil
        isPersonal = false
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        span = map.span
        type = try map.read(Self.type)
        let mayBeAbsent = if case .optional = type { true } else { false }
        isOptional = try map.read(Self.optional) || mayBeAbsent
        choices = try map.read(Self.choices)
        pattern = try map.read(Self.pattern)
        minimum = try map.read(Self.minimum)
        maximum = try map.read(Self.maximum)
        about = try map.read(Self.about)
        isPersonal = try map.read(Self.personal)
    }
}

/// What is declared by a type alone, or by a mapping with `type` and more.
protocol DeclaredValue: MapReadable {
    init(_ rules: ValueRules)
}

extension Shape where Value: DeclaredValue {
    static var declared: Shape {
        let long = Shape.object(Value.self)
        let words: Wording = "a type, or a mapping with 'type' and more"
        let schema = JSONSchema.anyOf([Shape<TypeExpression>.type.schema, long.schema])
        return Shape(words, [.scalar, .mapping], schema) { (node, diagnostics) throws(Unreadable) in
            if node.mapping?["type"] != nil { return try long.read(node, &diagnostics) }
            return Value(ValueRules(try Shape<TypeExpression>.type.read(node, &diagnostics), at: node.span))
        }
    }
}
