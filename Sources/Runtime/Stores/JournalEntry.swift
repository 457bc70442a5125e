public import Engine

/// A write that is about to be called.
public struct WriteIntent: Sendable, Equatable {
    public let key: IdempotencyKey
    /// The inbox number of the event whose turn calls.
    public let event: Int64
    public let call: CallID
    public let tool: ToolName

    public init(key: IdempotencyKey, event: Int64, call: CallID, tool: ToolName) {
        self.key = key
        self.event = event
        self.call = call
        self.tool = tool
    }
}

/// A write that was journalled before it left.
public struct JournalEntry: Sendable, Equatable {
    public let key: IdempotencyKey
    /// `nil`: it is not known whether the call was carried out.
    public let result: CallResult?

    public init(key: IdempotencyKey, result: CallResult?) {
        self.key = key
        self.result = result
    }
}
