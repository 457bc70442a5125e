/// A bot's name in its `bot.yaml`, such as `svlentes`.
public struct BotID: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A node's name in its graph, such as `menu`; in a sub-graph that one's name stands before it: `endereco/cep`.
public struct NodeID: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The name within its graph: what stands behind the graph's name.
    var localName: String { rawValue.split(separator: "/").last.map(String.init) ?? rawValue }
}

/// A tool's name, as the model and the YAML call it.
public struct ToolName: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The number that the store gave a conversation. It never changes and is never used again.
public struct ConversationID: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// A call outward, unique within its conversation: the turn that made it and its place in that turn, both from 1.
///
/// The same decision has the same identifier after a restart, so an idempotency key can be made of it.
public struct CallID: Hashable, Sendable {
    public let turn: Int
    public let number: Int

    public init(turn: Int, number: Int) {
        self.turn = turn
        self.number = number
    }
}

/// A sub-graph's name under `graphs:`; of the nodes that stand within an `each` the node's own name with `.do` behind it.
struct GraphName: RawRepresentable, Hashable, Sendable {
    let rawValue: String
}
