public import Engine

/// Where what was said is kept.
public protocol HistorySource: Sendable {
    /// What was said in a conversation's finished turns, oldest first: the last `limit` entries.
    func history(of conversation: ConversationID, limit: Int) async throws(StoreError) -> [HistoryEntry]
}
