import CEL

/// `each:` runs a node or a sub-graph for each element of a list, and goes on when all have ended.
struct EachNode: NodeKind {
    static let keyword = "each"
    static let about = "runs a node or a sub-graph for each element of a list, some side by side, and goes on when all have ended"
    static let list = Field.required(keyword, .expression, "the list", examples: ["pedidos"])
    static let name = Field.required("as", .identifier, "the name that each element has in 'do'", examples: ["pedido"])
    static let body = Field.required(
        "do", Body.shape,
        "the node that is run for each; or a sub-graph, whose parameter of the name under 'as' takes the element",
        examples: ["{tool: rastrear, with: {numero: '{{ pedido.numero }}'}}", "rastreio"])
    static let parallel = Field.defaulted("parallel", .integer(1...20), default: 1, "how many run side by side at most")
    static let maximum = Field.optional(
        "max", .integer(1...mostElements),
        "how many elements are taken, the first ones; left out: a list of more than 100 is an error")
    static let save = Field.optional("save", .identifier, "the state name that takes the list of results, in order")
    static let fields = Fields(list, name, body, parallel, maximum, save)
    static let mostElements = 100

    enum Body: Sendable {
        case node(YAMLNode)
        case graph(Located<String>)

        static var shape: Shape<Body> {
            .either(
                Shape<Located<String>>.identifier.map { .graph($0) },
                Shape<YAMLNode>.unread("a node", .reference(to: "node")).map { .node($0) })
        }
    }

    let list: Expression
    let name: String
    let graph: SubGraph
    /// The node that is written in it, when no sub-graph is named.
    let node: Node?
    let parallel: Int
    let maximum: Int?
    let save: StateLayout.Entry?

    init(reading map: inout MapReader, in compiler: inout NodeCompiler) throws(Unreadable) {
        list = try compiler.expression(try map.read(Self.list), as: .value(.list(.dyn)), &map)
        let name = try map.read(Self.name)
        self.name = name.value
        let body = try map.read(Self.body)
        parallel = try map.read(Self.parallel)
        maximum = try map.read(Self.maximum)
        save = try map.read(Self.save).map { (name) throws(Unreadable) in try compiler.stateEntry(name, &map) }
        if let save, let place = map.span(of: Self.save), !Type.list(.dyn).fits(save.type) {
            map.report(.resultsDoNotFit(save, at: place))
        }
        switch body {
        case .graph(let written):
            graph = try compiler.graph(written, &map)
            node = nil
            let names = graph.parameters.map(\.name)
            if !names.contains(name.value) { map.report(.unknownArgument(name, ofGraph: written.value, parameters: names)) }
            for parameter in graph.parameters where parameter.isRequired && parameter.name != name.value {
                map.report(.missingArgument(parameter.name, ofGraph: written))
            }
        case .node(let yaml):
            if compiler.scope.names.contains(name.value) { map.report(.takenName(name)) }
            let element: Type = if case .list(let element) = list.program.type { element } else { .dyn }
            let place = map.key(of: Self.body) ?? name
            let inner = try compiler.inner(yaml, named: place, seeing: Variable(name.value, element), &map)
            node = inner
            let entry = StateLayout.Entry(
                name: name.value, declared: .any, initial: nil, check: .none, reducer: .replace, isMerged: false, isKept: false)
            graph = SubGraph(
                name: GraphName(rawValue: inner.id.rawValue), start: inner.id, parameters: [],
                layout: StateLayout(entries: [entry]), output: [], seesAround: true)
        }
    }

    var exits: [NodeID] { [graph.start] }
    var works: Bool { true }
    var expressions: [Expression] { [list] }
    var writes: [String] { save.map { [$0.name] } ?? [] }
    var inner: [Node] { [node].compactMap(\.self) }
    var bodies: [SubGraph] { node == nil ? [] : [graph] }
    var runs: [GraphName] { node.map(\.kind.runs) ?? [graph.name] }

    func enter(_ turn: inout Turn) throws(TurnError) -> Step {
        guard case .list(let elements) = try turn.value(of: list) else {
            throw TurnError(code: .expression, message: "\(list.span): the value is no list")
        }
        guard maximum != nil || elements.count <= EachNode.mostElements else {
            let message = "\(list.span): the list has \(elements.count) elements, and 'each' takes \(EachNode.mostElements)"
            throw TurnError(code: .expression, message: message)
        }
        var memo = EachMemo(items: elements.prefix(maximum ?? EachNode.mostElements).map(JSON.init(saving:)))
        return try goOn(&memo, &turn)
    }

    func join(_ place: Int, with result: Result<Value, TurnError>, _ turn: inout Turn) throws(TurnError) -> Step {
        guard var memo = EachMemo(decoding: turn.memo) else { return try enter(&turn) }
        memo.running -= 1
        switch result {
        case .success(let value): if memo.results.indices.contains(place) { memo.results[place] = JSON(saving: value) }
        case .failure(let error): memo.failure = memo.failure ?? error
        }
        return try goOn(&memo, &turn)
    }

    /// Begins as many as may run; after a failure no more, and those that run are waited for.
    private func goOn(_ memo: inout EachMemo, _ turn: inout Turn) throws(TurnError) -> Step {
        var branches: [Branch] = []
        while memo.running < parallel, memo.next < memo.items.count, memo.failure == nil {
            let frame = try frame(for: Value(saved: memo.items[memo.next]) ?? .null)
            branches.append(Branch(place: memo.next, start: graph.start, frame: frame))
            memo.items[memo.next] = .null
            memo.next += 1
            memo.running += 1
        }
        guard memo.running == 0 else {
            turn.memo = memo.encoded()
            return .fork(branches)
        }
        if let failure = memo.failure { throw failure }
        turn.result = .list(memo.results.map { Value(saved: $0) ?? .null })
        if let save { turn.write(turn.result, to: save.name) }
        return .next
    }

    private func frame(for element: Value) throws(TurnError) -> Frame {
        guard node == nil else { return Frame(graph: graph.name, caller: nil, values: [name: element]) }
        return try graph.frame(with: JSONObject([(name, JSON(element))]), caller: nil)
    }
}

/// How far an `each` is.
private struct EachMemo {
    /// Null for those that have begun.
    var items: [JSON]
    var results: [JSON]
    var next = 0
    var running = 0
    /// The first one.
    var failure: TurnError?

    init(items: [JSON]) {
        self.items = items
        results = items.map { _ in .null }
    }

    init?(decoding json: JSON) {
        guard let items = json["items"]?.elements, let results = json["results"]?.elements, let next = json["next"]?.count,
            let running = json["running"]?.count
        else { return nil }
        self.items = items
        self.results = results
        self.next = next
        self.running = running
        failure = json["failure"].flatMap(TurnError.init(decoding:))
    }

    func encoded() -> JSON {
        var json: JSONObject = [
            "next": .int(Int64(next)), "running": .int(Int64(running)), "items": .array(items), "results": .array(results),
        ]
        if let failure { json["failure"] = failure.encoded() }
        return .object(json)
    }
}
