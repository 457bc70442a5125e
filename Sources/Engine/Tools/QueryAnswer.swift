/// What a database says of a tool's statement when it prepares it.
public enum QueryAnswer: Sendable, Equatable {
    case columns([SQLColumn])
    /// Why it takes the statement for wrong.
    case refused(String)
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
