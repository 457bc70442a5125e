import Engine

/// Tells a bot's webhook of things as WhatsApp does: in its escaped form, signed with the app secret.
struct WebhookDelivery: Sendable {
    let url: String
    let post: SandboxSettings.Post

    /// - Returns: Why the bot did not take it; `nil` when it did.
    func deliver(_ body: JSON) async -> String? {
        let bytes = WebhookEnvelope.encoded(body)
        guard let signature = WebhookSignature(appSecret: Secret(SandboxCredentials.appSecret))?.header(for: bytes) else {
            return "it could not be signed"
        }
        do {
            let status = try await post(url, [("Content-Type", "application/json"), ("X-Hub-Signature-256", signature)], bytes)
            return status == 200 ? nil : "\(url) answered \(status), where WhatsApp expects 200"
        } catch {
            return "\(url) does not answer: \(error)"
        }
    }
}
