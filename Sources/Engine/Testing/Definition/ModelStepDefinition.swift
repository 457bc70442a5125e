import CEL

/// What the model of a test says.
enum ModelScript: Sendable {
    /// One after the other.
    case answers([ModelStepDefinition])
    /// What it was recorded to say when it was asked the same.
    case recorded

    var answers: [ModelStepDefinition] {
        if case .answers(let answers) = self { answers } else { [] }
    }
}

/// What the model of a test answers when it is asked once.
struct ModelStepDefinition: Sendable {
    enum Answer: Sendable {
        case reply(String)
        case calls([ModelCallDefinition])
        case route(String)
        case output([Named<Located<JSON>>])
        case failure(CallFailure.Code)
    }

    let answer: Answer
    /// How many tokens it costs.
    let tokens: Int
    let span: SourceSpan

    fileprivate static let reply = Field.required("reply", .text, "the model answers in words")
    fileprivate static let calls = Field.required(
        "calls", .list(of: .object(ModelCallDefinition.self)), "the model calls several tools at once")
    fileprivate static let route = Field.required(
        "choose", .text.marked(NameKind.route.use),
        "the route that the model takes, of 'choose', of an agent or of 'always'; 'none-of-these' for no route",
        examples: ["vendas"])
    fileprivate static let output = Field.required(
        "output", .identifiers(of: .literal), "what the model gives for an agent's 'output'",
        examples: ["{assunto: Atraso, urgente: true}"])
    fileprivate static let tokens = Field.defaulted(
        "tokens", .integer(0...100_000_000), default: 0, "how many tokens the question and this answer cost", examples: ["450"])
    fileprivate static let error = Field.required(
        "error", .oneOf(["unavailable", "refused", "invalid"]), "the model gives no answer")
}

/// One call of a tool by the model.
struct ModelCallDefinition: MapReadable {
    let tool: Located<String>
    let arguments: [Named<Located<JSON>>]

    static let tool = Field.required("call", .name(of: .tool), "the tool that the model calls")
    static let arguments = Field.defaulted(
        "with", .identifiers(of: .literal), default: [], "the arguments that the model writes",
        examples: ["{numero: '12345'}"])
    static let fields = Fields(tool, arguments)

    init(reading map: inout MapReader) throws(Unreadable) {
        tool = try map.read(Self.tool)
        arguments = try map.read(Self.arguments)
    }
}

extension Shape where Value == ModelScript {
    static var modelScript: Shape<ModelScript> {
        let answers = Shape<[ModelStepDefinition]>.list(of: .modelStep).map { ModelScript.answers($0) }
        return .either(answers, Shape<String>.oneOf(["recorded"]).map { _ in .recorded })
    }
}

extension Shape where Value == ModelStepDefinition {
    static var modelStep: Shape<ModelStepDefinition> {
        .kinds(
            "an answer of the model",
            [
                ("reply", alone(ModelStepDefinition.reply) { .reply($0) }),
                (
                    "call",
                    .object(ModelCallDefinition.fields.adding(Fields(ModelStepDefinition.tokens))) { (map) throws(Unreadable) in
                        let calls = [try ModelCallDefinition(reading: &map)]
                        return ModelStepDefinition(
                            answer: .calls(calls), tokens: try map.read(ModelStepDefinition.tokens), span: map.span)
                    }
                ),
                ("calls", alone(ModelStepDefinition.calls) { .calls($0) }),
                ("choose", alone(ModelStepDefinition.route) { .route($0) }),
                ("output", alone(ModelStepDefinition.output) { .output($0) }),
                ("error", alone(ModelStepDefinition.error) { .failure(CallFailure.Code(rawValue: $0) ?? .unavailable) }),
            ])
    }

    private static func alone<Content>(
        _ field: Field<Content>, _ make: @escaping @Sendable (Content) -> ModelStepDefinition.Answer
    ) -> Shape<ModelStepDefinition> {
        .object(Fields(field, ModelStepDefinition.tokens)) { (map) throws(Unreadable) in
            let answer = make(try map.read(field))
            return ModelStepDefinition(answer: answer, tokens: try map.read(ModelStepDefinition.tokens), span: map.span)
        }
    }
}
