import CEL

/// What a node is read against: the names that it may use, and the way from what is written to what runs.
struct NodeCompiler {
    /// The node that is read.
    let id: NodeID
    /// The node written below it.
    let below: NodeID?
    let nodes: [NodeID]
    /// Of the node's own expressions.
    private(set) var scope: Scope
    /// Of the conditions under `next`, when the node has done its work.
    let scopeAfter: Scope
    let state: StateLayout
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

    /// A node of the graph; a name that is none is reported.
    func node(_ name: Located<NodeID>, _ map: inout MapReader) throws(Unreadable) -> NodeID {
        guard nodes.contains(name.value) else {
            map.report(.unknownNode(name, nodes: nodes))
            throw Unreadable()
        }
        return name.value
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
        guard let entry = state.entry(name.value) else {
            map.report(.unknownName(.unknownState, name, among: state.names))
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
