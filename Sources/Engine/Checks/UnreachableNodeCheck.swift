/// Finds nodes that no way from the start or from `always` leads to.
enum UnreachableNodeCheck {
    /// - Parameters:
    ///   - places: The nodes with the places of their names, in the order of the file.
    ///   - graphs: The names of the sub-graphs: of one that nothing runs its nodes are not told.
    static func run(
        _ graph: StateGraph, _ places: [NodePlace], graphs: [Located<String>], _ diagnostics: inout Diagnostics
    ) {
        var reached: Set<NodeID> = []
        var open = graph.roots
        while let id = open.popLast() {
            guard reached.insert(id).inserted, let node = graph.nodes[id] else { continue }
            open += node.targets
        }
        let idle = graphs.filter { name in
            graph.graphs[GraphName(rawValue: name.value)].map { !reached.contains($0.start) } ?? false
        }
        for name in idle { diagnostics.report(.idleGraph(name)) }
        for place in places where !reached.contains(place.id) {
            if idle.contains(where: { $0.value == graph.nodes[place.id]?.graph?.rawValue }) { continue }
            diagnostics.report(.unreachableNode(place.name))
        }
    }
}

extension Node {
    /// Every node that may run right after this one.
    var targets: [NodeID] { kind.exits + ways + [onError].compactMap(\.self) }
}
