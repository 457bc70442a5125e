extension Bot {
    /// How many nodes one event may run through before the turn is given up.
    static let maximumSteps = 1000
    /// How many calls one turn may make before it is given up: nodes that call may lead round and round.
    static let maximumCalls = 200

    /// Decides what follows from an event. Pure: the same conversation and event give the same transition.
    public func advance(_ conversation: Conversation, on event: Event) -> Transition {
        var turn = Turn(conversation, at: event.at, in: graph)
        var failure: TurnFailure?
        do {
            try proceed(&turn, on: event.kind)
        } catch {
            failure = apologize(for: error, in: &turn)
        }
        if !turn.path.isEmpty, graph.asksForHours, let policy = graph.policies.hours?.status(at: event.at).policy {
            turn.trace.note(policy: policy)
        }
        var next = conversation
        next.checkpoint = turn.checkpoint
        return Transition(
            conversation: next, said: turn.said, effects: turn.effects, outcome: turn.checkpoint.outcome, failure: failure,
            path: turn.path, trace: turn.trace)
    }

    /// The calls that a saved conversation still waits for, as `advance` gave them: what to make again after a restart.
    public func pendingCalls(of conversation: Conversation) -> [Call] {
        let turn = Turn(conversation, at: conversation.startedAt, in: graph)
        return callsUnderWay(in: turn).map { call in
            guard case .model(let request) = call.work else { return call }
            return Call(id: call.id, work: .model(turn.masking(request).masked(request)))
        }
    }

    /// With the texts as they are.
    private func callsUnderWay(in turn: Turn) -> [Call] {
        switch turn.checkpoint.activity {
        case .working(let id): return graph.nodes[id]?.kind.pendingCalls(in: turn) ?? []
        case .judging(let id, _): return judgement(in: turn).map { [Call(id: id, work: .model($0))] } ?? []
        case .resting, .waiting, .handedOver: return []
        }
    }

    private func proceed(_ turn: inout Turn, on event: Event.Kind) throws(TurnError) {
        switch event {
        case .message(let message):
            try begin(&turn, with: message)
        case .finished(let call, let result):
            let result = unmasked(result, of: call, in: turn)
            switch turn.checkpoint.activity {
            case .working(let id):
                guard let node = graph.nodes[id] else { return }
                try run(&turn, from: node) { node, turn throws(TurnError) in try node.kind.finish(call, with: result, &turn) }
            case .judging(call, let id):
                let waiting = id.flatMap { graph.nodes[$0] }
                if let way = judged(result) { return try take(way: way, from: waiting, &turn) }
                try goOn(&turn, at: waiting)
            case .resting, .waiting, .handedOver, .judging: return
            }
        case .timer, .operated: return
        case .abandoned(let failure):
            guard turn.checkpoint.isWorking else { return }
            throw TurnError(code: .abandoned, message: failure.message)
        }
    }

    /// A model's answer with the real values where it was shown names for them.
    private func unmasked(_ result: CallResult, of call: CallID, in turn: Turn) -> CallResult {
        guard case .model(let reply) = result, !graph.policies.masked.isEmpty,
            case .model(let request)? = callsUnderWay(in: turn).first(where: { $0.id == call })?.work
        else { return result }
        return .model(turn.masking(request).unmasked(reply, for: graph.tools))
    }

    /// A turn begins with a message: the policies look at it first, then the ways that are always open, then the node that waits.
    private func begin(_ turn: inout Turn, with message: InboundMessage) throws(TurnError) {
        if case .notice = message.content { return }
        turn.begin(with: message)
        var waiting: Node?
        if case .waiting(let id) = turn.checkpoint.activity, let node = graph.nodes[id] {
            waiting = node
            turn.checkpoint.rest = id
        }
        turn.noteArrival()
        if try turn.isTooMuch() { return }
        let isUnwanted = turn.isUnwanted(message)
        if !isUnwanted, let receipt = graph.policies.receive.receipt(for: message) { turn.receive(receipt) }
        turn.hear(message.words ?? "[\(message.typeName)]")
        if isUnwanted { return }
        if try turn.optsOut(by: message) || turn.forgets(by: message) { return }
        if let (policy, answer) = graph.policies.media.answer(to: message) {
            turn.trace.note(policy: policy)
            return turn.say(try turn.text(of: answer))
        }
        if let way = try openWay(in: turn) { return try take(way: way, from: waiting, &turn) }
        if let waiting, try obey(message, at: waiting, &turn) { return }
        if judge(&turn, waiting: waiting) { return }
        try goOn(&turn, at: waiting)
    }

    /// The node that waits hears the turn's message; where none does, the conversation begins.
    private func goOn(_ turn: inout Turn, at waiting: Node?) throws(TurnError) {
        guard let waiting, let message = turn.checkpoint.message else { return try run(&turn, from: graph.start) }
        try run(&turn, from: waiting) { node, turn throws(TurnError) in try hear(message, at: node, &turn) }
    }

    /// An answer to a question is kept, with what the state was before it.
    func hear(_ message: InboundMessage, at node: Node, _ turn: inout Turn) throws(TurnError) -> Step {
        guard node.kind.isQuestion else { return try node.kind.hear(message, &turn) }
        let before = turn.checkpoint.answers
        turn.checkpoint.keep(GivenAnswer(node: node.id, message: message))
        do {
            let step = try node.kind.hear(message, &turn)
            if step == .wait { turn.checkpoint.answers = before }
            return step
        } catch {
            turn.checkpoint.answers = before
            throw error
        }
    }

    func run(_ turn: inout Turn, from id: NodeID) throws(TurnError) {
        turn.checkpoint.memo = .null
        try run(&turn, from: node(id)) { node, turn throws(TurnError) in try enter(node, &turn) }
    }

    /// Runs nodes until one waits, works or ends. An error of a node goes where its `on_error` leads.
    func run(
        _ turn: inout Turn, from first: Node, _ begin: (Node, inout Turn) throws(TurnError) -> Step
    ) throws(TurnError) {
        var node = first
        var isFirst = true
        for _ in 0..<Bot.maximumSteps {
            turn.path.append(node.id)
            let passage: Passage?
            do {
                let step = isFirst ? try begin(node, &turn) : try enter(node, &turn)
                passage = try follow(step, from: node, &turn)
            } catch {
                guard let handler = node.onError else { throw error }
                turn.error = error.value
                passage = Passage(from: node.id, way: .error, to: handler)
            }
            guard let passage else { return }
            turn.trace.passages.append(passage)
            turn.checkpoint.memo = .null
            node = try self.node(passage.to)
            isFirst = false
        }
        throw TurnError(
            code: .endless, message: "more than \(Bot.maximumSteps) nodes ran without waiting, the last one '\(node.id.rawValue)'"
        )
    }

    private func enter(_ node: Node, _ turn: inout Turn) throws(TurnError) -> Step {
        if let condition = node.condition, try !turn.holds(condition) { return .next }
        guard node.kind.isQuestion, !turn.checkpoint.ahead.isEmpty else { return try node.kind.enter(&turn) }
        // After a correction, questions that are still on the way keep their answers.
        guard let place = turn.checkpoint.ahead.firstIndex(where: { $0.node == node.id }) else {
            turn.checkpoint.ahead = []
            return try node.kind.enter(&turn)
        }
        let message = turn.checkpoint.ahead.remove(at: place).message
        turn.hearAgain(message)
        return try hear(message, at: node, &turn)
    }

    /// The conversation ends, unless it was led off by a way that comes back.
    ///
    /// - Returns: The way back to a question, which is put again; a node that asked nothing just waits as before.
    func end(at node: Node, _ turn: inout Turn) -> Passage? {
        guard let detour = turn.checkpoint.detour, let target = graph.nodes[detour.node] else {
            turn.endConversation()
            return nil
        }
        turn.checkpoint.detour = nil
        turn.checkpoint.forget(from: detour.answers)
        let passage = Passage(from: node.id, way: .back, to: target.id)
        if target.kind.isQuestion { return passage }
        turn.trace.passages.append(passage)
        turn.checkpoint.memo = detour.memo
        turn.checkpoint.activity = .waiting(target.id)
        return nil
    }

    /// Ends the conversation from a node that is left without going on.
    func leave(_ node: Node, _ turn: inout Turn) throws(TurnError) {
        guard let passage = end(at: node, &turn) else { return }
        turn.trace.passages.append(passage)
        try run(&turn, from: passage.to)
    }

    /// - Returns: The way to the node to run next; `nil` when the conversation rests.
    private func follow(_ step: Step, from node: Node, _ turn: inout Turn) throws(TurnError) -> Passage? {
        switch step {
        case .go(let target): return Passage(from: node.id, way: .exit, to: target)
        case .wait: turn.checkpoint.activity = .waiting(node.id)
        case .work:
            if let policy = turn.exhausted { return try leave(node, because: policy, &turn) }
            guard turn.checkpoint.calls <= Bot.maximumCalls else {
                turn.dropCalls()
                throw TurnError(code: .endless, message: "more than \(Bot.maximumCalls) calls were made in one turn")
            }
            turn.checkpoint.activity = .working(node.id)
        case .end: return end(at: node, &turn)
        case .next:
            switch node.next {
            case .to(let target): return Passage(from: node.id, way: .next, to: target)
            case .end: return end(at: node, &turn)
            case .choice(let edges, let otherwise):
                return try open(edges, from: node, turn)
                    ?? Passage(from: node.id, way: .edge(edges.count), to: otherwise)
            case .stay(let edges):
                if let passage = try open(edges, from: node, turn) { return passage }
                turn.checkpoint.memo = .null
                turn.checkpoint.activity = .waiting(node.id)
            }
        }
        return nil
    }

    /// A model was to be asked, and the budget is used up.
    private func leave(_ node: Node, because policy: String, _ turn: inout Turn) throws(TurnError) -> Passage {
        turn.exhausted = nil
        turn.dropCalls()
        turn.trace.note(policy: policy)
        guard let target = graph.policies.budget?.over?.value else {
            throw TurnError(code: .budget, message: "the budget for models is used up")
        }
        turn.trace.note(policy: "budget.over")
        return Passage(from: node.id, way: .policy, to: target)
    }

    /// The first of the edges whose condition holds.
    private func open(_ edges: [Next.Edge], from node: Node, _ turn: Turn) throws(TurnError) -> Passage? {
        for (place, edge) in edges.enumerated() where try turn.holds(edge.condition) {
            return Passage(from: node.id, way: .edge(place), to: edge.target)
        }
        return nil
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
        if let apology = graph.policies.errors.apology {
            turn.trace.note(policy: "errors.say")
            turn.say(apology)
        }
        let node = turn.path.last ?? turn.checkpoint.activity.node
        let rest = turn.checkpoint.rest
        turn.checkpoint.activity = rest.map(Checkpoint.Activity.waiting) ?? .resting
        turn.checkpoint.memo = .null
        turn.checkpoint.ahead = []
        if let place = turn.checkpoint.answers.firstIndex(where: { $0.node == rest }) {
            turn.checkpoint.answers.removeSubrange(place...)
        }
        if turn.checkpoint.detour?.node == rest { turn.checkpoint.detour = nil }
        return TurnFailure(node: node, message: error.message)
    }
}

extension Checkpoint {
    fileprivate var outcome: Transition.Outcome {
        switch activity {
        case .resting: .ended
        case .waiting, .handedOver: .waiting
        case .working, .judging: .working
        }
    }
}

extension Checkpoint.Activity {
    var node: NodeID? {
        switch self {
        case .resting: nil
        case .waiting(let node), .working(let node), .handedOver(let node): node
        case .judging(_, let node): node
        }
    }
}
