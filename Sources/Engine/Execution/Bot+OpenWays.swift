/// The ways that are open wherever the conversation stands.
extension Bot {
    /// The first way that a message opens by its words or by a condition.
    func openWay(in turn: inout Turn) throws(TurnError) -> Int? {
        for (place, rule) in graph.always.enumerated() {
            switch rule.trigger {
            case .words(let words):
                let isSaid = turn.words.map { words.contains($0.folded) } ?? false
                if turn.isNoting { turn.note(.words(way: place, said: isSaid)) }
                if isSaid { return place }
            case .condition(let condition): if try turn.holds(condition, of: .way(place)) { return place }
            case .about: continue
            }
        }
        return nil
    }

    /// - Parameter waiting: The node to come back to when the way is one that does.
    func take(way place: Int, from waiting: Node?, _ turn: inout Turn) throws(TurnError) {
        let rule = graph.always[place]
        if rule.returns {
            // A way out of a detour leads on; where it began stays the place to come back to.
            if waiting != nil, turn.checkpoint.detour == nil { turn.leadOff() }
        } else {
            turn.checkpoint.detour = nil
            turn.checkpoint.main.answers = []
        }
        turn.gather()
        turn.track.ahead = []
        turn.trace.note(Passage(from: nil, way: .always(place), to: rule.target))
        try run(&turn, from: rule.target)
    }

    // MARK: A model judges

    /// Earlier turns that a model is shown when it judges a message.
    static let judgedTurns = 1

    /// Asks a model whether the message is about one of the ways that are described; until it answers, the message waits.
    ///
    /// - Returns: Whether there is something to ask.
    func judge(_ turn: inout Turn) -> Bool {
        // What is tapped needs no judge.
        guard let message = turn.checkpoint.message, message.words != nil, !message.isChoice, turn.exhaustedBudget == nil,
            let request = judgement(in: turn)
        else { return false }
        let id = turn.newCallID()
        turn.checkpoint.judging = id
        if turn.isNoting { turn.note(.judging) }
        turn.ask(judge: Call(id: id, work: .model(request)))
        return true
    }

    /// A model that gives no answer stands in nobody's way.
    func judged(_ result: CallResult) -> Int? {
        guard case .model(let reply) = result,
            let call = reply.calls.first(where: { $0.name == RouteChoice.tool.rawValue }),
            case .route(let route) = judgedWays.answer(in: call)
        else { return nil }
        return graph.always.firstIndex { rule in
            if case .about(route.about) = rule.trigger { rule.target == route.target } else { false }
        }
    }

    func judgement(in turn: Turn) -> ModelRequest? {
        let ways = judgedWays
        guard !ways.routes.isEmpty else { return nil }
        let task =
            "Decide what the person's last message is about. Most messages are about none of these. Answer only by calling "
            + "'\(RouteChoice.tool.rawValue)'."
        let conversation = turn.remembered(Bot.judgedTurns, before: turn.checkpoint.turn) + turn.exchange.map(\.modelMessage)
        return ModelRequest(
            model: "default", messages: [.system(task)] + conversation, tools: [ways.declaration], mustCall: true)
    }

    /// By their targets' names; of several with one target the later ones are numbered.
    private var judgedWays: RouteChoice {
        var routes: [RouteChoice.Route] = []
        for rule in graph.always {
            guard case .about(let about) = rule.trigger else { continue }
            let others = routes.count { $0.target == rule.target }
            let name = rule.target.rawValue + (others == 0 ? "" : "-\(others + 1)")
            routes.append(RouteChoice.Route(name: name, about: about, target: rule.target))
        }
        return RouteChoice(routes: routes, allowsNone: true)
    }
}

extension InboundMessage {
    fileprivate var isChoice: Bool {
        if case .choice = content { true } else { false }
    }
}
