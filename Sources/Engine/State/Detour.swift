/// Where a conversation comes back to when the way that led it off ends.
struct Detour: Sendable, Equatable {
    let node: NodeID
    /// What the node remembered.
    let memo: JSON
    /// How many answers there were when it began.
    let answers: Int

    init(node: NodeID, memo: JSON, answers: Int) {
        self.node = node
        self.memo = memo
        self.answers = answers
    }

    init?(decoding json: JSON) {
        guard let node = json["node"]?.string else { return nil }
        let answers = json["answers"]?.int.flatMap { Int(exactly: $0) } ?? 0
        self.init(node: NodeID(rawValue: node), memo: json["memo"] ?? .null, answers: answers)
    }

    func encoded() -> JSON {
        var json: JSONObject = ["node": .string(node.rawValue)]
        if memo != .null { json["memo"] = memo }
        if answers > 0 { json["answers"] = .int(Int64(answers)) }
        return .object(json)
    }
}
