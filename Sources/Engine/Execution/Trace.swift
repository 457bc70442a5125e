/// What had a part in a transition: for coverage, and for telling why the bot decided as it did.
public struct Trace: Sendable, Equatable {
    /// In the order of going.
    public internal(set) var passages: [Passage] = []
    /// The policies that changed what is done, by their keys from `policies` on, such as `reply.max_chars`; each once.
    public private(set) var policies: [String] = []
    /// Whether the turn's message was too old to be answered.
    public var isTooOld: Bool { policies.contains(Trace.maximumAge) }
    static let maximumAge = "turns.max_age"
    /// Tools that a graph of the bot's own did the work of; each once.
    public private(set) var tools: [ToolName] = []
    /// What an expression made longer than the channel takes, so that it was cut; each once.
    public private(set) var cuts: [ChannelLimits.Part] = []
    /// All that was decided, in order; `nil`: nobody asked.
    var findings: [Finding]?

    /// A policy that acts says so here, or its coverage cannot be told.
    mutating func note(policy: String) {
        if !policies.contains(policy) { policies.append(policy) }
        findings?.append(.policy(policy))
    }

    mutating func note(tool: ToolName) {
        if !tools.contains(tool) { tools.append(tool) }
    }

    mutating func note(cut part: ChannelLimits.Part) {
        if !cuts.contains(part) { cuts.append(part) }
        findings?.append(.cut(part))
    }

    mutating func note(_ passage: Passage) {
        passages.append(passage)
        findings?.append(.went(passage))
    }
}

/// One way that a turn went from a node to the next.
public struct Passage: Sendable, Hashable {
    public enum Way: Sendable, Hashable {
        /// The node's only `next`, or to the node below.
        case next
        /// The edge at this place in the list under `next`, from 0; an `else` stands there too.
        case edge(Int)
        /// By `on_error`.
        case error
        /// By a timer: nobody answered in time.
        case timeout
        /// By what else the node's kind has, such as a button.
        case exit
        /// By the way at this place under `always`, from 0.
        case always(Int)
        /// Back to where such a way began.
        case back
        /// By a policy, such as a budget that is used up.
        case policy
    }

    /// `nil` where the way is open everywhere.
    public let from: NodeID?
    public let way: Way
    public let to: NodeID
}
