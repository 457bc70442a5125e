public import CEL
public import Engine

/// Carries out the actions of one bot and holds its connections, which open when they are first used.
public struct Actions: ActionRunner {
    let connections: [String: ActionConnection]
    let history: HistoryAction
    private let cache = Locked(ToolCache())
    private let now: @Sendable () -> Timestamp

    /// - Parameters:
    ///   - history: Where the bot's conversations are kept.
    ///   - backoff: Between the tries of one HTTP call.
    ///   - now: The time of day.
    /// - Throws: `misconfigured` when a database's address cannot be read.
    public init(
        _ settings: [String: ConnectionSettings], client: HTTPClient, history: any HistorySource,
        backoff: Backoff = Backoff(first: .milliseconds(250), limit: .seconds(8)), now: @escaping @Sendable () -> Timestamp
    ) throws(CallFailure) {
        var connections: [String: ActionConnection] = [:]
        for (name, connection) in settings {
            if case .http(let settings) = connection {
                connections[name] = .http(
                    HTTPAction(name: name, settings: settings, client: client, backoff: backoff, now: now))
            } else {
                connections[name] = try SQLAction(connection, named: name).map { .sql($0) }
            }
        }
        self.connections = connections
        self.now = now
        self.history = HistoryAction(source: history, now: now)
    }

    public func run(_ request: ActionRequest, for context: ActionContext) async throws(CallFailure) -> ActionResult {
        guard let span = request.cache, !request.isWrite else { return try await carryOut(request, for: context) }
        let key = ToolCache.Key(tool: request.tool, action: request.action)
        if let kept = cache.withLock({ $0.result(of: key, at: now()) }) { return kept }
        let result = try await carryOut(request, for: context)
        cache.withLock { $0.keep(result, of: key, for: span, at: now()) }
        return result
    }

    /// Returns when what runs has ended and the databases' connections are closed; later calls find them unavailable.
    public func close() async {
        for case .sql(let connection) in connections.values { await connection.close() }
    }
}
