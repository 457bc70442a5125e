import CEL

/// `output:` of an agent: values that the model has to give instead of words, by a tool that does nothing else.
struct AgentOutput: Sendable {
    /// Tools of authors have no hyphen in their names.
    static let tool = ToolName(rawValue: "give-output")

    let fields: [Parameter]
    let save: StateLayout.Entry?

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
