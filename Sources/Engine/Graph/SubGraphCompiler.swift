import CEL

/// Compiles what is declared of the sub-graphs: their names and what they give.
struct SubGraphCompiler {
    private let section: Section<SubGraphDefinition>
    private let types: TypeResolver
    private let scope: Scope
    private let state: StateLayout

    init(_ section: Section<SubGraphDefinition>, types: TypeResolver, scope: Scope, state: StateLayout) {
        self.section = section
        self.types = types
        self.scope = scope
        self.state = state
    }

    private var written: [Named<SubGraphDefinition>] {
        section.entries.compactMap { entry in entry.value.map { Named(name: entry.name, value: $0) } }
    }

    /// The graphs with the names that their nodes see: the bot's, then their own.
    func sources(_ diagnostics: inout Diagnostics) -> [GraphCompiler.Source] {
        written.map { named in
            let graph = named.value
            let parameters = Parameter.compiled(graph.parameters, types, &diagnostics)
            let own = StateLayout(graph.state.map { Named(name: $0.name, value: $0.value) }, types, &diagnostics)
            let declared = graph.parameters.map(\.name) + graph.state.map(\.name)
            for (place, name) in declared.enumerated() {
                if scope.names.contains(name.value) || declared[..<place].contains(where: { $0.value == name.value }) {
                    diagnostics.report(.takenName(name))
                }
            }
            let ids = graph.nodes.map { NodeID(rawValue: $0.name.value) }
            if graph.nodes.isEmpty {
                diagnostics.report(.noNodes(at: graph.start.span))
            } else if !ids.contains(graph.start.value) {
                diagnostics.report(.unknownNode(graph.start, nodes: ids))
            }
            let layout = StateLayout(entries: parameters.map(\.entry) + own.entries)
            // What is declared is given, so that it is there by its name; what nothing has written yet the flow tells.
            let unset = UnsetState(names: scope.unset.names.union(own.bare))
            return GraphCompiler.Source(
                name: GraphName(rawValue: named.name.value), nodes: graph.nodes,
                scope: scope.with(locals: state.variables + layout.variables, unset: unset), own: layout)
        }
    }

    /// - Parameter unset: The names that may have no value at a graph's end; `nil`: that is not known yet.
    func graphs(
        _ sources: [GraphCompiler.Source], unset: (GraphName) -> Set<String>?, _ diagnostics: inout Diagnostics
    ) -> [GraphName: SubGraph] {
        var graphs: [GraphName: SubGraph] = [:]
        var ignored = Diagnostics()
        for named in written {
            let name = GraphName(rawValue: named.name.value)
            guard let source = sources.first(where: { $0.name == name }) else { continue }
            var state = UnsetState(names: unset(name) ?? source.scope.unset.names)
            state.isIgnored = unset(name) == nil
            let scope = source.scope.with(state)
            let output = named.value.output.compactMap { output in
                scope.expression(output.value, as: .value(nil), &diagnostics).map {
                    SubGraph.Output(name: output.name.value, value: $0)
                }
            }
            graphs[name] = SubGraph(
                name: name, start: named.value.start.value.within(name),
                parameters: Parameter.compiled(named.value.parameters, types, &ignored), layout: source.own, output: output,
                seesAround: false)
        }
        return graphs
    }

    /// What the graphs give is judged once more, when it is known what has a value at their ends.
    ///
    /// - Parameter early: What was wrong with it by itself.
    func finish(
        _ graph: inout StateGraph, _ sources: [GraphCompiler.Source], _ early: Diagnostics, _ diagnostics: inout Diagnostics
    ) {
        guard !early.hasErrors, !diagnostics.hasErrors else { return diagnostics.report(early) }
        let flow = StateFlow(graph)
        for (name, finished) in graphs(sources, unset: { flow.unset(atEndOf: $0) }, &diagnostics) {
            graph.graphs[name] = finished
        }
    }
}

extension Parameter {
    /// As a name of the graph that it is declared in.
    fileprivate var entry: StateLayout.Entry {
        StateLayout.Entry(
            name: name, declared: type, initial: initial.map { type.value(of: $0) }, check: check, reducer: .replace,
            isMerged: false, isKept: false)
    }
}
