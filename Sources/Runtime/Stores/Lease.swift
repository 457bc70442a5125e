public import Engine

/// One worker's life from `Store.register` on; never used again.
public struct WorkerID: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// A worker's claim on a conversation.
public struct Lease: Sendable, Hashable {
    public let conversation: ConversationID
    public let bot: BotID
    public let worker: WorkerID
    /// Grows with every claim of the conversation, so that a lost lease is told from a new one.
    public let fence: Int64
    /// How many claims since the one in which a piece of work was done, and before this one, ended without a release: the worker died.
    public let crashes: Int
    /// After so many its work may be what ends the process.
    public static let suspicion = 2

    public init(conversation: ConversationID, bot: BotID, worker: WorkerID, fence: Int64, crashes: Int) {
        self.conversation = conversation
        self.bot = bot
        self.worker = worker
        self.fence = fence
        self.crashes = crashes
    }

    public var isSuspect: Bool { crashes >= Lease.suspicion }
}
