/// A compiled bot: a value that decides and never acts.
public struct Bot: Sendable {
    public let id: BotID
    public let name: String
    /// How many history entries `advance` wants to see at most.
    public let memoryEntries: Int
    private let sharedDefinition: Shared<BotDefinition>
    /// `graph`, behind one reference: each turn takes a copy.
    private(set) var sharedGraph: Shared<StateGraph>

    init(id: BotID, name: String, graph: StateGraph, memoryEntries: Int, definition: BotDefinition) {
        self.id = id
        self.name = name
        self.memoryEntries = memoryEntries
        sharedDefinition = Shared(definition)
        sharedGraph = Shared(graph)
    }

    var definition: BotDefinition {
        _read { yield sharedDefinition.value }
    }

    var graph: StateGraph {
        _read { yield sharedGraph.value }
        set { sharedGraph = Shared(newValue) }
    }

    public var errors: ErrorPolicy { graph.policies.errors }
    public var turns: TurnPolicy { graph.policies.turns.policy }
    public var limits: BotLimits { definition.limits }
}
