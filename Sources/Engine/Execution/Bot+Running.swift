import CEL

/// The loop that runs nodes.
extension Bot {
    /// How deep sub-graphs may run in each other.
    static let maximumDepth = 16
    /// How many tracks there may be beside the main one.
    static let maximumTracks = 100

    /// What makes a node run.
    indirect enum Move {
        /// The conversation arrives.
        case enter
        /// The question is put without looking for an answer that it already has; what failed is tried again.
        case again
        case hear(InboundMessage)
        case finish(CallID, CallResult)
        case wake
        case giveBack
        /// Its time is up.
        case giveUp
        /// The sub-graph that it runs has ended.
        case takeBack(Value)
        /// What it runs has failed.
        case fail(TurnError)
        /// One of its tracks has ended.
        case join(Int, Result<Value, TurnError>)
    }

    /// Where a track goes when a node has run.
    private enum After {
        case to(Passage)
        case rest
        /// The way has come to its end.
        case end
        /// Another node's turn, without a way that leads there.
        case run(Node, Move)
    }

    func run(_ turn: inout Turn, from id: NodeID) throws(TurnError) {
        turn.track.leaveNode()
        try run(&turn, from: node(id), by: .enter)
    }

    /// Runs nodes until every track waits, works or has ended. An error of a node goes where its `on_error` leads.
    func run(_ turn: inout Turn, from first: Node, by move: Move) throws(TurnError) {
        var node = first
        var move = move
        while true {
            turn.steps += 1
            guard turn.steps <= Bot.maximumSteps else {
                throw TurnError(
                    code: .endless,
                    message: "more than \(Bot.maximumSteps) nodes ran without waiting, the last one '\(node.id.rawValue)'")
            }
            switch try follow(node, move, &turn) {
            case .to(let passage):
                turn.trace.note(passage)
                turn.track.leaveNode()
                if passage.to != turn.join {
                    node = try self.node(passage.to)
                    move = .enter
                    continue
                }
                if let next = try end(&turn) ?? nextQueued(&turn) { (node, move) = next } else { return }
            case .run(let other, let way): (node, move) = (other, way)
            case .end: if let next = try end(&turn) ?? nextQueued(&turn) { (node, move) = next } else { return }
            case .rest: if let next = nextQueued(&turn) { (node, move) = next } else { return }
            }
        }
    }

    private func follow(_ node: Node, _ move: Move, _ turn: inout Turn) throws(TurnError) -> After {
        do {
            if case .enter = move, isOccupied(for: node, turn) {
                turn.track.activity = .queued(node.id)
                return .rest
            }
            let step = try take(move, at: node, &turn)
            return try follow(step, from: node, &turn)
        } catch {
            return try recover(from: error, at: node, &turn)
        }
    }

    private func take(_ move: Move, at node: Node, _ turn: inout Turn) throws(TurnError) -> Step {
        switch move {
        case .takeBack(let value): return try node.kind.takeBack(value, &turn)
        case .join(let place, let result): return try node.kind.join(place, with: result, &turn)
        case .fail(let error): throw error
        case .enter, .again, .hear, .finish, .wake, .giveBack, .giveUp: turn.path.append(node.id)
        }
        if turn.isNoting {
            if case .enter = move { turn.note(.entered(node.id)) }
            if case .again = move { turn.note(.again(node.id)) }
        }
        switch move {
        case .enter: return try enter(node, &turn)
        case .again: return try node.kind.enter(&turn)
        case .hear(let message): return try hear(message, at: node, &turn)
        case .finish(let call, let result): return try node.kind.finish(call, with: result, &turn)
        case .wake: return try node.kind.wake(&turn)
        case .giveBack: return (node.kind as? HandoffNode)?.giveBack ?? .next
        case .giveUp:
            turn.endChildren()
            throw TurnError(code: .timeout, message: "the node '\(node.id.rawValue)' has worked longer than it may")
        case .takeBack, .fail, .join: return .next
        }
    }

    private func enter(_ node: Node, _ turn: inout Turn) throws(TurnError) -> Step {
        if let condition = node.condition, try !turn.holds(condition, of: .node(node.id)) { return .next }
        guard node.kind.isQuestion, !turn.track.ahead.isEmpty else { return try node.kind.enter(&turn) }
        // After a correction, questions that are still on the way keep their answers.
        guard let place = turn.track.ahead.firstIndex(where: { $0.isTo(node.id, within: turn.track.frames) }) else {
            turn.track.ahead = []
            return try node.kind.enter(&turn)
        }
        let message = turn.track.ahead.remove(at: place).message
        turn.hearAgain(message)
        if turn.isNoting { turn.note(.kept(node.id)) }
        return try hear(message, at: node, &turn)
    }

    /// An answer to a question is kept, with what the state was before it.
    private func hear(_ message: InboundMessage, at node: Node, _ turn: inout Turn) throws(TurnError) -> Step {
        guard node.kind.isQuestion else { return try node.kind.hear(message, &turn) }
        let before = turn.track.answers
        turn.track.keep(GivenAnswer(node: node.id, message: message, frames: turn.track.frames))
        do {
            let step = try node.kind.hear(message, &turn)
            if step == .wait { turn.track.answers = before }
            return step
        } catch {
            turn.track.answers = before
            throw error
        }
    }

    /// - Returns: The way to the node to run next, or that the track rests.
    private func follow(_ step: Step, from node: Node, _ turn: inout Turn) throws(TurnError) -> After {
        switch step {
        case .go(let target): return .to(Passage(from: node.id, way: .exit, to: target))
        case .timeOut(let target): return .to(Passage(from: node.id, way: .timeout, to: target))
        case .wait:
            turn.track.activity = .waiting(node.id)
            turn.track.timers.removeAll { $0.kind == .timeout }
            return .rest
        case .work:
            if let policy = turn.exhausted { return .to(try leave(node, because: policy, &turn)) }
            guard turn.checkpoint.calls <= Bot.maximumCalls else {
                throw TurnError(code: .endless, message: "more than \(Bot.maximumCalls) calls were made in one turn")
            }
            turn.track.activity = .working(node.id)
            limit(node, &turn)
            return .rest
        case .handOver:
            turn.track.activity = .handedOver(node.id)
            return .rest
        case .descend(let frame, let start):
            guard turn.track.frames.count < Bot.maximumDepth else {
                throw TurnError(code: .endless, message: "more than \(Bot.maximumDepth) graphs run in each other")
            }
            turn.track.activity = .joining(node.id)
            let passage = Passage(from: node.id, way: .exit, to: start)
            turn.push(frame)
            return .to(passage)
        case .fork(let branches):
            try fork(branches, at: node, &turn)
            limit(node, &turn)
            return .rest
        case .delegate(let branch):
            try fork([branch], at: node, &turn)
            turn.track.timers.removeAll { $0.kind == .timeout }
            return .rest
        case .end: return .end
        case .next:
            switch node.next {
            case .to(let target): return .to(Passage(from: node.id, way: .next, to: target))
            case .end: return .end
            case .choice(let edges, let otherwise):
                return .to(
                    try open(edges, from: node, &turn) ?? Passage(from: node.id, way: .edge(edges.count), to: otherwise))
            case .stay(let edges):
                if let passage = try open(edges, from: node, &turn) { return .to(passage) }
                turn.track.leaveNode()
                turn.track.activity = .waiting(node.id)
                return .rest
            }
        }
    }

    /// A model was to be asked, and the budget is used up.
    private func leave(_ node: Node, because policy: String, _ turn: inout Turn) throws(TurnError) -> Passage {
        turn.exhausted = nil
        turn.drop(turn.track.calls)
        turn.track.calls = []
        turn.trace.note(policy: policy)
        guard let target = graph.policies.budget?.over?.value else {
            throw TurnError(code: .budget, message: "the budget for models is used up")
        }
        turn.trace.note(policy: "budget.over")
        // It leads to a node of the bot's own graph: whatever else runs is given up.
        turn.gather()
        return Passage(from: node.id, way: .policy, to: target)
    }

    /// The node's time begins to run, unless it runs already.
    private func limit(_ node: Node, _ turn: inout Turn) {
        guard let timeout = node.timeout, !turn.track.timers.contains(where: { $0.kind == .timeout }) else { return }
        turn.set(.timeout, after: timeout)
    }

    /// The first of the edges whose condition holds.
    private func open(_ edges: [Next.Edge], from node: Node, _ turn: inout Turn) throws(TurnError) -> Passage? {
        for (place, edge) in edges.enumerated() where try turn.holds(edge.condition, of: .edge) {
            return Passage(from: node.id, way: .edge(place), to: edge.target)
        }
        return nil
    }

    // MARK: Tracks

    /// Whether the node may want a message while another track stands at one that may.
    private func isOccupied(for node: Node, _ turn: Turn) -> Bool {
        guard !turn.checkpoint.children.isEmpty, node.kind.listens else { return false }
        return turn.checkpoint.tracks.contains { track in
            switch track.activity {
            case .resting, .queued, .joining: false
            case .waiting(let id), .working(let id), .retrying(let id), .handedOver(let id):
                track.id != turn.current && graph.nodes[id]?.kind.listens ?? false
            }
        }
    }

    /// The first of the tracks before a node that may be entered now.
    private func nextQueued(_ turn: inout Turn) -> (Node, Move)? {
        guard !turn.checkpoint.children.isEmpty else { return nil }
        for track in turn.checkpoint.tracks {
            guard case .queued(let id) = track.activity, let node = graph.nodes[id] else { continue }
            turn.select(track.id)
            if !isOccupied(for: node, turn) { return (node, .enter) }
        }
        return nil
    }

    private func fork(_ branches: [Branch], at node: Node, _ turn: inout Turn) throws(TurnError) {
        turn.track.activity = .joining(node.id)
        guard turn.checkpoint.children.count + branches.count <= Bot.maximumTracks else {
            throw TurnError(code: .endless, message: "more than \(Bot.maximumTracks) branches run at once")
        }
        var id = turn.checkpoint.children.map(\.id).max() ?? Track.mainID
        for branch in branches {
            id += 1
            var track = Track(
                id: id, origin: Track.Origin(parent: turn.current, place: branch.place, join: branch.join))
            track.frames = [branch.frame].compactMap(\.self)
            track.activity = .queued(branch.start)
            turn.checkpoint.children.append(track)
            turn.trace.note(Passage(from: node.id, way: .exit, to: branch.start))
        }
    }

    /// A way has come to its end: the sub-graph's, the track's or the conversation's.
    ///
    /// - Returns: The node that waited for it.
    private func end(_ turn: inout Turn) throws(TurnError) -> (Node, Move)? {
        if let frame = turn.track.frames.last {
            let output: Result<Value, TurnError>
            do {
                output = .success(try self.output(of: frame, turn))
            } catch {
                output = .failure(error)
            }
            turn.track.leaveNode()
            turn.popFrame()
            guard let caller = frame.caller else { return try join(with: output, &turn) }
            switch output {
            case .success(let value): return (try node(caller), .takeBack(value))
            case .failure(let error): return (try node(caller), .fail(error))
            }
        }
        if turn.track.origin != nil { return try join(with: .success(turn.result), &turn) }
        return endMain(from: turn.path.last, &turn)
    }

    private func output(of frame: Frame, _ turn: Turn) throws(TurnError) -> Value {
        guard let graph = graph.graphs[frame.graph], !graph.seesAround else { return turn.result }
        var members: [(String, Value)] = []
        for output in graph.output { members.append((output.name, try turn.value(of: output.value))) }
        return .map(MapValue(members))
    }

    private func join(with result: Result<Value, TurnError>, _ turn: inout Turn) throws(TurnError) -> (Node, Move)? {
        guard let origin = turn.endTrack(), case .joining(let id) = turn.track.activity else { return nil }
        return (try node(id), .join(origin.place, result))
    }

    /// The conversation ends, unless it was led off by a way that comes back.
    ///
    /// - Returns: The question to which it comes back, which is put again; a node that asked nothing just waits as before.
    private func endMain(from last: NodeID?, _ turn: inout Turn) -> (Node, Move)? {
        guard let detour = turn.checkpoint.detour, let target = detour.node.flatMap({ graph.nodes[$0] }) else {
            turn.endConversation()
            return nil
        }
        turn.comeBack(from: detour)
        if let last { turn.trace.note(Passage(from: last, way: .back, to: target.id)) }
        guard target.kind.isQuestion else { return nil }
        turn.track.leaveNode()
        return (target, .enter)
    }

    /// Ends the conversation, or comes back from where it was led off to, without going on from the node that waits.
    func leave(from last: NodeID?, _ turn: inout Turn) throws(TurnError) {
        turn.gather()
        guard let (node, move) = endMain(from: last, &turn) else { return }
        try run(&turn, from: node, by: move)
    }

    // MARK: Failures

    /// A node that failed is tried again, or left by its `on_error`; else what runs it has failed.
    private func recover(from error: TurnError, at node: Node, _ turn: inout Turn) throws(TurnError) -> After {
        guard error.code != .endless else { throw error }
        turn.drop(turn.track.calls)
        turn.track.calls = []
        turn.endChildren()
        turn.track.failures += 1
        if turn.isNoting { turn.note(.failed(node.id, error)) }
        if let delay = node.retry?.delay(after: turn.track.failures) {
            if turn.isNoting { turn.note(.retries(after: delay)) }
            turn.track.memo = .null
            turn.track.timers = []
            turn.track.activity = .retrying(node.id)
            turn.set(.retry, after: delay)
            return .rest
        }
        if let handler = node.onError {
            turn.error = error.value
            return .to(Passage(from: node.id, way: .error, to: handler))
        }
        turn.track.leaveNode()
        if let frame = turn.track.frames.last {
            turn.popFrame()
            if let caller = frame.caller { return .run(try self.node(caller), .fail(error)) }
        }
        guard turn.track.origin != nil else { throw error }
        guard let (node, move) = try join(with: .failure(error), &turn) else { return .rest }
        return .run(node, move)
    }
}
