/// Judges what runs side by side: no two branches may write one name as if each were alone, and none may give the conversation
/// away.
enum BranchCheck {
    static func run(_ graph: StateGraph, _ places: [NodePlace], _ diagnostics: inout Diagnostics) {
        for place in places {
            switch graph.nodes[place.id]?.kind {
            case let node as ParallelNode:
                let regions = node.branches.map { graph.region(from: $0, until: node.join) }
                var writers: [String: Int] = [:]
                for name in regions.flatMap({ Set($0.flatMap { graph.writes(at: $0) }) }) { writers[name, default: 0] += 1 }
                for name in writers.filter({ $0.value > 1 }).keys.sorted() where !graph.merges(name, at: place.id) {
                    diagnostics.report(.contestedState(name, at: place.name.span))
                }
                judge(regions.joined(), under: ParallelNode.keyword, at: place, graph, &diagnostics)
            case let node as EachNode:
                let region = graph.region(from: node.graph.start, until: nil)
                let names = node.parallel > 1 ? Set(region.flatMap { graph.writes(at: $0) }) : []
                for name in names.sorted() where !graph.merges(name, at: place.id) {
                    diagnostics.report(.contestedState(name, at: place.name.span))
                }
                judge(region[...], under: EachNode.keyword, at: place, graph, &diagnostics)
            case let node?:
                // A graph that a tool runs is a branch of its node.
                guard node is ToolNode || node is AgentNode else { continue }
                let starts = node.runs.compactMap { graph.graphs[$0]?.start }
                if let person = handingOver(starts.flatMap { graph.region(from: $0, until: nil) }, graph) {
                    diagnostics.report(.handOffInTool(person, at: place.name.span))
                }
            case nil: continue
            }
        }
    }

    private static func judge(
        _ region: some Sequence<NodeID>, under verb: String, at place: NodePlace, _ graph: StateGraph,
        _ diagnostics: inout Diagnostics
    ) {
        guard let node = handingOver(region, graph) else { return }
        diagnostics.report(.handOffInBranch(node, under: verb, at: place.name.span))
    }

    private static func handingOver(_ region: some Sequence<NodeID>, _ graph: StateGraph) -> String? {
        region.first { graph.nodes[$0]?.kind is HandoffNode }?.localName
    }
}

extension StateGraph {
    /// The nodes that may run between one and another, with those of the sub-graphs on the way.
    fileprivate func region(from start: NodeID, until end: NodeID?) -> [NodeID] {
        var seen: Set<NodeID> = []
        var open = [start]
        while let id = open.popLast() {
            guard id != end, seen.insert(id).inserted, let node = nodes[id] else { continue }
            open += node.targets
        }
        return seen.sorted { $0.rawValue < $1.rawValue }
    }

    /// The names that a node writes and that others see: not those of the sub-graph that it stands in.
    fileprivate func writes(at id: NodeID) -> [String] {
        guard let node = nodes[id] else { return [] }
        let own = node.graph.flatMap { graphs[$0] }.flatMap { $0.seesAround ? nil : $0.layout }
        return node.kind.writes.filter { own?.entry($0) == nil }
    }

    /// Whether its author says how writes to a name that come side by side meet.
    fileprivate func merges(_ name: String, at id: NodeID) -> Bool {
        let own = nodes[id]?.graph.flatMap { graphs[$0] }?.layout
        return (own?.entry(name) ?? state.entry(name))?.isMerged ?? false
    }
}
