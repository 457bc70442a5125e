public import Engine

/// Asks language models for one bot, by the names under its `models:`.
public protocol ModelClient: Sendable {
    /// - Throws: `unavailable` after the client's own tries within the model's timeout; asking again later may help.
    func complete(_ request: ModelRequest) async throws(CallFailure) -> ModelReply
}
