/// Compiles the nodes of a graph, each against the state that is surely written before it.
///
/// Which way leads where does not depend on types, so that the nodes are read once to know the ways, and those before which
/// something may have no value are read again with it as optional.
struct GraphCompiler {
    let nodes: [Named<YAMLNode>]
    let scope: Scope
    let state: StateLayout
    let tools: [Tool]
    /// Names under `tools:` in their order, also of those that could not be compiled.
    let toolNames: [String]
    let models: [String]
    let types: TypeResolver
    let phrases: Phrases
    let templates: Section<MessageTemplateDefinition>

    /// - Parameter graph: Complete but for its nodes.
    func fill(_ graph: inout StateGraph, _ diagnostics: inout Diagnostics) {
        let ids = nodes.map { NodeID(rawValue: $0.name.value) }
        let byName = Dictionary(tools.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        func read(_ place: Int, _ before: UnsetState, _ after: UnsetState) -> (node: Node?, found: Diagnostics) {
            var found = Diagnostics()
            var compiler = NodeCompiler(
                id: ids[place], below: place + 1 < ids.count ? ids[place + 1] : nil, nodes: ids, scope: scope.with(before),
                scopeAfter: scope.with(after), state: state, tools: byName, toolNames: toolNames, models: models,
                types: types, phrases: phrases, templates: templates)
            let node = NodeReader.read(nodes[place].value, named: nodes[place].name, &compiler, &found)
            return (node, found)
        }
        var unknown = scope.unset
        unknown.isIgnored = true
        var results = nodes.indices.map { read($0, unknown, unknown) }
        graph.nodes = Dictionary(results.compactMap { $0.node.map { ($0.id, $0) } }, uniquingKeysWith: { first, _ in first })
        if graph.nodes.count == nodes.count {
            let flow = StateFlow(graph)
            for (place, node) in results.map(\.node).enumerated() {
                guard let node else { continue }
                let before = UnsetState(names: flow.unset(before: node.id))
                let after = UnsetState(names: flow.unset(after: node))
                guard !before.names.isEmpty || !after.names.isEmpty else { continue }
                results[place] = read(place, before, after)
                graph.nodes[node.id] = results[place].node
            }
        }
        for result in results { diagnostics.report(result.found) }
    }
}
