import CEL

/// `mcp:` has a server of the Model Context Protocol run one of its tools. It is given the tool's parameters and bindings by their names.
struct MCPTool: ToolKind {
    static let keyword = "mcp"

    let connection: String
    /// As the server names it.
    let tool: String

    var answersAsServer: Bool { true }

    func expects(_ status: Int) -> Bool { (200..<300).contains(status) }

    func action(of tool: Tool, locals: [Value], in turn: Turn) throws(TurnError) -> ActionRequest.Action {
        let names = tool.parameters.map(\.name) + tool.bindings.map(\.name)
        let given = zip(names, locals).map { ($0, JSON($1)) }.filter { $0.1 != .null }
        return .mcp(.init(connection: connection, tool: self.tool, arguments: JSONObject(given)))
    }
}
