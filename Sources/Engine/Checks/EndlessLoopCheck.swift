/// Finds circles of nodes of which none waits, calls or ends: a turn that enters one would never stop.
enum EndlessLoopCheck {
    static func run(_ graph: StateGraph, _ places: [NodePlace], _ diagnostics: inout Diagnostics) {
        let rests = Resting(graph)
        var finished: Set<NodeID> = []
        for place in places {
            guard let circle = circle(from: place.id, in: graph, rests, &finished) else { continue }
            let first = places.first { circle.contains($0.id) } ?? place
            diagnostics.report(.endlessLoop(circle.map(\.localName), at: first.name.span))
        }
    }

    /// Walks depth first with a stack of its own: a graph may be deeper than the thread's.
    ///
    /// - Parameter finished: Nodes from which no new circle can be found; what is walked here is added.
    private static func circle(
        from start: NodeID, in graph: StateGraph, _ rests: Resting, _ finished: inout Set<NodeID>
    ) -> [NodeID]? {
        var path: [NodeID] = []
        var open = [(id: start, depth: 0)]
        while let (id, depth) = open.popLast() {
            while path.count > depth { finished.insert(path.removeLast()) }
            if let place = path.firstIndex(of: id) {
                finished.formUnion(path)
                return Array(path[place...])
            }
            guard !finished.contains(id), let node = graph.nodes[id] else { continue }
            path.append(id)
            open += node.targetsAtOnce(rests).map { ($0, depth + 1) }
        }
        finished.formUnion(path)
        return nil
    }
}

/// Which nodes always wait, call or end before they go on, sub-graphs and branches included.
private struct Resting {
    private let graph: StateGraph
    /// Those through which every way rests.
    private var graphs: Set<GraphName> = []
    private var parallels: Set<NodeID> = []

    init(_ graph: StateGraph) {
        self.graph = graph
        for name in graph.graphsInOrder.reversed() {
            if let one = graph.graphs[name], !passes(from: one.start, until: nil) { graphs.insert(name) }
        }
        for (id, node) in graph.nodes {
            guard let parallel = node.kind as? ParallelNode else { continue }
            if parallel.branches.contains(where: { !passes(from: $0, until: parallel.join) }) { parallels.insert(id) }
        }
    }

    func always(at node: Node) -> Bool {
        if node.kind.rests || parallels.contains(node.id) { return true }
        let run = (node.kind as? RunNode)?.graph.name ?? (node.kind as? ToolNode)?.graph
        return run.map(graphs.contains) ?? false
    }

    /// Whether a way leads to the end without a rest.
    private func passes(from start: NodeID, until end: NodeID?) -> Bool {
        var seen: Set<NodeID> = []
        var open = [start]
        while let id = open.popLast() {
            if id == end { return true }
            guard seen.insert(id).inserted, let node = graph.nodes[id] else { continue }
            if node.kind is EndNode { return true }
            guard !always(at: node) else { continue }
            if case .end = node.next, node.kind.goesOn || node.condition != nil { return true }
            open += node.ways + [node.onError].compactMap(\.self)
            if node.kind.inner.isEmpty, !(node.kind is ParallelNode) { open += graph.waysOut(of: node) }
        }
        return false
    }
}

extension Node {
    /// Where it may lead before it has waited, called or ended.
    fileprivate func targetsAtOnce(_ rests: Resting) -> [NodeID] {
        if kind.rests { return kind.exitsAtOnce }
        return rests.always(at: self) ? [] : targets
    }
}
