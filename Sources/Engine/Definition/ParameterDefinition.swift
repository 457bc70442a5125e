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
