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
        var next = conversation
        next.checkpoint = turn.checkpoint
        return Transition(
            conversation: next, said: turn.said, effects: turn.effects, outcome: turn.checkpoint.outcome, failure: failure,
            path: turn.path, trace: turn.trace)
    }

    /// The calls that a saved conversation still waits for, as `advance` gave them: what to make again after a restart.
    public func pendingCalls(of conversation: Conversation) -> [Call] {
        guard case .working(let id) = conversation.checkpoint.activity, let node = graph.nodes[id] else { return [] }
        return node.kind.pendingCalls(in: Turn(conversation, at: conversation.startedAt, in: graph))
    }

    private func proceed(_ turn: inout Turn, on event: Event.Kind) throws(TurnError) {
        switch event {
        case .message(let message):
            try begin(&turn, with: message)
        case .finished(let call, let result):
            guard case .working(let id) = turn.checkpoint.activity, let node = graph.nodes[id] else { return }
            try run(&turn, from: node) { node, turn throws(TurnError) in try node.kind.finish(call, with: result, &turn) }
        case .abandoned(let failure):
            guard turn.checkpoint.isWorking else { return }
            throw TurnError(code: .abandoned, message: failure.message)
        }
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
        if let receipt = graph.policies.receive.receipt(for: message) { turn.receive(receipt) }
        turn.hear(message.words ?? "[\(message.typeName)]")
        if let (policy, answer) = graph.policies.media.answer(to: message) {
            turn.trace.note(policy: policy)
            return turn.say(try turn.text(of: answer))
        }
        if let target = try openWay(in: &turn) {
            try run(&turn, from: target)
        } else if let waiting {
            try run(&turn, from: waiting) { node, turn throws(TurnError) in try node.kind.hear(message, &turn) }
        } else {
            turn.checkpoint.memo = .null
            try run(&turn, from: graph.start)
        }
    }

    private func openWay(in turn: inout Turn) throws(TurnError) -> NodeID? {
        for (place, rule) in graph.always.enumerated() {
            let isOpen: Bool =
                switch rule.trigger {
                case .words(let words): turn.words.map { words.contains($0.folded) } ?? false
                case .condition(let condition): try turn.holds(condition)
                }
            guard isOpen else { continue }
            turn.trace.passages.append(Passage(from: nil, way: .always(place), to: rule.target))
            return rule.target
        }
        return nil
    }

    private func run(_ turn: inout Turn, from id: NodeID) throws(TurnError) {
        turn.checkpoint.memo = .null
        try run(&turn, from: node(id)) { node, turn throws(TurnError) in try enter(node, &turn) }
    }

    /// Runs nodes until one waits, works or ends. An error of a node goes where its `on_error` leads.
    private func run(
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
        return try node.kind.enter(&turn)
    }

    /// - Returns: The way to the node to run next; `nil` when the conversation rests.
    private func follow(_ step: Step, from node: Node, _ turn: inout Turn) throws(TurnError) -> Passage? {
        switch step {
        case .go(let target): return Passage(from: node.id, way: .exit, to: target)
        case .wait: turn.checkpoint.activity = .waiting(node.id)
        case .work:
            guard turn.checkpoint.calls <= Bot.maximumCalls else {
                turn.dropCalls()
                throw TurnError(code: .endless, message: "more than \(Bot.maximumCalls) calls were made in one turn")
            }
            turn.checkpoint.activity = .working(node.id)
        case .end: turn.endConversation()
        case .next:
            switch node.next {
            case .to(let target): return Passage(from: node.id, way: .next, to: target)
            case .end: turn.endConversation()
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

    /// The first of the edges whose condition holds.
    private func open(_ edges: [Next.Edge], from node: Node, _ turn: Turn) throws(TurnError) -> Passage? {
        for (place, edge) in edges.enumerated() where try turn.holds(edge.condition) {
            return Passage(from: node.id, way: .edge(place), to: edge.target)
        }
        return nil
    }

    private func node(_ id: NodeID) throws(TurnError) -> Node {
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
        turn.checkpoint.activity = turn.checkpoint.rest.map(Checkpoint.Activity.waiting) ?? .resting
        turn.checkpoint.memo = .null
        return TurnFailure(node: node, message: error.message)
    }
}

extension Checkpoint {
    fileprivate var outcome: Transition.Outcome {
        switch activity {
        case .resting: .ended
        case .waiting: .waiting
        case .working: .working
        }
    }
}

extension Checkpoint.Activity {
    var node: NodeID? {
        switch self {
        case .resting: nil
        case .waiting(let node), .working(let node): node
        }
    }
}
