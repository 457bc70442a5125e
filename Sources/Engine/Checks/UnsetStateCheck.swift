/// Finds state that an expression reads although some way to its node leaves it without a value.
enum UnsetStateCheck {
    static func run(_ graph: StateGraph, names: [Located<String>], _ diagnostics: inout Diagnostics) {
        let bare = Set(graph.state.entries.filter { $0.initial == nil && !$0.type.isOptional }.map(\.name))
        guard !bare.isEmpty else { return }
        let set = surelySet(graph, bare)
        for name in names {
            guard let node = graph.nodes[NodeID(rawValue: name.value)], let before = set[node.id] else { continue }
            let after = before.union(node.kind.writes)
            report(node.kind.expressions + [node.condition].compactMap(\.self), bare.subtracting(before), &diagnostics)
            report(node.next.expressions, bare.subtracting(after), &diagnostics)
        }
    }

    private static func report(_ expressions: [Expression], _ unset: Set<String>, _ diagnostics: inout Diagnostics) {
        for expression in expressions {
            for name in expression.reads where unset.contains(name) {
                diagnostics.report(.mayBeUnset(name, at: expression.span))
            }
        }
    }

    /// For each node that can be reached the names that every way to it has written.
    private static func surelySet(_ graph: StateGraph, _ names: Set<String>) -> [NodeID: Set<String>] {
        var set: [NodeID: Set<String>] = [:]
        var open = ([graph.start] + graph.always.map(\.target)).map { ($0, Set<String>()) }
        while let (id, written) = open.popLast() {
            guard let node = graph.nodes[id] else { continue }
            let known = set[id]
            let now = known?.intersection(written) ?? written
            guard now != known else { continue }
            set[id] = now
            let done = node.condition == nil ? now.union(names.intersection(node.kind.writes)) : now
            open += node.next.targets.map { ($0, done) }
            open += (node.kind.exits + [node.onError].compactMap(\.self)).map { ($0, now) }
        }
        return set
    }
}
