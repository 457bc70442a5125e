public import Engine

/// A past in which nothing was said.
public struct NoHistory: HistorySource {
    public init() {}

    public func history(of conversation: ConversationID, limit: Int) async throws(StoreError) -> [HistoryEntry] { [] }
}
