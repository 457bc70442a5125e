public import CEL

/// That a person has a conversation, and the bot is silent.
public struct HandedOver: Sendable, Equatable {
    /// As the bot's author named it.
    public let queue: String
    /// For the person who takes over.
    public let summary: String?
    public let since: Timestamp

    public init(queue: String, summary: String?, since: Timestamp) {
        self.queue = queue
        self.summary = summary
        self.since = since
    }
}
