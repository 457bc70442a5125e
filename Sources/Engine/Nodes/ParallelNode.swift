import CEL

/// `parallel:` runs branches side by side, and goes on when all have come to the node under `join`.
struct ParallelNode: NodeKind {
    static let keyword = "parallel"
    static let about = "runs branches side by side, and goes on when all of them have ended"
    static let branches = Field.required(
        keyword,
        Shape<[Located<NodeID>]>.list(of: .node).limited(to: "a list of 2 to 20 nodes") { (2...20).contains($0.count) },
        "the nodes with which the branches begin", examples: ["[estoque, frete]"])
    static let join = Field.required(
        "join", .node, "the node before which each branch ends, and where the conversation goes on when all have ended")
    static let fields = Fields(branches, join)

    let branches: [NodeID]
    let join: NodeID

    init(reading map: inout MapReader, in compiler: inout NodeCompiler) throws(Unreadable) {
        let written = try map.read(Self.branches)
        let branches = written.compactMap { try? compiler.node($0, &map) }
        join = try compiler.node(try map.read(Self.join), &map)
        if let next = map.key(of: CommonNodeFields.next) { map.report(.nextBesideJoin(at: next.span)) }
        guard branches.count == written.count else { throw Unreadable() }
        self.branches = branches
    }

    var exits: [NodeID] { branches }
    var works: Bool { true }
    var ownNext: NodeID? { join }

    func enter(_ turn: inout Turn) throws(TurnError) -> Step {
        turn.memo = ["left": .int(Int64(branches.count))]
        return .fork(branches.enumerated().map { Branch(place: $0, start: $1, join: join) })
    }

    func join(_ place: Int, with result: Result<Value, TurnError>, _ turn: inout Turn) throws(TurnError) -> Step {
        let left = (turn.memo["left"]?.count ?? 1) - 1
        var failure = turn.memo["failure"].flatMap(TurnError.init(decoding:))
        if case .failure(let error) = result { failure = failure ?? error }
        guard left > 0 else {
            if let failure { throw failure }
            return .next
        }
        var memo: JSONObject = ["left": .int(Int64(left))]
        if let failure { memo["failure"] = failure.encoded() }
        turn.memo = .object(memo)
        return .fork([])
    }
}
