/// Compiles the nodes of all graphs, each against the state that is surely written before it.
///
/// Which way leads where does not depend on types, so that the nodes are read once to know the ways, and those before which
/// something may have no value are read again with it as optional.
struct GraphCompiler {
    /// The bot's own graph, then the sub-graphs.
    let sources: [Source]
    let state: StateLayout
    let tools: [Tool]
    /// Names under `tools:` in their order, also of those that could not be compiled.
    let toolNames: [String]
    let graphNames: [String]
    let models: [String]
    let types: TypeResolver
    let phrases: Phrases
    let templates: Section<MessageTemplateDefinition>

    /// A graph with the names that its nodes see.
    struct Source {
        /// `nil` for the bot's own.
        let name: GraphName?
        let nodes: [Named<YAMLNode>]
        let scope: Scope
        /// Beside the bot's state.
        let own: StateLayout

        var ids: [NodeID] { nodes.map { NodeID(rawValue: $0.name.value) } }

        /// Its nodes as they are called outside of it, with the places of their names.
        var places: [NodePlace] {
            nodes.map { node in
                let id = NodeID(rawValue: node.name.value)
                return NodePlace(id: name.map(id.within) ?? id, name: node.name)
            }
        }
    }

    /// - Parameter graph: Complete but for its nodes and for what is written within them.
    func fill(_ graph: inout StateGraph, _ diagnostics: inout Diagnostics) {
        let byName = Dictionary(tools.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let graphs = graph.graphs
        func read(_ source: Source, _ place: Int, _ before: UnsetState, _ after: UnsetState) -> (node: Node?, found: Diagnostics)
        {
            var found = Diagnostics()
            let places = source.places
            var compiler = NodeCompiler(
                id: places[place].id, below: place + 1 < places.count ? places[place + 1].id : nil, nodes: source.ids,
                graphName: source.name, graphs: graphs, graphNames: graphNames, scope: source.scope.with(before),
                scopeAfter: source.scope.with(after), state: state, own: source.own, tools: byName, toolNames: toolNames,
                models: models, types: types, phrases: phrases, templates: templates)
            let node = NodeReader.read(source.nodes[place].value, named: source.nodes[place].name, &compiler, &found)
            return (node, found)
        }
        var results: [[(node: Node?, found: Diagnostics)]] = []
        for source in sources {
            var unknown = source.scope.unset
            unknown.isIgnored = true
            results.append(source.nodes.indices.map { read(source, $0, unknown, unknown) })
        }
        for node in results.joined().compactMap(\.node) { graph.add(node) }
        let isComplete = results.joined().allSatisfy { $0.node != nil }
        if isComplete, let circle = graph.circleOfGraphs {
            let place = results.joined().compactMap(\.node).first { node in
                node.graph == circle.first && node.kind.runs.contains { $0 == circle.dropFirst().first ?? circle.first }
            }
            if let place { diagnostics.report(.graphRunsItself(circle.map(\.rawValue), at: place.span)) }
        } else if isComplete {
            let flow = StateFlow(graph)
            for (place, source) in sources.enumerated() {
                for (index, node) in results[place].map(\.node).enumerated() {
                    guard let node else { continue }
                    let before = UnsetState(names: flow.unset(before: node.id))
                    let after = UnsetState(names: flow.unset(after: node))
                    guard !before.names.isEmpty || !after.names.isEmpty else { continue }
                    results[place][index] = read(source, index, before, after)
                    if let node = results[place][index].node { graph.add(node) }
                }
            }
        }
        for result in results.joined() { diagnostics.report(result.found) }
    }
}

/// A node with the place of its name.
struct NodePlace {
    let id: NodeID
    let name: Located<String>
}

extension StateGraph {
    /// With what is written within it.
    mutating func add(_ node: Node) {
        nodes[node.id] = node
        for inner in node.kind.inner { add(inner) }
        for body in node.kind.bodies { graphs[body.name] = body }
    }

    /// Sub-graphs of which each runs the next and the last the first; `nil`: there are none.
    var circleOfGraphs: [GraphName]? {
        var finished: Set<GraphName> = []
        for name in graphs.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
            var path: [GraphName] = []
            var open = [(name: name, depth: 0)]
            while let (name, depth) = open.popLast() {
                while path.count > depth { finished.insert(path.removeLast()) }
                if let place = path.firstIndex(of: name) { return Array(path[place...]) }
                guard !finished.contains(name) else { continue }
                path.append(name)
                open += runs(of: name).map { ($0, depth + 1) }
            }
            finished.formUnion(path)
        }
        return nil
    }

    /// The graphs that the nodes of one run, in the order of their names.
    func runs(of name: GraphName?) -> [GraphName] {
        Set(nodes.values.filter { $0.graph == name }.flatMap(\.kind.runs)).sorted { $0.rawValue < $1.rawValue }
    }
}
