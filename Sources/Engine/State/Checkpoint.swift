import CEL

/// A conversation's place in its graph, as saved after a step.
///
/// It holds what the next step needs and nothing of what was said: its size does not depend on how many turns there were.
public struct Checkpoint: Sendable, Equatable {
    public static let version = 1
    /// Before the first message.
    public static let start = Checkpoint()

    /// How many turns have begun.
    public internal(set) var turn = 0
    var activity = Activity.resting
    /// The node that waited when the turn began; a turn that fails leaves the conversation there.
    var rest: NodeID?
    /// What the node at hand keeps for itself until it is left.
    var memo = JSON.null
    /// How many call numbers this turn has given out.
    var calls = 0
    /// What the person wrote to begin this turn.
    var message: InboundMessage?
    var state: [String: Value] = [:]

    /// Where the conversation stands between two events.
    enum Activity: Equatable, Sendable {
        /// At no node: the next message begins at the graph's start.
        case resting
        /// At a node that wants a message.
        case waiting(NodeID)
        /// At a node that wants the results of its calls.
        case working(NodeID)
    }

    /// Whether calls of a turn are under way.
    public var isWorking: Bool {
        if case .working = activity { true } else { false }
    }

    init() {}
}

public struct CheckpointError: Error, Sendable, Equatable {
    public let message: String
}
