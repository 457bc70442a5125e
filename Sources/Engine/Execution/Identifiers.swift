/// A bot's name in its `bot.yaml`, such as `svlentes`.
public struct BotID: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A node's name in its graph.
public struct NodeID: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
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
