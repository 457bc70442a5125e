/// The answers of a test that stand for tools and models, as far as they are not given yet.
struct Stubs {
    private var tools: [String: StubDefinition]
    private var model: ArraySlice<ModelStepDefinition>

    init(_ tools: [Named<StubDefinition>], _ model: [ModelStepDefinition]) {
        self.tools = Dictionary(
            tools.map { ($0.name.value, $0.value) }, uniquingKeysWith: { first, _ in first })
        self.model = model[...]
    }

    /// `nil` when there is none, or none left.
    mutating func answer(of tool: ToolName) -> StubAnswer? {
        switch tools[tool.rawValue] {
        case nil: return nil
        case .always(let answer)?: return answer.value
        case .answers(let answers)?:
            tools[tool.rawValue] = .answers(Array(answers.dropFirst()))
            return answers.first?.value
        }
    }

    func has(_ tool: ToolName) -> Bool { tools[tool.rawValue] != nil }

    mutating func answerOfModel() -> ModelStepDefinition? { model.popFirst() }

    /// The first answer of the model that was never asked for.
    var unasked: ModelStepDefinition? { model.first }
}
