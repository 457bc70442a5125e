import Engine

/// Tells a bot's webhook of things as WhatsApp does: in its escaped form, signed with the app secret.
struct WebhookDelivery: Sendable {
    private static let timeout = Duration.seconds(20)

    let url: String
    let client: HTTPClient

    /// - Returns: Why the bot did not take it; `nil` when it did.
    func deliver(_ body: JSON) async -> String? {
        let bytes = WebhookEnvelope.encoded(body)
        guard let signature = WebhookSignature(appSecret: Secret(SandboxCredentials.appSecret))?.header(for: bytes) else {
            return "it could not be signed"
        }
        let headers = [
            HTTPClient.Header("Content-Type", "application/json"), HTTPClient.Header("X-Hub-Signature-256", signature),
        ]
        let request = HTTPClient.Request(
            "POST", url, headers: headers, body: bytes, timeout: Self.timeout, allowsPrivateAddresses: true
        )
        do {
            let status = try await client.send(request).status
            return status == 200 ? nil : "\(url) answered \(status), where WhatsApp expects 200"
        } catch {
            return "\(url) does not answer: \(error.message)"
        }
    }
}
