import CEL

/// An answer that a person gave to a question, kept so that they can come back to it.
struct GivenAnswer: Sendable, Equatable {
    let node: NodeID
    let message: InboundMessage
    /// The sub-graphs within which the question was put, as they were then.
    let frames: [Frame]
    /// What the state held before this answer and all that came of it until the next one, as `JSON(saving:)` writes it;
    /// null for what was not written yet.
    var undo = JSONObject()

    init(node: NodeID, message: InboundMessage, frames: [Frame]) {
        self.node = node
        self.message = message
        self.frames = frames
    }

    init?(decoding json: JSON) {
        guard let node = json["node"]?.string, let message = json["message"].flatMap(InboundMessage.init(decoding:)) else {
            return nil
        }
        let frames = (json["frames"]?.elements ?? []).compactMap(Frame.init(decoding:))
        self.init(node: NodeID(rawValue: node), message: message, frames: frames)
        if case .object(let undo)? = json["undo"] { self.undo = undo }
    }

    func encoded() -> JSON {
        var json: JSONObject = ["node": .string(node.rawValue), "message": message.encoded()]
        if !frames.isEmpty { json["frames"] = .array(frames.map { $0.encoded() }) }
        if !undo.members.isEmpty { json["undo"] = .object(undo) }
        return .object(json)
    }
}

extension GivenAnswer {
    /// Whether it is to the question at a node, reached by the same way through sub-graphs.
    func isTo(_ id: NodeID, within others: [Frame]) -> Bool {
        node == id && frames.count == others.count && zip(frames, others).allSatisfy { $0.caller == $1.caller }
    }
}

extension Track {
    /// How many answers one can go back over.
    private static let maximumAnswers = 20

    /// Puts an answer behind the others. A question that is put again in the normal course of things begins a new round: what
    /// was answered before it in the last one is over, so that the answers are never more than the questions.
    mutating func keep(_ answer: GivenAnswer) {
        if let place = answers.firstIndex(where: { $0.isTo(answer.node, within: answer.frames) }) {
            answers.removeFirst(place + 1)
        }
        if answers.count == Track.maximumAnswers { answers.removeFirst() }
        answers.append(answer)
    }
}
