/// Finds nodes that no way from the start or from `always` leads to.
enum UnreachableNodeCheck {
    /// - Parameter names: The nodes with the places of their names, in the order of the file.
    static func run(_ graph: StateGraph, names: [Located<String>], _ diagnostics: inout Diagnostics) {
        var reached: Set<NodeID> = []
        var open = graph.roots
        while let id = open.popLast() {
            guard reached.insert(id).inserted, let node = graph.nodes[id] else { continue }
            open += node.targets
        }
        for name in names where !reached.contains(NodeID(rawValue: name.value)) {
            diagnostics.report(.unreachableNode(name))
        }
    }
}

extension Node {
    /// Every node that may run right after this one.
    var targets: [NodeID] { kind.exits + ways + [onError].compactMap(\.self) }
}
