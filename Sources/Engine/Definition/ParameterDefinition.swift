/// One value that the model fills in when it calls a tool.
struct ParameterDefinition: DeclaredValue {
    let rules: ValueRules
    /// When the model leaves it out.
    let initial: ValueSource?

    static let initial = Field.optional("default", .any, "the value when the model gives none")
    static let fields = ValueRules.fields.adding(Fields(initial))

    init(_ rules: ValueRules) {
        self.rules = rules
        initial = nil
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        rules = try ValueRules(reading: &map)
        initial = try map.read(Self.initial)
    }
}

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
