public import CEL

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
    /// What was answered since the conversation began or something was done that cannot be taken back, oldest first.
    var answers: [GivenAnswer] = []
    /// Answers that hold again when their questions are met: those that came after one that is being corrected.
    var ahead: [GivenAnswer] = []
    var detour: Detour?
    var timers: [Timestamp] = []
    var policies = PolicyMemory()

    /// Where the conversation stands between two events.
    enum Activity: Equatable, Sendable {
        /// At no node: the next message begins at the graph's start.
        case resting
        /// At a node that wants a message.
        case waiting(NodeID)
        /// At a node that wants the results of its calls.
        case working(NodeID)
        /// At a node that gave it to a person, until they give it back.
        case handedOver(NodeID)
        /// A model is asked whether the message opens a way; if none, the node that waits hears it.
        case judging(CallID, waiting: NodeID?)
    }

    /// When the earliest of the timers is due; what is to be deleted is taken up at once.
    public var wakeAt: Timestamp? { policies.forgottenAt ?? timers.min() }

    /// Whether the person has had their data deleted: what the store keeps of the conversation is to go, once its messages are sent.
    public var isForgotten: Bool { policies.forgottenAt != nil }

    /// Whether a person has taken the conversation over, and the bot is silent.
    public var isHandedOver: Bool {
        if case .handedOver = activity { true } else { false }
    }

    /// Whether calls of a turn are under way.
    public var isWorking: Bool {
        switch activity {
        case .working, .judging: true
        case .resting, .waiting, .handedOver: false
        }
    }

    init() {}
}

public struct CheckpointError: Error, Sendable, Equatable {
    public let message: String
}
