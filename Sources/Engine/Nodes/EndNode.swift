/// `end:` ends the conversation; the next message begins at the graph's start.
struct EndNode: NodeKind {
    static let keyword = "end"
    static let about = "ends the conversation; the next message begins at the start"
    static let role = NodeRole.end
    static let reason = Field.required(keyword, .text, "why it ended, for statistics")
    static let fields = Fields(reason)

    let reason: String

    init(reading map: inout MapReader, in compiler: inout NodeCompiler) throws(Unreadable) {
        reason = try map.read(Self.reason)
    }

    var goesOn: Bool { false }
    var rests: Bool { true }

    func enter(_ turn: inout Turn) throws(TurnError) -> Step { .end }
}
