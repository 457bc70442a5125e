import CEL

/// A turn under way: the conversation as it changes, and what is to be done outside because of it.
struct Turn {
    private let sharedGraph: Shared<StateGraph>
    let at: Timestamp
    let id: ConversationID
    let startedAt: Timestamp
    let contact: Contact
    let history: [HistoryEntry]
    let tokensToday: Int
    var checkpoint: Checkpoint
    var said: [HistoryEntry] = []
    var effects: [Effect] = []
    var path: [NodeID] = []
    var trace = Trace()
    /// What the node that just ran brought, and why it failed: `result` and `error` of expressions.
    var result = Value.null { didSet { values[FixedNames.resultSlot] = result } }
    var error = Value.null { didSet { values[FixedNames.errorSlot] = error } }
    /// `hours` of expressions.
    let hours: Value
    /// The policy because of which a model was not asked.
    var exhausted: String?
    /// Whether the template of the `window` policy was sent.
    var hasKnocked = false
    /// How many nodes ran.
    var steps = 0
    /// As many as most turns have at most: room that is made at once.
    private static let usualSteps = 16
    /// The track that is at hand.
    private(set) var current = Track.mainID
    /// Its place among the children.
    private var child: Int?
    /// The sub-graphs whose names are seen where the track at hand stands, the outermost first.
    private(set) var layers: [Layer] = []
    /// Of the fixed names, the state and the layers, by slot: kept up with each change, and not made for each expression.
    private(set) var values: [Value] = []

    /// A frame that gives names of its own.
    struct Layer {
        /// The track that it is of, and which of its frames it is.
        let track: Int
        let place: Int
        let graph: SubGraph
        let firstSlot: Int
    }

    init(_ conversation: Conversation, at: Timestamp, in graph: Shared<StateGraph>) {
        sharedGraph = graph
        path.reserveCapacity(Turn.usualSteps)
        trace.passages.reserveCapacity(Turn.usualSteps)
        self.at = at
        id = conversation.id
        startedAt = conversation.startedAt
        contact = conversation.contact
        history = conversation.history
        tokensToday = conversation.tokensToday
        checkpoint = conversation.checkpoint
        hours = graph.value.policies.hours?.value(at: at) ?? FixedNames.noHours
        values.reserveCapacity(FixedNames.count + graph.value.state.entries.count)
        values += FixedNames.values(in: self)
        values += graph.value.state.values(in: checkpoint.state)
        renewLayers()
    }

    var graph: StateGraph { _read { yield sharedGraph.value } }

    /// - Parameter message: `nil` when the turn begins by itself, or an operator begins it.
    mutating func begin(with message: InboundMessage?) {
        checkpoint.turn += 1
        checkpoint.calls = 0
        if let message {
            checkpoint.message = message
            checkpoint.heardAt = max(checkpoint.heardAt ?? message.at, message.at)
        }
        if !checkpoint.isWorking { checkpoint.markRest() }
        renewMessage()
    }

    // MARK: Tracks

    /// The node before which the track at hand ends; `nil`: it ends where its way does.
    var join: NodeID? { child.flatMap { checkpoint.children.indices.contains($0) ? checkpoint.children[$0].origin?.join : nil } }

    var track: Track {
        _read {
            if let child, checkpoint.children.indices.contains(child) {
                yield checkpoint.children[child]
            } else {
                yield checkpoint.main
            }
        }
        _modify {
            if let child, checkpoint.children.indices.contains(child) {
                yield &checkpoint.children[child]
            } else {
                yield &checkpoint.main
            }
        }
    }

    /// What the node at hand keeps for itself.
    var memo: JSON {
        _read { yield track.memo }
        _modify { yield &track.memo }
    }

    /// Takes another track in hand; one that is not there is the main one.
    mutating func select(_ id: Int) {
        if id != current { takeUp(id) }
    }

    private mutating func takeUp(_ id: Int) {
        child = id == Track.mainID ? nil : checkpoint.children.firstIndex { $0.id == id }
        current = child == nil ? Track.mainID : id
        result = .null
        error = .null
        renewLayers()
    }

    /// Ends the track at hand and takes up the one that waits for it.
    mutating func endTrack() -> Track.Origin? {
        guard let child, let origin = track.origin else { return nil }
        drop(track.calls)
        checkpoint.children.remove(at: child)
        takeUp(origin.parent)
        return origin
    }

    /// Ends the tracks that the track at hand has begun, and those that these have.
    mutating func endChildren() {
        guard !checkpoint.children.isEmpty else { return }
        var ended: Set = [current]
        // A track stands behind the one that has begun it.
        for track in checkpoint.children where track.origin.map({ ended.contains($0.parent) }) ?? false {
            ended.insert(track.id)
            drop(track.calls)
        }
        let id = current
        checkpoint.children.removeAll { $0.id != id && ended.contains($0.id) }
        child = checkpoint.children.firstIndex { $0.id == id }
    }

    /// Goes on with the main track alone, outside of all sub-graphs.
    mutating func gather() {
        if checkpoint.isCalling { drop(checkpoint.tracks.flatMap(\.calls)) }
        checkpoint.gather()
        takeUpMain()
    }

    /// The main track is at hand, whatever has become of the others.
    mutating func takeUpMain() { takeUp(Track.mainID) }

    /// Parks all tracks, to come back to them; an empty one is at hand.
    mutating func leadOff() {
        checkpoint.detour = Detour(tracks: checkpoint.tracks, asked: current)
        checkpoint.children = []
        checkpoint.main = Track()
        takeUpMain()
    }

    /// Back to where the conversation was led off. What was answered on the way is over; what it wrote stays, as if it came of the
    /// answer before.
    mutating func comeBack(from detour: Detour) {
        var detour = detour
        for member in checkpoint.tracks.flatMap(\.answers).flatMap(\.undo.members) {
            detour.keepUndo(of: member.key, member.value)
        }
        gather()
        checkpoint.detour = nil
        checkpoint.children = detour.tracks.filter { $0.id != Track.mainID }
        checkpoint.main = detour.tracks.first { $0.id == Track.mainID } ?? Track()
        takeUp(detour.asked)
    }

    mutating func push(_ frame: Frame) {
        track.frames.append(frame)
        renewLayers()
    }

    mutating func popFrame() {
        track.frames.removeLast()
        renewLayers()
    }

    mutating func set(_ kind: TrackTimer.Kind, after span: Duration) {
        set(kind, at: Timestamp(milliseconds: at.milliseconds + span.milliseconds))
    }

    mutating func set(_ kind: TrackTimer.Kind, at time: Timestamp) {
        track.set(TrackTimer(kind: kind, at: Timestamp(milliseconds: time.milliseconds)))
    }

    /// What the person wrote or tapped in this turn; `nil` where a message has no words.
    var words: String? { checkpoint.message?.words }

    /// What was said in this turn so far, oldest first.
    var exchange: [HistoryEntry] { history.filter { $0.turn == checkpoint.turn } + said }

    /// The next message begins at the start, with the state as it is declared, save what is to be kept.
    mutating func endConversation() {
        gather()
        checkpoint.main.activity = .resting
        checkpoint.main.answers = []
        checkpoint.main.ahead = []
        checkpoint.detour = nil
        for name in checkpoint.state.keys where graph.state.entry(name)?.isKept != true { checkpoint.state[name] = nil }
        renewState()
    }

    // MARK: Values

    private mutating func renewMessage() {
        values[FixedNames.messageSlot] = FixedNames.message(in: self)
        values[FixedNames.conversationSlot] = FixedNames.conversation(in: self)
    }

    private mutating func renewState() {
        for (place, entry) in graph.state.entries.enumerated() {
            values[FixedNames.count + place] = entry.shown(checkpoint.state[entry.name])
        }
        renewLayers()
    }

    /// The names that only the place of the track at hand has.
    private mutating func renewLayers() {
        layers = []
        values.removeSubrange((FixedNames.count + graph.state.entries.count)...)
        guard !track.frames.isEmpty || track.origin != nil else { return }
        var inner: [(track: Int, place: Int, frame: Frame, graph: SubGraph)] = []
        var owner = Optional(track)
        // A graph sees its own names alone; what stands within a node sees those around it too.
        while let one = owner {
            if let frame = one.frames.last, let graph = graph.graphs[frame.graph] {
                inner.append((one.id, one.frames.count - 1, frame, graph))
                guard graph.seesAround, one.frames.count == 1 else { break }
            }
            owner = one.origin.flatMap { checkpoint[$0.parent] }
        }
        for one in inner.reversed() {
            layers.append(Layer(track: one.track, place: one.place, graph: one.graph, firstSlot: values.count))
            values += one.graph.layout.values(in: one.frame.values)
        }
    }

    /// An answer that was given before is given again.
    mutating func hearAgain(_ message: InboundMessage) {
        checkpoint.message = message
        renewMessage()
    }

    /// Takes back the answers from one on, with all that was written since: the track stands where the first of them was asked for.
    mutating func takeBack(from place: Int) {
        let answers = track.answers[place...]
        track.answers.removeSubrange(place...)
        for member in answers.reversed().flatMap(\.undo.members) {
            checkpoint.state[member.key] = member.value == .null ? nil : Value(saved: member.value)
        }
        if let first = answers.first { track.frames = first.frames }
        renewState()
    }

    /// What is absent takes the name's value away.
    mutating func write(_ value: Value, to name: String) {
        if isNoting { note(.wrote(name, value.present.map { JSON($0) })) }
        if let layer = layers.lastIndex(where: { $0.graph.layout.place(of: name) != nil }) {
            return write(value, to: name, in: layers[layer])
        }
        let answers = track.answers.count
        if answers > 0 {
            let last = answers - 1
            if track.answers[last].undo[name] == nil {
                track.answers[last].undo[name] = checkpoint.state[name].map(JSON.init(saving:)) ?? .null
            }
        } else if checkpoint.detour != nil {
            checkpoint.detour?.keepUndo(of: name, checkpoint.state[name].map(JSON.init(saving:)) ?? .null)
        }
        guard let place = graph.state.place(of: name) else { return }
        let entry = graph.state.entries[place]
        let new = value.present.map { entry.merged($0, into: entry.reducer == .replace ? nil : checkpoint.state[name]) }
        checkpoint.state[name] = new
        values[FixedNames.count + place] = entry.shown(new)
    }

    private mutating func write(_ value: Value, to name: String, in layer: Layer) {
        guard let place = layer.graph.layout.place(of: name) else { return }
        let entry = layer.graph.layout.entries[place]
        func change(_ track: inout Track) -> Value? {
            guard track.frames.indices.contains(layer.place) else { return nil }
            let new = value.present.map { entry.merged($0, into: track.frames[layer.place].values[name]) }
            track.frames[layer.place].values[name] = new
            return new
        }
        let new: Value?
        if layer.track == Track.mainID {
            new = change(&checkpoint.main)
        } else if let child = checkpoint.children.firstIndex(where: { $0.id == layer.track }) {
            new = change(&checkpoint.children[child])
        } else {
            return
        }
        values[layer.firstSlot + place] = entry.shown(new)
    }
}
