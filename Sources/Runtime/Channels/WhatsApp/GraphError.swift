import Engine

/// An error object of the Graph API, as in a response's `error` or in a status's `errors`.
struct GraphError {
    let code: Int?
    let isTransient: Bool
    private let words: String

    /// - Parameter secret: What the error may repeat and nobody is to see.
    init(_ error: JSON, hiding secret: Secret? = nil) {
        code = error["code"]?.identifier.flatMap { Int($0) }
        isTransient = error["is_transient"]?.bool ?? false
        let data = error["error_data"]
        let details = data?["details"]?.string ?? data?.string ?? error["details"]?.string
        let words = details ?? error["message"]?.string ?? error["title"]?.string ?? ""
        self.words = secret.map { words.contains($0.revealed) } ?? false ? "" : words
    }

    /// - Parameter status: The HTTP status of the answer that held the error; `nil` for one in a delivery status.
    func failure(status: Int?) -> SendFailure {
        let remedy = remedy(status: status)
        let name = code.map { "Graph error \($0)" } ?? status.map { "HTTP status \($0)" } ?? "an error without a number"
        let message = words.isEmpty ? name : "\(name): \(words.forOperator)"
        return SendFailure(remedy.code, providerCode: code, message, retryAfter: remedy.wait)
    }

    private func remedy(status: Int?) -> GraphRemedy {
        if let code, let known = GraphRemedy(forError: code) { return known }
        if isTransient { return GraphRemedy(.retry) }
        return switch status {
        case nil: GraphRemedy(.rejected)
        case 429?: GraphRemedy(.slowAccount)
        case 401?, 403?: GraphRemedy(.accountBlocked)
        case let status?: GraphRemedy(status >= 500 ? .unknownOutcome : .rejected)
        }
    }
}
