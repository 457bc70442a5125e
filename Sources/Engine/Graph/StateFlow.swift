/// Which state is surely written before a node runs.
struct StateFlow {
    /// The names without a default that are not optional: until something writes them they have no value.
    private let bare: Set<String>
    /// Of each sub-graph, beside those of the bot.
    private let own: [GraphName: Set<String>]
    /// For each node that can be reached the names that every way to it has written.
    private var written: [NodeID: Set<String>] = [:]
    /// What every way through a sub-graph has written when it ends.
    private var atEnd: [GraphName: Set<String>] = [:]

    /// - Parameter graph: No sub-graph of it runs itself.
    init(_ graph: StateGraph) {
        bare = graph.state.bare
        own = graph.graphs.mapValues { graph in
            let parameters = graph.parameters.map(\.name)
            return graph.layout.bare.subtracting(parameters)
        }
        guard !bare.isEmpty || own.values.contains(where: { !$0.isEmpty }) else { return }
        let order = graph.graphsInOrder
        // What a graph writes by itself, those first that run no other; then what is written where each is run.
        for name in order.reversed() {
            guard let one = graph.graphs[name], !one.seesAround else { continue }
            var walk = StateWalk(graph, atEnd: atEnd, bare)
            atEnd[name] = walk.walk(from: [one.start], with: [], until: nil)
        }
        var entries: [GraphName: Set<String>] = [:]
        var walk = StateWalk(graph, atEnd: atEnd, bare)
        _ = walk.walk(from: graph.roots, with: [], until: nil)
        entries = walk.entries
        written = walk.written
        for name in order {
            guard let one = graph.graphs[name], !one.seesAround, let entry = entries[name] else { continue }
            var walk = StateWalk(graph, atEnd: atEnd, bare)
            atEnd[name] = walk.walk(from: [one.start], with: entry, until: nil)
            written.merge(walk.written) { $1 }
            entries.merge(walk.entries) { $0.intersection($1) }
        }
    }

    /// What may have no value when a node begins.
    func unset(before id: NodeID) -> Set<String> {
        guard let written = written[id] else { return [] }
        return names(around: id).subtracting(written)
    }

    /// What may have no value when a node has done its work.
    func unset(after node: Node) -> Set<String> {
        let before = unset(before: node.id)
        return node.condition == nil ? before.subtracting(node.kind.writes) : before
    }

    func unset(atEndOf graph: GraphName) -> Set<String> {
        guard let atEnd = atEnd[graph] else { return [] }
        return bare.union(own[graph] ?? []).subtracting(atEnd)
    }

    private func names(around id: NodeID) -> Set<String> {
        bare.union(id.graphAround.flatMap { own[$0] } ?? [])
    }
}

/// Follows the ways of one graph with what is surely written on each.
private struct StateWalk {
    private let graph: StateGraph
    private let atEnd: [GraphName: Set<String>]
    /// The names that outlive a sub-graph.
    private let shared: Set<String>
    private(set) var written: [NodeID: Set<String>] = [:]
    /// What is surely written wherever a sub-graph is run.
    private(set) var entries: [GraphName: Set<String>] = [:]
    /// Nodes whose branches are being walked.
    private var open: Set<NodeID> = []

    init(_ graph: StateGraph, atEnd: [GraphName: Set<String>], _ shared: Set<String>) {
        self.graph = graph
        self.atEnd = atEnd
        self.shared = shared
    }

    /// - Parameter end: The node before which the ways end; `nil`: they end where they do.
    /// - Returns: What every way has written at its end.
    mutating func walk(from starts: [NodeID], with names: Set<String>, until end: NodeID?) -> Set<String> {
        var known: [NodeID: Set<String>] = [:]
        var result: Set<String>?
        func reached(_ names: Set<String>) { result = result?.intersection(names) ?? names }
        var ways = starts.map { ($0, names) }
        while let (id, names) = ways.popLast() {
            if id == end {
                reached(names)
                continue
            }
            guard let node = graph.nodes[id] else { continue }
            let before = known[id]
            let now = before?.intersection(names) ?? names
            guard now != before else { continue }
            known[id] = now
            note(now, before: node)
            let gained = gained(at: node, now)
            let done = node.condition == nil ? now.union(gained) : now
            if node.endsHere { reached(done) }
            ways += node.ways.map { ($0, done) }
            ways += [node.onError].compactMap(\.self).map { ($0, now) }
            if !(node.kind is ParallelNode), node.kind.inner.isEmpty {
                ways += graph.waysOut(of: node).map { ($0, now.union(node.kind.exitWrites[$0] ?? [])) }
            }
        }
        return result ?? names
    }

    private mutating func note(_ names: Set<String>, before node: Node) {
        written[node.id] = written[node.id]?.intersection(names) ?? names
        for inner in node.kind.inner { note(names, before: inner) }
        for name in node.kind.runs {
            let entry = names.intersection(shared)
            entries[name] = entries[name]?.intersection(entry) ?? entry
        }
    }

    /// What is surely written when a node has done its work.
    private mutating func gained(at node: Node, _ now: Set<String>) -> Set<String> {
        var gained = Set(node.kind.writes)
        if let run = node.kind as? RunNode { gained.formUnion((atEnd[run.graph.name] ?? []).intersection(shared)) }
        guard let parallel = node.kind as? ParallelNode, open.insert(node.id).inserted else { return gained }
        for branch in parallel.branches { gained.formUnion(walk(from: [branch], with: now, until: parallel.join)) }
        open.remove(node.id)
        return gained
    }
}

extension Node {
    /// Whether a way may end with this node.
    fileprivate var endsHere: Bool {
        if kind is EndNode { return true }
        guard case .end = next else { return false }
        return kind.goesOn || condition != nil
    }
}

extension StateGraph {
    /// Each before those that it runs.
    var graphsInOrder: [GraphName] {
        var order: [GraphName] = []
        var seen: Set<GraphName> = []
        for name in graphs.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
            var open = [(name: name, isDone: false)]
            while let (name, isDone) = open.popLast() {
                if isDone {
                    order.append(name)
                } else if seen.insert(name).inserted {
                    open.append((name, true))
                    open += runs(of: name).map { ($0, false) }
                }
            }
        }
        return order.reversed()
    }
}

extension StateLayout {
    /// The names without a default that are not optional.
    var bare: Set<String> { Set(entries.filter { $0.initial == nil && !$0.type.isOptional }.map(\.name)) }
}
