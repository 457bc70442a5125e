import CEL
import Engine

/// A server of the Model Context Protocol, and the session with it, which begins with the first request.
///
/// - SeeAlso: Model Context Protocol 2025-06-18, "Transports", "Streamable HTTP".
struct MCPServer: Sendable {
    /// The version that is asked for, and those that are as good.
    private static let version = "2025-06-18"
    private static let versions = ["2025-03-26", version, "2025-11-25"]
    /// For the server to take note that a session is over.
    private static let farewell: Duration = .seconds(2)

    private static let pageLimit = 20

    private struct Session: Sendable, Equatable {
        /// `nil` for a server that keeps none.
        let id: String?
        let version: String
    }

    private struct State: Sendable {
        var session: Session?
        var lastID: Int64 = 0
    }

    let connection: HTTPConnection
    private let state = Locked(State())

    init(connection: HTTPConnection) { self.connection = connection }

    /// - Parameter write: On whose behalf a write is made, which is sent again only while it never left.
    /// - Returns: The `result` of the answer.
    func ask(_ method: String, _ parameters: JSON, for write: ActionContext? = nil) async throws(CallFailure) -> JSON {
        let session = try await session()
        let (response, id) = try await post(method, parameters, in: session, for: write)
        guard response.status == 404, session.id != nil else { return try result(of: response, id: id) }
        // The server has forgotten the session, and did nothing.
        state.withLock { if $0.session == session { $0.session = nil } }
        let (second, secondID) = try await post(method, parameters, in: try await self.session(), for: write)
        return try result(of: second, id: secondID)
    }

    /// What the server says of its tools, at most `pageLimit` pages of them.
    func tools() async throws(CallFailure) -> [JSON] {
        var tools: [JSON] = []
        var cursor: JSON?
        for _ in 1...MCPServer.pageLimit {
            let parameters: JSON = if let cursor { ["cursor": cursor] } else { [:] }
            let page = try await ask("tools/list", parameters)
            tools += (page["tools"] ?? .null).elements
            cursor = page["nextCursor"]
            if cursor?.string == nil { break }
        }
        return tools
    }

    /// Ends the session.
    func close() async {
        let session = state.withLock { state in
            defer { state.session = nil }
            return state.session
        }
        if let session { await end(session) }
    }

    private func session() async throws(CallFailure) -> Session {
        if let session = state.withLock({ $0.session }) { return session }
        let opened = try await open()
        // Of two that were opened at the same time, the first is used.
        let used = state.withLock { state in
            let used = state.session ?? opened
            state.session = used
            return used
        }
        if used != opened { await end(opened) }
        return used
    }

    private func open() async throws(CallFailure) -> Session {
        let hello: JSON = [
            "protocolVersion": .string(MCPServer.version), "capabilities": [:],
            "clientInfo": ["name": "trama", "version": "1"],
        ]
        let (response, id) = try await post("initialize", hello, in: nil, for: nil)
        let answer = try result(of: response, id: id)
        guard let version = answer["protocolVersion"]?.string, MCPServer.versions.contains(version) else {
            throw failure(.misconfigured, "the server speaks no version of MCP that is spoken here")
        }
        let session = Session(id: response.header("mcp-session-id"), version: version)
        let notice: JSON = ["jsonrpc": "2.0", "method": "notifications/initialized"]
        try check(try await send(notice, in: session, for: nil))
        return session
    }

    private func end(_ session: Session) async {
        guard session.id != nil else { return }
        // Nothing is left to do for a server that does not hear it: it forgets the session in time.
        _ = try? await connection.client.send(
            HTTPClient.Request(
                "DELETE", connection.settings.baseURL, headers: headers(in: session, key: nil), timeout: MCPServer.farewell,
                allowsPrivateAddresses: connection.settings.allowsPrivateAddresses))
    }

    private func post(
        _ method: String, _ parameters: JSON, in session: Session?, for write: ActionContext?
    ) async throws(CallFailure) -> (response: HTTPClient.Response, id: Int64) {
        // The session may have taken its time to open.
        guard write?.mayGoOn() ?? true else { throw failure(.unavailable, "the conversation may be another process's by now") }
        let id = state.withLock { state in
            state.lastID &+= 1
            return state.lastID
        }
        let message: JSON = ["jsonrpc": "2.0", "id": .int(id), "method": .string(method), "params": parameters]
        return (try await send(message, in: session, for: write), id)
    }

    private func send(
        _ message: JSON, in session: Session?, for write: ActionContext?
    ) async throws(CallFailure) -> HTTPClient.Response {
        let headers =
            headers(in: session, key: write?.idempotencyKey) + [
                .init("Content-Type", "application/json"), .init("Accept", "application/json, text/event-stream"),
            ]
        return try await connection.send(
            "POST", connection.settings.baseURL, headers: headers, body: message.encoded(), isRepeatable: write == nil,
            while: { write?.mayGoOn() ?? true })
    }

    private func headers(in session: Session?, key: String?) -> [HTTPClient.Header] {
        var headers = connection.headers(key: key)
        if let session { headers.append(.init("MCP-Protocol-Version", session.version)) }
        if let id = session?.id { headers.append(.init("Mcp-Session-Id", id)) }
        return headers
    }

    private func result(of response: HTTPClient.Response, id: Int64) throws(CallFailure) -> JSON {
        try check(response)
        guard let answer = MCPMessages.messages(in: response).first(where: { $0["id"] == .int(id) && $0["method"] == nil }) else {
            throw failure(.invalid, "the server's answer is none of MCP")
        }
        if let result = answer["result"] { return result }
        let code = answer["error"]?["code"]?.int.map { " with the error \($0)" } ?? ""
        throw failure(.refused, "the server refuses the request\(code)")
    }

    private func check(_ response: HTTPClient.Response) throws(CallFailure) {
        let told = "the server answers with status \(response.status)"
        switch response.status {
        case 200..<300: return
        case 408, 425, 429, 500...:
            throw CallFailure(
                .unavailable, "connection '\(connection.name)': \(told)",
                retryAfter: RetryAfter.delay(in: response, now: connection.time.now))
        case 400, 409, 422: throw failure(.refused, told)
        default: throw failure(.misconfigured, told)
        }
    }

    private func failure(_ code: CallFailure.Code, _ message: String) -> CallFailure {
        CallFailure(code, "connection '\(connection.name)': \(message)")
    }
}
