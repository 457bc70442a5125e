/// `mcp:` calls one tool of a server of the Model Context Protocol.
struct MCPToolDefinition: MapReadable {
    let connection: Located<String>
    /// As the server names it.
    let tool: Located<String>

    static let connection = Field.required("connection", .name(of: .connection), "the MCP server, one of 'connections:'")
    static let tool = Field.required("tool", .located(.text), "the tool's name on the server", examples: ["search-orders"])
    static let fields = Fields(connection, tool)

    init(reading map: inout MapReader) throws(Unreadable) {
        connection = try map.read(Self.connection)
        tool = try map.read(Self.tool)
    }
}
