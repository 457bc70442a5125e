import Engine

/// What one name under `connections:` is to actions.
enum ActionConnection: Sendable {
    case http(HTTPAction)
    case sql(SQLAction)
    case mcp(MCPAction)
}

extension Actions {
    /// The kinds of action, each with the type that carries it out.
    func carryOut(_ request: ActionRequest, for context: ActionContext) async throws(CallFailure) -> ActionResult {
        switch request.action {
        case .http(let action):
            guard case .http(let connection)? = connections[action.connection] else {
                throw CallFailure(.misconfigured, "no HTTP connection is named '\(action.connection)'")
            }
            return try await connection.run(action, isWrite: request.isWrite, for: context)
        case .sql(let action):
            guard case .sql(let connection)? = connections[action.connection] else {
                throw CallFailure(.misconfigured, "no database connection is named '\(action.connection)'")
            }
            return try await connection.run(action, isWrite: request.isWrite, while: context.mayGoOn)
        case .mcp(let action):
            guard case .mcp(let connection)? = connections[action.connection] else {
                throw CallFailure(.misconfigured, "no MCP connection is named '\(action.connection)'")
            }
            return try await connection.run(action, isWrite: request.isWrite, for: context)
        case .history(let action):
            return try await history.run(action, for: context)
        }
    }
}
