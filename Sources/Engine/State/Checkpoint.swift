public import CEL

/// A conversation's place in its graph, as saved after a step.
///
/// It holds what the next step needs and nothing of what was said: its size does not depend on how many turns there were.
public struct Checkpoint: Sendable, Equatable {
    public static let version = 2
    /// Before the first message.
    public static let start = Checkpoint()

    /// How many turns have begun.
    public internal(set) var turn = 0
    /// How many call numbers this turn has given out.
    var calls = 0
    /// What the person wrote last.
    var message: InboundMessage?
    /// When the person last wrote, by the channel's clock.
    var heardAt: Timestamp?
    var state: [String: Value] = [:]
    var main = Track()
    /// Those that nodes of other tracks have begun, in the order of beginning.
    var children: [Track] = []
    /// The tracks as they were when the turn began, without their answers; a turn that fails leaves the conversation there.
    var rest: [Track] = []
    /// A model is asked by this call whether the message opens a way; if none, the track that waits hears it.
    var judging: CallID?
    var detour: Detour?
    var policies = PolicyMemory()

    var tracks: [Track] { [main] + children }

    /// When the earliest of the timers is due; what is to be deleted is taken up at once.
    public var wakeAt: Timestamp? { policies.forgottenAt ?? timerAt }

    /// When the earliest of the timers is due.
    var timerAt: Timestamp? {
        let first = main.timers.lazy.map(\.at).min()
        guard !children.isEmpty else { return first }
        return (children.flatMap(\.timers).map(\.at) + [first].compactMap(\.self)).min()
    }

    /// Whether the person has had their data deleted: what the store keeps of the conversation is to go, once its messages are sent.
    public var isForgotten: Bool { policies.forgottenAt != nil }

    /// Whether a person has taken the conversation over, and the bot is silent.
    public var isHandedOver: Bool {
        if case .handedOver = main.activity { true } else { false }
    }

    /// Whether calls of a turn are under way, or a node is to be tried again.
    public var isWorking: Bool { judging != nil || main.activity.isWorking || children.contains { $0.activity.isWorking } }

    /// Whether results of calls are waited for.
    var isCalling: Bool { !main.calls.isEmpty || children.contains { !$0.calls.isEmpty } }

    var outcome: Transition.Outcome {
        if isWorking { return .working }
        return main.activity == .resting ? .ended : .waiting
    }

    init() {}

    subscript(id: Int) -> Track? {
        id == Track.mainID ? main : children.first { $0.id == id }
    }

    /// The node at which it stands: of several the one that asks.
    func place(in graph: StateGraph) -> NodeID? {
        let asking = tracks.first { track in
            if case .waiting(let id) = track.activity { graph.nodes[id]?.kind.listens ?? false } else { false }
        }
        return (asking ?? main).activity.node
    }

    /// Ends all tracks but the main one, and leaves every sub-graph.
    mutating func gather() {
        children = []
        main.leaveNode()
        main.frames = []
        judging = nil
    }

    mutating func forgetAnswers() {
        main.answers = []
        for place in children.indices { children[place].answers = [] }
        detour?.forgetAnswers()
    }

    /// Marks where the conversation rests: what a node remembers is worth nothing when the turn has failed, but for one that waits
    /// for its tracks.
    mutating func markRest() {
        rest = main.activity == .resting ? [] : tracks
        for place in rest.indices {
            if case .joining = rest[place].activity {} else { rest[place].memo = .null }
            rest[place].answers = []
            rest[place].ahead = []
        }
    }

    /// Back to where the conversation rested, with the answers that were given before.
    mutating func restore() {
        let now = tracks
        judging = nil
        main.activity = .resting
        main.frames = []
        main.leaveNode()
        main.ahead = []
        children = []
        for var track in rest {
            let node = track.activity.node
            track.answers = now.first { $0.id == track.id }?.answers ?? []
            if let place = track.answers.firstIndex(where: { $0.node == node }) { track.answers.removeSubrange(place...) }
            if track.id == Track.mainID { main = track } else { children.append(track) }
        }
        if let detour, rest.contains(where: { $0.id == detour.asked && $0.activity.node == detour.node }) { self.detour = nil }
    }

    // MARK: Timers

    /// The timer that is due first, with its track.
    func dueTimer(at now: Timestamp) -> (track: Int, timer: TrackTimer)? {
        var first: (track: Int, timer: TrackTimer)?
        for track in tracks {
            for timer in track.timers where timer.at <= now {
                if let first, first.timer.at <= timer.at { continue }
                first = (track.id, timer)
            }
        }
        return first
    }

    /// Takes a timer out, also where the turn would go back to: one that has fired does not fire again.
    mutating func remove(_ timer: TrackTimer, of id: Int) {
        if id == Track.mainID { main.timers.removeAll { $0 == timer } }
        for place in children.indices where children[place].id == id { children[place].timers.removeAll { $0 == timer } }
        for place in rest.indices where rest[place].id == id { rest[place].timers.removeAll { $0 == timer } }
    }
}

public struct CheckpointError: Error, Sendable, Equatable {
    public let message: String
    /// Whether a later version of the engine may be able to read it.
    public var isOfLaterVersion = false
}
