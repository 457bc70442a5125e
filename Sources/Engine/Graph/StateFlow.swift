/// Which state is surely written before a node runs.
struct StateFlow {
    /// The names without a default that are not optional: until something writes them they have no value.
    let bare: Set<String>
    /// For each node that can be reached the names that every way to it has written.
    private let written: [NodeID: Set<String>]

    init(_ graph: StateGraph) {
        let bare = graph.state.bare
        self.bare = bare
        written = bare.isEmpty ? [:] : StateFlow.surelyWritten(graph, bare)
    }

    /// What may have no value when a node begins.
    func unset(before id: NodeID) -> Set<String> {
        written[id].map(bare.subtracting) ?? []
    }

    /// What may have no value when a node has done its work.
    func unset(after node: Node) -> Set<String> {
        let before = unset(before: node.id)
        return node.condition == nil ? before.subtracting(node.kind.writes) : before
    }

    private static func surelyWritten(_ graph: StateGraph, _ names: Set<String>) -> [NodeID: Set<String>] {
        var known: [NodeID: Set<String>] = [:]
        var open = graph.roots.map { ($0, Set<String>()) }
        while let (id, written) = open.popLast() {
            guard let node = graph.nodes[id] else { continue }
            let before = known[id]
            let now = before?.intersection(written) ?? written
            guard now != before else { continue }
            known[id] = now
            let done = node.condition == nil ? now.union(names.intersection(node.kind.writes)) : now
            open += node.ways.map { ($0, done) }
            if let handler = node.onError { open.append((handler, now)) }
            open += node.kind.exits.map { ($0, now.union(names.intersection(node.kind.exitWrites[$0] ?? []))) }
        }
        return known
    }
}

extension StateLayout {
    /// The names without a default that are not optional.
    var bare: Set<String> { Set(entries.filter { $0.initial == nil && !$0.type.isOptional }.map(\.name)) }
}
