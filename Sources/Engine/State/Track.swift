import CEL

/// One line of work within a conversation: where it stands, and what it remembers there.
///
/// A conversation has one, the main track. Under `each` and `parallel` there are more, each begun by a node of another, which
/// goes on when they have ended.
struct Track: Sendable, Equatable {
    static let mainID = 0

    /// Where a track stands between two events.
    enum Activity: Equatable, Sendable {
        /// At no node: the next message begins at the graph's start.
        case resting
        /// At a node that wants a message, or a timer.
        case waiting(NodeID)
        /// At a node that wants the results of its calls.
        case working(NodeID)
        /// At a node that failed and is tried again when its timer fires.
        case retrying(NodeID)
        /// At a node that wants the tracks that it has begun to end.
        case joining(NodeID)
        /// Before a node: it is entered when no other track wants a message.
        case queued(NodeID)
        /// At a node that gave the conversation to a person, until they give it back.
        case handedOver(NodeID)
    }

    /// How a track came to be.
    struct Origin: Sendable, Equatable {
        /// The track whose node has begun it.
        let parent: Int
        /// Which of that node's parts it is, from 0.
        let place: Int
        /// The node before which it ends; `nil`: it ends where its way does.
        let join: NodeID?
    }

    /// Unique among those that there are.
    let id: Int
    /// `nil` for the main track.
    let origin: Origin?
    var activity = Activity.resting
    /// What the node at hand keeps for itself until it is left.
    var memo = JSON.null
    /// The calls of that node under way.
    var calls: [CallID] = []
    /// At most one of each kind, of that node.
    var timers: [TrackTimer] = []
    /// How often that node has failed.
    var failures = 0
    /// The sub-graphs within which the track stands, the innermost last.
    var frames: [Frame] = []
    /// What was answered since the conversation began or something was done that cannot be taken back, oldest first.
    var answers: [GivenAnswer] = []
    /// Answers that hold again when their questions are met: those that came after one that is being corrected.
    var ahead: [GivenAnswer] = []

    init(id: Int = Track.mainID, origin: Origin? = nil) {
        self.id = id
        self.origin = origin
    }

    /// Forgets what belongs to the node that is left.
    mutating func leaveNode() {
        memo = .null
        calls = []
        timers = []
        failures = 0
    }

    /// In the place of one of the same kind.
    mutating func set(_ timer: TrackTimer) {
        timers.removeAll { $0.kind == timer.kind }
        timers.append(timer)
    }
}

extension Track.Activity {
    var node: NodeID? {
        switch self {
        case .resting: nil
        case .waiting(let node), .working(let node), .retrying(let node), .joining(let node), .queued(let node),
            .handedOver(let node):
            node
        }
    }

    /// Whether it goes on without a message.
    var isWorking: Bool {
        switch self {
        case .working, .retrying: true
        case .resting, .waiting, .joining, .queued, .handedOver: false
        }
    }
}

/// A time at which something becomes of a node that did not go on before.
struct TrackTimer: Sendable, Equatable {
    enum Kind: String, Sendable {
        /// The node goes on: its wait is over, or nobody came.
        case wake
        /// The node has worked too long.
        case timeout
        /// The node is tried again.
        case retry
    }

    let kind: Kind
    let at: Timestamp
}

/// A sub-graph that runs: its own values, and where it goes on when it ends.
struct Frame: Sendable, Equatable {
    let graph: GraphName
    /// The node that runs it; `nil`: the track ends with it.
    let caller: NodeID?
    /// Of the graph's parameters and its own state.
    var values: [String: Value]
}
