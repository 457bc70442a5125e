import CEL

/// `output:` of an agent: values that the model has to give instead of words, by a tool that does nothing else.
struct AgentOutput: Sendable {
    /// Tools of authors have no hyphen in their names.
    static let tool = ToolName(rawValue: "give-output")

    static let field = Field.optional(
        "output", .identifiers(of: Shape<ParameterDefinition>.declared),
        "what the model has to give instead of words; with it the node is left by 'next'",
        examples: ["{assunto: string, urgente: boolean}"])
    static let saveField = Field.optional("save", .name(of: .state), "the state name that takes the output")

    let fields: [Parameter]
    let save: StateLayout.Entry?

    /// `nil` when the agent declares none.
    init?(reading map: inout MapReader, in compiler: NodeCompiler) throws(Unreadable) {
        save = try map.read(Self.saveField).map { (name) throws(Unreadable) in try compiler.stateEntry(name, &map) }
        guard let written = try map.read(Self.field), !written.isEmpty else {
            guard let key = map.key(of: Self.saveField) else { return nil }
            map.report(.missingKey(Self.field.name, about: "'save' takes what is under 'output'", at: key.span))
            throw Unreadable()
        }
        fields = try compiler.parameters(written, &map)
        if let save, !type.type.fits(save.type), let place = map.span(of: Self.saveField) {
            map.report(.outputDoesNotFit(save, at: place))
        }
    }

    var type: DataType { .object(fields.map { DataType.Member(name: $0.name, type: $0.type) }) }

    var declaration: ToolDeclaration {
        ToolDeclaration(
            name: AgentOutput.tool, description: "Gives the result and ends the task. Call it alone, when all is known.",
            parameters: Parameter.schema(of: fields))
    }

    /// - Parameter call: As the model wrote it: it may be anything.
    func value(in call: ToolCall) throws(Parameter.Refusal) -> Value {
        type.value(of: .object(try Parameter.arguments(of: fields, from: call.arguments)))
    }
}
