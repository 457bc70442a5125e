import CEL

/// Finds tools, models, connections and parameters that the bot has and nothing uses.
enum UnusedDefinitionCheck {
    static func run(_ definition: BotDefinition, _ graph: StateGraph, _ diagnostics: inout Diagnostics) {
        let nodes = ((definition.graph?.nodes ?? []) + definition.graphs.values.flatMap(\.nodes)).map(\.value)
        let tools = nodes.reduce(into: Set<String>()) { $0.formUnion($1.names(under: ["tool", "tools"])) }
        for name in definition.tools.entries.map(\.name) where !tools.contains(name.value) {
            diagnostics.report(.unusedTool(name))
        }
        var models = nodes.reduce(into: Set<String>()) { $0.formUnion($1.names(under: ["model"])) }
        models.formUnion(definition.models.values.compactMap { $0.fallback?.value })
        // What names no model means this one.
        models.insert("default")
        for name in definition.models.entries.map(\.name) where !models.contains(name.value) {
            diagnostics.report(.unusedModel(name))
        }
        let connections = Set(definition.tools.values.compactMap(\.connection))
        for name in definition.connections.entries.map(\.name) where !connections.contains(name.value) {
            diagnostics.report(.unusedConnection(name))
        }
        for named in definition.tools.entries {
            guard let written = named.value, let tool = graph.tools[ToolName(rawValue: named.name.value)],
                let sql = tool.kind as? SQLTool
            else { continue }
            let read = Set(sql.statement.names + tool.expressions.flatMap(\.paths).compactMap(\.first))
            for name in written.parameters.map(\.name) + written.bind.map(\.name) where !read.contains(name.value) {
                diagnostics.report(.unusedParameter(name, of: named.name.value))
            }
        }
    }
}

extension ToolDefinition {
    /// Of `connections:`.
    fileprivate var connection: String? {
        switch kind {
        case .sql(let sql): sql.connection.value
        case .http(let http): http.connection.value
        case .mcp(let mcp): mcp.connection.value
        case .history, .graph: nil
        }
    }
}

extension Diagnostic {
    fileprivate static func unusedTool(_ name: Located<String>) -> Diagnostic {
        Diagnostic(
            .warning, .unusedTool, "no node offers or runs the tool '\(name.value)'", at: name.span,
            help: "name it under 'tools' of an agent or in a node 'tool', or remove it")
    }

    fileprivate static func unusedModel(_ name: Located<String>) -> Diagnostic {
        Diagnostic(
            .warning, .unusedModel, "no node asks the model '\(name.value)'", at: name.span,
            help: "name it in a 'model' or a 'fallback', or remove it")
    }

    fileprivate static func unusedConnection(_ name: Located<String>) -> Diagnostic {
        Diagnostic(
            .warning, .unusedConnection, "no tool uses the connection '\(name.value)'", at: name.span,
            help: "name it in a tool, or remove it")
    }

    fileprivate static func unusedParameter(_ name: Located<String>, of tool: String) -> Diagnostic {
        Diagnostic(
            .warning, .unusedParameter, "the query of '\(tool)' does not use ':\(name.value)'", at: name.span,
            help: "write it in the query, or remove it")
    }
}
