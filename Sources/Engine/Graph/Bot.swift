/// A compiled bot: a value that decides and never acts.
public struct Bot: Sendable {
    public let id: BotID
    public let name: String
    let graph: StateGraph

    public var errors: ErrorPolicy { graph.policies.errors }

    /// How many history entries `advance` wants to see at most.
    public let memoryEntries: Int

    /// The bot's settings with `environment` filled in.
    ///
    /// - Throws: All names that are wanted and missing, at once.
    public func settings(from environment: [String: String]) throws(MissingSettings) -> BotSettings {
        BotSettings(whatsapp: nil, connections: [:], models: [:])
    }
}
