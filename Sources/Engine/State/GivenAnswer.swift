import CEL

/// An answer that a person gave to a question, kept so that they can come back to it.
struct GivenAnswer: Sendable, Equatable {
    let node: NodeID
    let message: InboundMessage
    /// What the state held before this answer and all that came of it until the next one, as `JSON(saving:)` writes it;
    /// null for what was not written yet.
    var undo = JSONObject()

    init(node: NodeID, message: InboundMessage) {
        self.node = node
        self.message = message
    }

    init?(decoding json: JSON) {
        guard let node = json["node"]?.string, let message = json["message"].flatMap(InboundMessage.init(decoding:)) else {
            return nil
        }
        self.init(node: NodeID(rawValue: node), message: message)
        if case .object(let undo)? = json["undo"] { self.undo = undo }
    }

    func encoded() -> JSON {
        var json: JSONObject = ["node": .string(node.rawValue), "message": message.encoded()]
        if !undo.members.isEmpty { json["undo"] = .object(undo) }
        return .object(json)
    }
}

extension Checkpoint {
    /// How many answers one can go back over.
    private static let maximumAnswers = 20

    /// Puts an answer behind the others. A question that is put again in the normal course of things begins a new round: what
    /// was answered before it in the last one is over, so that the answers are never more than the questions.
    mutating func keep(_ answer: GivenAnswer) {
        if let place = answers.firstIndex(where: { $0.node == answer.node }) { answers.removeFirst(place + 1) }
        if answers.count == Checkpoint.maximumAnswers { answers.removeFirst() }
        answers.append(answer)
    }

    /// Forgets that the answers from one on were given; what they wrote stays, as if it came of the one before.
    mutating func forget(from place: Int) {
        guard place < answers.count else { return }
        for answer in answers[place...] where place > 0 {
            for member in answer.undo.members where answers[place - 1].undo[member.key] == nil {
                answers[place - 1].undo[member.key] = member.value
            }
        }
        answers.removeSubrange(place...)
    }

    /// Takes back the answers from one on, with all that was written to the state since.
    mutating func takeBack(from place: Int) {
        for answer in answers[place...].reversed() {
            for member in answer.undo.members {
                state[member.key] = member.value == .null ? nil : Value(saved: member.value)
            }
        }
        answers.removeSubrange(place...)
    }
}
