/// What a person can say at a question instead of answering it.
extension Bot {
    private enum Order {
        case back, again, cancel
        /// The answer at a place is changed; its new value where the person gave it.
        case correct(Int, InboundMessage?)

        var command: Finding.Command {
            switch self {
            case .back: .back
            case .again: .again
            case .cancel: .cancel
            case .correct: .correct
            }
        }
    }

    /// Does what a command says.
    ///
    /// - Returns: Whether the message is a command to the node that waits for it.
    func obey(_ message: InboundMessage, at node: Node, _ turn: inout Turn) throws(TurnError) -> Bool {
        // A new version of the bot may have lost a question.
        turn.track.answers.removeAll { graph.nodes[$0.node] == nil }
        guard node.kind.isQuestion, !node.kind.takes(message, in: turn), let order = order(in: message, turn) else {
            return false
        }
        if turn.isNoting { turn.note(.command(order.command)) }
        let commands = graph.commands
        switch order {
        case .again:
            if let text = commands.again.text { turn.say(try turn.text(of: text)) }
            try ask(node.id, &turn)
        case .back:
            turn.track.ahead = []
            let answers = turn.track.answers
            if turn.checkpoint.detour != nil, answers.isEmpty {
                try leave(from: node.id, &turn)
                return true
            }
            guard let last = answers.last else {
                turn.say(
                    try commands.back.text.map { (text) throws(TurnError) in try turn.text(of: text) }
                        ?? graph.phrases.nothingBefore)
                try run(&turn, from: node.id)
                return true
            }
            turn.takeBack(from: answers.count - 1)
            try run(&turn, from: last.node)
        case .correct(let place, let value):
            let answers = turn.track.answers
            turn.takeBack(from: place)
            turn.track.ahead = Array(answers[(place + 1)...])
            if let text = commands.correct.text { turn.say(try turn.text(of: text)) }
            guard let value else {
                try ask(answers[place].node, &turn)
                return true
            }
            turn.track.leaveNode()
            try run(&turn, from: self.node(answers[place].node), by: .hear(value))
        case .cancel:
            turn.say(
                try commands.cancel.text.map { (text) throws(TurnError) in try turn.text(of: text) } ?? graph.phrases.cancelled)
            guard let target = commands.cancelTarget else {
                try leave(from: node.id, &turn)
                return true
            }
            turn.gather()
            turn.track.answers = []
            turn.track.ahead = []
            try run(&turn, from: target)
        }
        return true
    }

    /// Puts a question without looking for an answer that it already has.
    private func ask(_ id: NodeID, _ turn: inout Turn) throws(TurnError) {
        turn.track.leaveNode()
        try run(&turn, from: node(id), by: .again)
    }

    private func order(in message: InboundMessage, _ turn: Turn) -> Order? {
        guard case .text(let text) = message.content, text.utf8.count <= 1024 else { return nil }
        let said = text.folded
        if graph.commands.again.words.contains(said) { return .again }
        if graph.commands.back.words.contains(said) { return .back }
        if graph.commands.cancel.words.contains(said) { return .cancel }
        if graph.commands.correct.words.contains(said) { return .back }
        return correction(of: text, message, turn.track.answers)
    }

    /// `corrigir meu nome`, `corrigir nome para Ana`. What names no answer is no command: it may well be an answer.
    private func correction(of text: String, _ message: InboundMessage, _ answers: [GivenAnswer]) -> Order? {
        let written = text.split { $0.isWhitespace }.map(String.init)
        let said = written.map(\.folded)
        let opening = graph.commands.correct.words.map { $0.split(separator: " ").map(String.init) }.filter {
            said.starts(with: $0)
        }
        .max { $0.count < $1.count }
        guard let opening else { return nil }
        let rest = said[opening.count...]
        let to = rest.firstIndex { graph.phrases.toWords.contains($0) }
        let name = rest[..<(to ?? rest.endIndex)].filter { !graph.phrases.smallWords.contains($0) }.map(\.letters)
        guard !name.isEmpty, let place = answers.lastIndex(where: { isNamed($0.node, name) }) else { return nil }
        let value = to.map { written[($0 + 1)...].joined(separator: " ") } ?? ""
        guard !value.isEmpty else { return .correct(place, nil) }
        return .correct(place, InboundMessage(id: message.id, at: message.at, content: .text(value)))
    }

    /// Whether the words are all in the node's name or in that of the state it writes.
    private func isNamed(_ id: NodeID, _ words: [String]) -> Bool {
        let names = [id.localName] + (graph.nodes[id]?.kind.writes ?? [])
        return names.contains { name in
            let parts = name.split(separator: "_").map(String.init)
            return words.joined() == parts.joined() || words.allSatisfy(parts.contains)
        }
    }
}

extension String {
    /// `email` of `e-mail`.
    fileprivate var letters: String { filter { $0.isLetter || $0.isNumber } }
}
