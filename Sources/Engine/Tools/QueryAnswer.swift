/// What the other side of a tool says of it before any call: a database prepares its statement, an MCP server lists its tools.
public enum QueryAnswer: Sendable, Equatable {
    case columns([SQLColumn])
    /// Why it takes the statement for wrong.
    case refused(String)
    /// The names of what the server's tool takes, and of what it cannot do without.
    case takes(parameters: [String], required: [String])
    /// The names of the server's tools; the wanted one is not among them.
    case offers([String])
}

/// A column of a statement's rows. Whether it is ever null is not known.
public struct SQLColumn: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        case string, integer, number, boolean, date, datetime
        /// The database does not say.
        case any
    }

    public let name: String
    public let kind: Kind

    public init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }
}

extension SQLColumn {
    var type: DataType {
        let type: DataType =
            switch kind {
            case .string: .string
            case .integer: .integer
            case .number: .number
            case .boolean: .boolean
            case .date: .date
            case .datetime: .datetime
            case .any: .any
            }
        return .optional(type)
    }
}

extension Bot {
    /// A tool that an MCP server runs.
    public struct ServerTool: Sendable, Hashable {
        public let tool: ToolName
        public let connection: String
        /// As the server names it.
        public let name: String
    }

    /// In the order of the tools' names.
    public var serverTools: [ServerTool] {
        graph.tools.values.compactMap { tool in
            (tool.kind as? MCPTool).map { ServerTool(tool: tool.name, connection: $0.connection, name: $0.tool) }
        }.sorted { $0.tool.rawValue < $1.tool.rawValue }
    }

    /// The statement of a tool, for trying it on its database.
    public struct Query: Sendable, Hashable {
        public let tool: ToolName
        public let connection: String
        public let statement: SQLStatement
        public let isWrite: Bool
    }

    /// In the order of the tools' names.
    public var queries: [Query] {
        graph.tools.values.compactMap { tool in
            (tool.kind as? SQLTool).map { sql in
                Query(tool: tool.name, connection: sql.connection, statement: sql.statement, isWrite: tool.isWrite)
            }
        }.sorted { $0.tool.rawValue < $1.tool.rawValue }
    }
}
