import CEL
import Engine

/// Calls one host, the one that a connection names.
struct HTTPAction: Sendable {
    let connection: HTTPConnection

    func run(
        _ action: ActionRequest.HTTPAction, isWrite: Bool, for context: ActionContext
    ) async throws(CallFailure) -> ActionResult {
        let response = try await connection.send(
            action.method, try url(of: action), headers: headers(of: action, key: isWrite ? context.idempotencyKey : nil),
            body: action.body?.encoded(), while: { !isWrite || context.mayGoOn() })
        return .http(status: response.status, body: response.json)
    }

    private func url(of action: ActionRequest.HTTPAction) throws(CallFailure) -> String {
        guard action.path.hasPrefix("/") else {
            throw CallFailure(.misconfigured, "connection '\(connection.name)': the path does not begin with '/'")
        }
        let query = action.query.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }.joined(separator: "&")
        let mark = query.isEmpty ? "" : action.path.contains("?") ? "&" : "?"
        return connection.settings.baseURL + action.path + mark + query
    }

    /// What the connection and the engine say comes before what the tool says under the same name.
    private func headers(of action: ActionRequest.HTTPAction, key: String?) -> [HTTPClient.Header] {
        var headers = connection.headers(key: key)
        if action.body != nil { headers.append(.init("Content-Type", "application/json")) }
        let taken = Set(headers.map { $0.name.lowercased() })
        headers += action.headers.map { .init($0.name, $0.value) }.filter { !taken.contains($0.name.lowercased()) }
        if !headers.contains(where: { $0.name.lowercased() == "accept" }) { headers.append(.init("Accept", "application/json")) }
        return headers
    }
}
