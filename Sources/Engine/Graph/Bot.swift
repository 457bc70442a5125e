/// A compiled bot: a value that decides and never acts.
public struct Bot: Sendable {
    public let id: BotID
    public let name: String
    /// How many history entries `advance` wants to see at most.
    public let memoryEntries: Int
    let definition: BotDefinition
    /// `graph`, behind one reference: each turn takes a copy.
    private(set) var sharedGraph: Shared<StateGraph>

    init(id: BotID, name: String, graph: StateGraph, memoryEntries: Int, definition: BotDefinition) {
        self.id = id
        self.name = name
        self.memoryEntries = memoryEntries
        self.definition = definition
        sharedGraph = Shared(graph)
    }

    var graph: StateGraph {
        _read { yield sharedGraph.value }
        set { sharedGraph = Shared(newValue) }
    }

    public var errors: ErrorPolicy { graph.policies.errors }
    public var turns: TurnPolicy { graph.policies.turns.policy }
    public var limits: BotLimits { definition.limits }
}
