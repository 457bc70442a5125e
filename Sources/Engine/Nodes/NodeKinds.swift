/// The verbs of the bot language.
enum NodeKinds {
    static let all: [any NodeKind.Type] = [
        SayNode.self, AskNode.self, AgentNode.self, ToolNode.self, SetNode.self, ConfirmNode.self, ChooseNode.self,
        HandoffNode.self, RunNode.self, EachNode.self, ParallelNode.self, WaitNode.self, EndNode.self,
    ]

    static let keywords = all.map { $0.keyword }

    static func kind(_ keyword: String) -> (any NodeKind.Type)? { all.first { $0.keyword == keyword } }

    /// Of any node.
    static var schema: JSONSchema {
        .anyOf(all.map { kind in kind.fields.adding(CommonNodeFields.fields).schema.described(kind.about, examples: []) })
    }
}
