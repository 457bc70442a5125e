import CEL

/// What a node is read against: the names that it may use, and the way from what is written to what runs.
struct NodeCompiler {
    /// The node that is read.
    private(set) var id: NodeID
    /// The node written below it.
    private(set) var below: NodeID?
    /// Of the graph at hand, by their names within it.
    private(set) var nodes: [NodeID]
    /// The sub-graph at hand.
    private(set) var graphName: GraphName?
    let graphs: [GraphName: SubGraph]
    /// Names under `graphs:` in their order, also of those that could not be compiled.
    let graphNames: [String]
    /// Of the node's own expressions.
    private(set) var scope: Scope
    /// Of the conditions under `next`, when the node has done its work.
    private(set) var scopeAfter: Scope
    let state: StateLayout
    /// Of the sub-graph at hand.
    let own: StateLayout
    let tools: [ToolName: Tool]
    /// Names under `tools:` in their order, also of those that could not be compiled.
    let toolNames: [String]
    /// Names under `models:`.
    let models: [String]
    let types: TypeResolver
    let phrases: Phrases
    /// The message templates that are declared.
    let templates: Section<MessageTemplateDefinition>

    /// The same with a name of its own behind the others.
    func adding(_ name: Variable) -> NodeCompiler {
        var compiler = self
        compiler.scope = scope.adding(name)
        return compiler
    }

    func template(
        _ source: TemplateSource, for destination: Scope.Destination, _ map: inout MapReader
    ) throws(Unreadable) -> Template {
        try compile(&map) { diagnostics in scope.template(source.scalar, for: destination, &diagnostics) }
    }

    func expression(_ source: ExpressionSource, as use: Scope.Use, _ map: inout MapReader) throws(Unreadable) -> Expression {
        try compile(&map) { diagnostics in scope.expression(source, as: use, &diagnostics) }
    }

    /// The condition of a way that leads away.
    func edge(_ source: ExpressionSource, _ map: inout MapReader) throws(Unreadable) -> Expression {
        try compile(&map) { diagnostics in scopeAfter.expression(source, as: .condition, &diagnostics) }
    }

    /// Whether the node is written within another.
    private var isInner: Bool { id.rawValue.hasSuffix(NodeID.innerSuffix) }

    /// A node that is written within this one, and sees a name more.
    func inner(
        _ yaml: YAMLNode, named name: Located<String>, seeing variable: Variable, _ map: inout MapReader
    ) throws(Unreadable) -> Node {
        var compiler = self
        compiler.id = NodeID(rawValue: id.rawValue + NodeID.innerSuffix)
        compiler.below = nil
        compiler.nodes = []
        compiler.graphName = GraphName(rawValue: compiler.id.rawValue)
        compiler.scope = scope.adding(variable)
        compiler.scopeAfter = scopeAfter.adding(variable)
        return try compile(&map) { diagnostics in NodeReader.read(yaml, named: name, &compiler, &diagnostics) }
    }

    func graph(_ name: Located<String>, _ map: inout MapReader) throws(Unreadable) -> SubGraph {
        guard graphNames.contains(name.value) else {
            map.report(.unknownName(.unknownGraph, name, among: graphNames))
            throw Unreadable()
        }
        guard let graph = graphs[GraphName(rawValue: name.value)] else { throw Unreadable() }
        return graph
    }

    /// Where a graph begins that a tool runs.
    ///
    /// - Throws: When the graph could not be read, which has been reported.
    func start(of name: GraphName?) throws(Unreadable) -> NodeID? {
        guard let name else { return nil }
        guard let graph = graphs[name] else { throw Unreadable() }
        return graph.start
    }

    /// A node of the graph; a name that is none is reported.
    func node(_ name: Located<NodeID>, _ map: inout MapReader) throws(Unreadable) -> NodeID {
        guard nodes.contains(name.value) else {
            map.report(isInner ? .wayOutOfInner(name) : .unknownNode(name, nodes: nodes))
            throw Unreadable()
        }
        return graphName.map { name.value.within($0) } ?? name.value
    }

    func optionalNode(_ name: Located<NodeID>?, _ map: inout MapReader) throws(Unreadable) -> NodeID? {
        guard let name else { return nil }
        return try node(name, &map)
    }

    func tool(_ name: Located<String>, _ map: inout MapReader) throws(Unreadable) -> ToolName {
        guard toolNames.contains(name.value) else {
            map.report(.unknownName(.unknownTool, name, among: toolNames))
            throw Unreadable()
        }
        return ToolName(rawValue: name.value)
    }

    func model(_ name: Located<String>, _ map: inout MapReader) throws(Unreadable) -> String {
        guard models.contains(name.value) else {
            map.report(.unknownName(.unknownModel, name, among: models))
            throw Unreadable()
        }
        return name.value
    }

    /// The model that a node names, or `default`.
    func model(_ name: Located<String>?, _ map: inout MapReader) throws(Unreadable) -> String {
        if let name { return try model(name, &map) }
        if !models.contains("default") { map.report(.noDefaultModel(at: map.span, models: models)) }
        return "default"
    }

    /// Values that a model fills in.
    func parameters(
        _ written: [Named<ParameterDefinition>], _ map: inout MapReader
    ) throws(Unreadable) -> [Parameter] {
        try compile(&map) { diagnostics in
            for reference in written.flatMap({ $0.value.rules.type.references }) {
                if let fault = types.fault(in: reference) { diagnostics.report(fault) }
            }
            let parameters = Parameter.compiled(written, types, &diagnostics)
            return parameters.count == written.count ? parameters : nil
        }
    }

    func stateEntry(_ name: Located<String>, _ map: inout MapReader) throws(Unreadable) -> StateLayout.Entry {
        guard let entry = own.entry(name.value) ?? state.entry(name.value) else {
            map.report(.unknownName(.unknownState, name, among: state.names + own.names))
            throw Unreadable()
        }
        return entry
    }

    private func compile<Compiled>(
        _ map: inout MapReader, _ body: (inout Diagnostics) -> Compiled?
    ) throws(Unreadable) -> Compiled {
        var diagnostics = Diagnostics()
        let compiled = body(&diagnostics)
        for diagnostic in diagnostics.all { map.report(diagnostic) }
        guard let compiled else { throw Unreadable() }
        return compiled
    }
}

extension NodeID {
    /// Behind the name of a node, for the node that is written within it.
    static let innerSuffix = ".do"

    /// The sub-graph whose name stands before it.
    var graphAround: GraphName? {
        rawValue.firstIndex(of: "/").map { GraphName(rawValue: String(rawValue[..<$0])) }
    }

    func within(_ graph: GraphName) -> NodeID { NodeID(rawValue: "\(graph.rawValue)/\(rawValue)") }
}
