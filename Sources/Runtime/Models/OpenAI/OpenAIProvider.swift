public import Engine

/// Chat completions, by OpenAI and by every host that speaks its protocol.
///
/// - SeeAlso: OpenAI API reference, "Create chat completion".
public struct OpenAIProvider: ModelProvider {
    public static let keyword = "openai"

    private let settings: ModelSettings

    public init(settings: ModelSettings) { self.settings = settings }

    public func httpRequest(for request: ModelRequest) -> HTTPClient.Request {
        HTTPClient.Request(
            "POST", settings.baseURL + "/chat/completions",
            headers: [
                HTTPClient.Header("Authorization", "Bearer \(settings.apiKey.revealed)"),
                HTTPClient.Header("Content-Type", "application/json"),
            ],
            body: ChatCompletionRequest(request, settings: settings).json.encoded(), timeout: settings.timeout,
            allowsPrivateAddresses: true)
    }

    public func reply(in response: HTTPClient.Response) throws(ModelRefusal) -> ModelReply {
        guard (200...299).contains(response.status) else { throw OpenAIProvider.refusal(in: response) }
        return try ModelReply(chatCompletion: response.body)
    }

    private static func refusal(in response: HTTPClient.Response) -> ModelRefusal {
        let error = (try? JSON(parsing: response.body))?["error"]
        let kind = error?["code"]?.string ?? error?["type"]?.string
        let words = (error?["message"]?.string ?? error?.string ?? "").forOperator
        let message = ["status \(response.status)", kind, words].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ": ")
        return switch response.status {
        case 429 where kind == "insufficient_quota": ModelRefusal(.unavailable, message)
        case 408, 425, 429, 500...: ModelRefusal(.unavailable, message, mayPass: true)
        case 401, 402, 403, 404, 300...399: ModelRefusal(.misconfigured, message)
        default: ModelRefusal(.refused, message)
        }
    }
}
