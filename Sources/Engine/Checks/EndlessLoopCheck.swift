/// Finds circles of nodes of which none waits, calls or ends: a turn that enters one would never stop.
enum EndlessLoopCheck {
    static func run(_ graph: StateGraph, names: [Located<String>], _ diagnostics: inout Diagnostics) {
        var finished: Set<NodeID> = []
        for name in names {
            guard let circle = circle(from: NodeID(rawValue: name.value), in: graph, &finished) else { continue }
            let first = names.first { circle.contains(NodeID(rawValue: $0.value)) } ?? name
            diagnostics.report(.endlessLoop(circle.map(\.rawValue), at: first.span))
        }
    }

    /// Walks depth first with a stack of its own: a graph may be deeper than the thread's.
    ///
    /// - Parameter finished: Nodes from which no new circle can be found; what is walked here is added.
    private static func circle(from start: NodeID, in graph: StateGraph, _ finished: inout Set<NodeID>) -> [NodeID]? {
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
            open += node.targetsAtOnce.map { ($0, depth + 1) }
        }
        finished.formUnion(path)
        return nil
    }
}

extension Node {
    /// Where it may lead before it has waited, called or ended.
    fileprivate var targetsAtOnce: [NodeID] {
        let goingOn = kind.rests ? [] : ways + [onError].compactMap(\.self)
        return goingOn + kind.exitsAtOnce
    }
}
