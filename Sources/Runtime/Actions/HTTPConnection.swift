import CEL
import Engine

/// One host, the one that a connection names, and how it is asked.
struct HTTPConnection: Sendable {
    let name: String
    let settings: HTTPConnectionSettings
    let client: HTTPClient
    let backoff: Backoff
    let time: any TimeSource

    /// A longer wait than this is left to whoever asked.
    static let longestWait: Duration = .seconds(8)

    /// By which the connection shows who asks, and the key of a write.
    func headers(key: String?) -> [HTTPClient.Header] {
        var headers: [HTTPClient.Header] = []
        switch settings.authorization {
        case .none: break
        case .bearer(let token): headers.append(.init("Authorization", "Bearer \(token.revealed)"))
        case .basic(let user, let password):
            headers.append(.init("Authorization", "Basic \(Base64.text(of: Array("\(user):\(password.revealed)".utf8)))"))
        case .header(let name, let value): headers.append(.init(name, value.revealed))
        }
        if let key { headers.append(.init("Idempotency-Key", key)) }
        return headers
    }

    /// Sends a request, and sends it again as often as the settings say while the host is not there or busy.
    ///
    /// - Parameters:
    ///   - isRepeatable: Whether it may arrive twice; if not, it is sent again only while it never left.
    ///   - mayGoOn: Asked before each try after the first.
    func send(
        _ method: String, _ url: String, headers: [HTTPClient.Header], body: [UInt8]?, isRepeatable: Bool = true,
        while mayGoOn: () -> Bool = { true }
    ) async throws(CallFailure) -> HTTPClient.Response {
        let request = HTTPClient.Request(
            method, url, headers: headers, body: body, timeout: settings.timeout,
            allowsPrivateAddresses: settings.allowsPrivateAddresses)
        var tries = 0
        while true {
            tries += 1
            let outcome = await attempt(request, isRepeatable)
            guard let asked = outcome.wait, tries <= settings.retries else { return try outcome.result.get() }
            let wait = backoff.delay(after: tries, asked: asked).spread(by: .random(in: 0...1))
            guard asked <= HTTPConnection.longestWait, await time.pause(for: wait), mayGoOn() else {
                return try outcome.result.get()
            }
        }
    }

    /// One try; with a `wait` when another may go better after it.
    private func attempt(
        _ request: HTTPClient.Request, _ isRepeatable: Bool
    ) async -> (result: Result<HTTPClient.Response, CallFailure>, wait: Duration?) {
        do {
            let response = try await client.send(request)
            let mayPass = isRepeatable && [408, 425, 429, 502, 503, 504].contains(response.status)
            return (.success(response), mayPass ? RetryAfter.delay(in: response, now: time.now) ?? .zero : nil)
        } catch {
            let failure = CallFailure(error, of: "connection '\(name)'")
            let mayPass = isRepeatable ? failure.code == .unavailable && error.code != .cancelled : error.code == .unreachable
            return (.failure(failure), mayPass ? .zero : nil)
        }
    }
}

extension HTTPClient.Response {
    /// A body that is not JSON is a string.
    var json: JSON { (try? JSON(parsing: body)) ?? .string(String(decoding: body, as: UTF8.self)) }
}
