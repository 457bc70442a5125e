import CEL
public import Engine

/// Carries out the actions of one bot and holds its connections, which open when they are first used.
public struct Actions: ActionRunner {
    let connections: [String: ActionConnection]
    let history: HistoryAction
    private let cache = Locked(ToolCache())
    private let time: any TimeSource

    /// - Parameters:
    ///   - history: Where the bot's conversations are kept.
    ///   - backoff: Between the tries of one HTTP call.
    ///   - time: For the waits between tries, and for how long a result is kept.
    /// - Throws: `misconfigured` when a database's address cannot be read.
    public init(
        _ settings: [String: ConnectionSettings], client: HTTPClient, history: any HistorySource,
        backoff: Backoff = Backoff(first: .milliseconds(250), limit: .seconds(8)), time: any TimeSource = SystemTime()
    ) throws(CallFailure) {
        var connections: [String: ActionConnection] = [:]
        for (name, connection) in settings {
            switch connection {
            case .http(let settings):
                let host = HTTPConnection(name: name, settings: settings, client: client, backoff: backoff, time: time)
                connections[name] = .http(HTTPAction(connection: host))
            case .mcp(let settings):
                let host = HTTPConnection(name: name, settings: settings, client: client, backoff: backoff, time: time)
                connections[name] = .mcp(MCPAction(server: MCPServer(connection: host)))
            case .sqlite, .postgres:
                connections[name] = try SQLAction(connection, named: name).map { .sql($0) }
            }
        }
        self.connections = connections
        self.time = time
        self.history = HistoryAction(source: history, time: time)
    }

    public func run(_ request: ActionRequest, for context: ActionContext) async throws(CallFailure) -> ActionResult {
        guard let span = request.cache, !request.isWrite else { return try await carryOut(request, for: context) }
        let key = ToolCache.Key(tool: request.tool, action: request.action)
        if let kept = cache.withLock({ $0.result(of: key, at: time.now) }) { return kept }
        let result = try await carryOut(request, for: context)
        cache.withLock { $0.keep(result, of: key, for: span, at: time.now) }
        return result
    }

    /// Returns when what runs in databases has ended, their connections are closed, and MCP servers were told that their sessions are
    /// over; later calls find the databases unavailable.
    public func close() async {
        for connection in connections.values {
            switch connection {
            case .http: break
            case .sql(let connection): await connection.close()
            case .mcp(let connection): await connection.server.close()
            }
        }
    }
}
