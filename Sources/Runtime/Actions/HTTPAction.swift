import CEL
import Engine

/// Calls one host, the one that a connection names.
struct HTTPAction: Sendable {
    let name: String
    let settings: HTTPConnectionSettings
    let client: HTTPClient
    let backoff: Backoff
    let now: @Sendable () -> Timestamp

    /// A longer wait than this is left to whoever asked.
    static let longestWait: Duration = .seconds(8)

    func run(
        _ action: ActionRequest.HTTPAction, isWrite: Bool, for context: ActionContext
    ) async throws(CallFailure) -> ActionResult {
        let request = HTTPClient.Request(
            action.method, try url(of: action), headers: headers(of: action, key: isWrite ? context.idempotencyKey : nil),
            body: action.body?.encoded(), timeout: settings.timeout, allowsPrivateAddresses: settings.allowsPrivateAddresses)
        var tries = 0
        while true {
            tries += 1
            let outcome = await attempt(request)
            guard let asked = outcome.wait, tries <= settings.retries else { return try outcome.result.get() }
            let wait = backoff.delay(after: tries, asked: asked).spread(by: .random(in: 0...1))
            guard asked <= HTTPAction.longestWait, await HTTPAction.pause(wait) else { return try outcome.result.get() }
        }
    }

    /// One try; with a `wait` when another may go better after it.
    private func attempt(_ request: HTTPClient.Request) async -> (result: Result<ActionResult, CallFailure>, wait: Duration?) {
        do {
            let response = try await client.send(request)
            let body = (try? JSON(parsing: response.body)) ?? .string(String(decoding: response.body, as: UTF8.self))
            let mayPass = [408, 425, 429, 502, 503, 504].contains(response.status)
            let wait = mayPass ? RetryAfter.delay(in: response, now: now()) ?? .zero : nil
            return (.success(.http(status: response.status, body: body)), wait)
        } catch {
            let failure = CallFailure(error, of: "connection '\(name)'")
            return (.failure(failure), failure.code == .unavailable && error.code != .cancelled ? .zero : nil)
        }
    }

    private func url(of action: ActionRequest.HTTPAction) throws(CallFailure) -> String {
        guard action.path.hasPrefix("/") else {
            throw CallFailure(.misconfigured, "connection '\(name)': the path does not begin with '/'")
        }
        let query = action.query.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }.joined(separator: "&")
        let mark = query.isEmpty ? "" : action.path.contains("?") ? "&" : "?"
        return settings.baseURL + action.path + mark + query
    }

    /// What the connection and the engine say comes before what the tool says under the same name.
    private func headers(of action: ActionRequest.HTTPAction, key: String?) -> [HTTPClient.Header] {
        var headers: [HTTPClient.Header] = []
        switch settings.authorization {
        case .none: break
        case .bearer(let token): headers.append(.init("Authorization", "Bearer \(token.revealed)"))
        case .basic(let user, let password):
            headers.append(.init("Authorization", "Basic \(Base64.text(of: Array("\(user):\(password.revealed)".utf8)))"))
        case .header(let name, let value): headers.append(.init(name, value.revealed))
        }
        if let key { headers.append(.init("Idempotency-Key", key)) }
        if action.body != nil { headers.append(.init("Content-Type", "application/json")) }
        let taken = Set(headers.map { $0.name.lowercased() })
        headers += action.headers.map { .init($0.name, $0.value) }.filter { !taken.contains($0.name.lowercased()) }
        if !headers.contains(where: { $0.name.lowercased() == "accept" }) { headers.append(.init("Accept", "application/json")) }
        return headers
    }

    /// - Returns: `false` when the task was cancelled.
    private static func pause(_ wait: Duration) async -> Bool {
        do {
            try await Task.sleep(for: wait)
            return true
        } catch {
            return false
        }
    }
}
