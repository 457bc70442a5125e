/// The verbs of the bot language.
enum NodeKinds {
    static let all: [any NodeKind.Type] = [
        SayNode.self, AskNode.self, AgentNode.self, ToolNode.self, SetNode.self, ConfirmNode.self, ChooseNode.self,
        EndNode.self,
    ]

    /// Verbs of the language that this release does not run yet.
    static let later = ["handoff", "run", "each", "parallel", "wait"]

    static let keywords = all.map { $0.keyword }

    static func kind(_ keyword: String) -> (any NodeKind.Type)? { all.first { $0.keyword == keyword } }

    /// Of any node.
    static var schema: JSONSchema {
        .anyOf(all.map { kind in kind.fields.adding(CommonNodeFields.fields).schema.described(kind.about, examples: []) })
    }
}
