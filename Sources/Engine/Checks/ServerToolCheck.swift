import CEL

/// Holds a tool against what its MCP server says of it.
enum ServerToolCheck {
    static func run(
        _ mcp: MCPToolDefinition, of tool: ToolDefinition, answer: QueryAnswer?, _ diagnostics: inout Diagnostics
    ) {
        switch answer {
        case nil, .columns, .refused: break
        case .offers(let names): diagnostics.report(.notOffered(mcp.tool, offered: names))
        case .takes(let parameters, let required):
            let given = tool.parameters.map(\.name) + tool.bind.map(\.name)
            for name in given where !parameters.contains(name.value) {
                diagnostics.report(.notTaken(name, by: mcp.tool.value, parameters: parameters))
            }
            for name in required where !given.contains(where: { $0.value == name }) {
                diagnostics.report(.notGiven(name, to: mcp.tool))
            }
        }
    }
}

extension Diagnostic {
    fileprivate static func notOffered(_ tool: Located<String>, offered: [String]) -> Diagnostic {
        Diagnostic(
            .error, .unknownTool, "the server has no tool '\(tool.value)'; it has \(listed(offered))", at: tool.span,
            help: suggestion(for: tool.value, in: offered))
    }

    fileprivate static func notTaken(_ name: Located<String>, by tool: String, parameters: [String]) -> Diagnostic {
        Diagnostic(
            .error, .unknownParameter,
            "the server's tool '\(tool)' has no parameter '\(name.value)'; it has \(listed(parameters))",
            at: name.span, help: suggestion(for: name.value, in: parameters))
    }

    fileprivate static func notGiven(_ parameter: String, to tool: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .missingArgument, "the server's tool '\(tool.value)' needs '\(parameter)'", at: tool.span,
            help: "declare '\(parameter)' under 'parameters' or 'bind'")
    }
}
