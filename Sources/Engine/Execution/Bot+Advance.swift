extension Bot {
    /// How many nodes one event may run through before the turn is given up.
    static let maximumSteps = 1000
    /// How many calls one turn may make before it is given up: nodes that call may lead round and round.
    static let maximumCalls = 200

    /// Decides what follows from an event. Pure: the same conversation and event give the same transition.
    ///
    /// - Parameter isNoting: Whether all that is decided is noted in the transition's trace, for a `Story`.
    public func advance(_ conversation: Conversation, on event: Event, noting isNoting: Bool = false) -> Transition {
        var turn = Turn(conversation, at: event.at, in: sharedGraph)
        if isNoting { turn.trace.findings = [] }
        var failure: TurnFailure?
        do {
            try proceed(&turn, on: event.kind)
        } catch {
            failure = apologize(for: error, in: &turn)
        }
        let outcome = turn.checkpoint.outcome
        if outcome != .working { turn.checkpoint.rest = [] }
        if !turn.path.isEmpty, graph.asksForHours, let policy = graph.policies.hours?.status(at: event.at).policy {
            turn.trace.note(policy: policy)
        }
        var next = conversation
        next.checkpoint = turn.checkpoint
        return Transition(
            conversation: next, said: turn.said, effects: turn.effects, outcome: outcome, failure: failure, path: turn.path,
            trace: turn.trace)
    }

    /// The calls that a saved conversation still waits for, as `advance` gave them: what to make again after a restart.
    public func pendingCalls(of conversation: Conversation) -> [Call] {
        let turn = Turn(conversation, at: conversation.startedAt, in: sharedGraph)
        return callsUnderWay(in: turn).map { call in
            guard case .model(let request) = call.work else { return call }
            return Call(id: call.id, work: .model(turn.masking(request).masked(request)))
        }
    }

    /// With the texts as they are.
    private func callsUnderWay(in turn: Turn) -> [Call] {
        var turn = turn
        var calls: [Call] = []
        if let id = turn.checkpoint.judging { calls += judgement(in: turn).map { [Call(id: id, work: .model($0))] } ?? [] }
        for track in turn.checkpoint.tracks {
            guard case .working(let id) = track.activity, let node = graph.nodes[id] else { continue }
            turn.select(track.id)
            calls += node.kind.pendingCalls(in: turn)
        }
        return calls
    }

    private func proceed(_ turn: inout Turn, on event: Event.Kind) throws(TurnError) {
        switch event {
        case .message(let message): try begin(&turn, with: message)
        case .finished(let call, let result): try finish(call, with: result, &turn)
        case .timer: try fireTimers(&turn)
        case .operated(.wrote(let text)):
            turn.begin(with: nil)
            if turn.isNoting { turn.note(.operated(.wrote(text))) }
            turn.hear(operator: text)
            guard case .handedOver(let id) = turn.track.activity, let node = graph.nodes[id]?.kind as? HandoffNode else { return }
            node.keepAway(&turn)
        case .operated(.giveBack):
            guard case .handedOver(let id) = turn.track.activity else { return }
            turn.begin(with: nil)
            if turn.isNoting { turn.note(.operated(.giveBack)) }
            try run(&turn, from: node(id), by: .giveBack)
        case .abandoned(let failure):
            guard turn.checkpoint.isWorking else { return }
            throw TurnError(code: .abandoned, message: failure.message)
        }
    }

    /// What a call brought goes to the track that made it; what nobody waits for any more changes nothing.
    private func finish(_ call: CallID, with result: CallResult, _ turn: inout Turn) throws(TurnError) {
        let result = unmasked(result, of: call, in: turn)
        if turn.checkpoint.judging == call {
            turn.checkpoint.judging = nil
            let waiting = listener(&turn)
            let way = judged(result)
            if turn.isNoting { turn.note(.judged(way: way)) }
            if let way { return try take(way: way, from: waiting, &turn) }
            return try goOn(&turn, at: waiting)
        }
        // A checkpoint of version 1 does not tell which calls are under way.
        let tracks = turn.checkpoint.tracks
        let maker = tracks.first { $0.calls.contains(call) } ?? tracks.first { $0.activity.isWorking && $0.calls.isEmpty }
        guard let maker, case .working(let id) = maker.activity, let node = graph.nodes[id] else { return }
        turn.select(maker.id)
        turn.track.calls.removeAll { $0 == call }
        if turn.isNoting { turn.note(.replied(result)) }
        try run(&turn, from: node, by: .finish(call, result))
    }

    /// A model's answer with the real values where it was shown names for them.
    private func unmasked(_ result: CallResult, of call: CallID, in turn: Turn) -> CallResult {
        guard case .model(let reply) = result, !graph.policies.masked.isEmpty, Masking.mayBeNamed(in: reply),
            case .model(let request)? = callsUnderWay(in: turn).first(where: { $0.id == call })?.work
        else { return result }
        return .model(turn.masking(request).unmasked(reply, for: graph.tools))
    }

    /// A turn begins with a message: the policies look at it first, then the ways that are always open, then the node that waits.
    private func begin(_ turn: inout Turn, with message: InboundMessage) throws(TurnError) {
        if case .notice = message.content { return }
        turn.begin(with: message)
        let isTooOld = turn.isTooOld(message)
        turn.noteArrival(isLate: isTooOld)
        let receipt = graph.policies.receive.receipt(for: message)
        if case .handedOver(let id) = turn.track.activity, let node = graph.nodes[id] {
            if turn.isNoting { turn.note(.heard(message, at: id)) }
            if let receipt { turn.receive(receipt.withoutTyping) }
            turn.hear(message.words ?? "[\(message.typeName)]")
            return try run(&turn, from: node, by: .hear(message))
        }
        let waiting = listener(&turn)
        if turn.isNoting { turn.note(.heard(message, at: waiting?.id)) }
        if !isTooOld, try turn.isTooMuch() { return }
        let isUnwanted = turn.isUnwanted(message)
        if let receipt, !isUnwanted, !isTooOld { turn.receive(receipt) }
        turn.hear(message.words ?? "[\(message.typeName)]")
        if isUnwanted { return }
        if try turn.optsOut(by: message) || turn.forgets(by: message) { return }
        if isTooOld { return try turn.passOver() }
        turn.checkpoint.policies.isToldLate = false
        if let (policy, answer) = graph.policies.media.answer(to: message) {
            turn.trace.note(policy: policy)
            return turn.say(try turn.text(of: answer))
        }
        if let way = try openWay(in: &turn) { return try take(way: way, from: waiting, &turn) }
        if let waiting, try obey(message, at: waiting, &turn) { return }
        if judge(&turn) { return }
        try goOn(&turn, at: waiting)
    }

    /// Takes the track in hand that hears a message: of several the one that asked; `nil`: none waits for one.
    private func listener(_ turn: inout Turn) -> Node? {
        var second: (Int, Node)?
        for track in turn.checkpoint.tracks {
            guard case .waiting(let id) = track.activity, let node = graph.nodes[id] else { continue }
            if node.kind.listens {
                turn.select(track.id)
                return node
            }
            // What waits for a time alone does not hear, and what came to wait by a newer version of the bot does.
            if second == nil, (node.kind as? WaitNode)?.onMessage != nil || !(node.kind is WaitNode) { second = (track.id, node) }
        }
        turn.select(second?.0 ?? Track.mainID)
        return second?.1
    }

    /// The node that waits hears the turn's message; where none does, the conversation begins.
    private func goOn(_ turn: inout Turn, at waiting: Node?) throws(TurnError) {
        if let waiting, let message = turn.checkpoint.message { return try run(&turn, from: waiting, by: .hear(message)) }
        guard turn.checkpoint.main.activity != .resting else { return try run(&turn, from: graph.start) }
        // A person who writes while nothing but time is waited for begins anew.
        if turn.checkpoint.detour != nil { return try leave(from: turn.checkpoint.main.activity.node, &turn) }
        turn.endConversation()
        try run(&turn, from: graph.start)
    }

    /// Fires the timers that are due, each in its turn; the first of them begins a turn where none is under way.
    private func fireTimers(_ turn: inout Turn) throws(TurnError) {
        var hasBegun = turn.checkpoint.isWorking
        for _ in 0..<Bot.maximumSteps {
            guard let (track, timer) = turn.checkpoint.dueTimer(at: turn.at) else { return }
            if !hasBegun {
                turn.begin(with: nil)
                turn.checkpoint.policies.isUnasked = true
                hasBegun = true
            }
            turn.checkpoint.remove(timer, of: track)
            turn.select(track)
            guard let node = turn.track.activity.node.flatMap({ graph.nodes[$0] }) else { continue }
            if turn.isNoting { turn.note(.due(timer.kind, at: node.id)) }
            switch timer.kind {
            case .wake: try run(&turn, from: node, by: .wake)
            case .retry: try run(&turn, from: node, by: .again)
            case .timeout: try run(&turn, from: node, by: .giveUp)
            }
        }
    }

    func node(_ id: NodeID) throws(TurnError) -> Node {
        guard let node = graph.nodes[id] else {
            throw TurnError(code: .expression, message: "the graph has no node '\(id.rawValue)'")
        }
        return node
    }

    /// Ends a turn that failed: the person is told, and the conversation stays where it rested when the turn began.
    private func apologize(for error: TurnError, in turn: inout Turn) -> TurnFailure {
        turn.dropCalls()
        let node = turn.path.last ?? turn.track.activity.node
        turn.checkpoint.restore()
        turn.takeUpMain()
        if turn.isNoting { turn.note(.failed(nil, error)) }
        if let apology = graph.policies.errors.apology, !turn.checkpoint.isHandedOver {
            turn.trace.note(policy: "errors.say")
            turn.say(apology)
        }
        return TurnFailure(node: node, message: error.message)
    }
}

extension Receipt {
    fileprivate var withoutTyping: Receipt {
        Receipt(messageID: messageID, markRead: markRead, typing: false, reaction: reaction)
    }
}
