/// `memory:` of a node that asks a model.
struct ModelMemory: MapReadable {
    static let usualTurns = 20
    static let turns = Field.defaulted("turns", .integer(0...200), default: usualTurns, "how many earlier turns")
    static let fields = Fields(turns)

    let turns: Int

    init(reading map: inout MapReader) throws(Unreadable) {
        turns = try map.read(Self.turns)
    }
}

extension Turn {
    /// What was said in the last turns before one, as a model is told of it.
    func remembered(_ turns: Int, before turn: Int) -> [ModelMessage] {
        history.filter { $0.turn >= turn - turns && $0.turn < turn }.map(\.modelMessage)
    }
}

extension HistoryEntry {
    var modelMessage: ModelMessage {
        switch role {
        case .customer: .user(text)
        case .bot, .operator: .assistant(text, calls: [])
        }
    }
}
