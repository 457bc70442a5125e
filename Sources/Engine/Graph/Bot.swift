/// A compiled bot: a value that decides and never acts.
public struct Bot: Sendable {
    public let id: BotID
    public let name: String
    var graph: StateGraph
    /// How many history entries `advance` wants to see at most.
    public let memoryEntries: Int
    let definition: BotDefinition

    public var errors: ErrorPolicy { graph.policies.errors }
    public var turns: TurnPolicy { graph.policies.turns.policy }
}
