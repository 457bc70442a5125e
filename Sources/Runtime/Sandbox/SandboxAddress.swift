/// Where a running sandbox answers.
public struct SandboxAddress: Sendable, Equatable {
    /// On 127.0.0.1.
    public let port: Int

    /// Without a slash at its end.
    public var url: String { "http://127.0.0.1:\(port)" }

    /// The environment variables that point a bot at the sandbox.
    ///
    /// - Parameter orders: The path of a file that `OrderDatabase.create` made.
    public func environment(orders: String) -> [String: String] {
        [
            "WHATSAPP_GRAPH_URL": url,
            "WHATSAPP_API_VERSION": "v25.0",
            "WHATSAPP_PHONE_NUMBER_ID": SandboxCredentials.phoneNumberID,
            "WHATSAPP_BUSINESS_ACCOUNT_ID": SandboxCredentials.businessAccountID,
            "WHATSAPP_ACCESS_TOKEN": SandboxCredentials.accessToken,
            "WHATSAPP_WEBHOOK_VERIFY_TOKEN": SandboxCredentials.verifyToken,
            "WHATSAPP_APP_SECRET": SandboxCredentials.appSecret,
            "OPENAI_BASE_URL": url + "/v1",
            "OPENAI_API_KEY": SandboxCredentials.modelKey,
            "LOJA_DATABASE": orders,
            "SUPORTE_URL": url,
            "SUPORTE_TOKEN": SandboxCredentials.ticketToken,
            "SUPORTE_ALLOW_PRIVATE": "true",
        ]
    }
}

/// What the stand-ins want to see. None of it opens anything but a sandbox.
public enum SandboxCredentials {
    public static let phoneNumberID = "100000000000001"
    public static let businessAccountID = "100000000000000"
    public static let accessToken = "sandbox-access-token"
    public static let verifyToken = "sandbox-verify-token"
    public static let appSecret = "sandbox-app-secret"
    public static let modelKey = "sandbox-model-key"
    public static let ticketToken = "sandbox-ticket-token"
}

/// Who writes to the bot in the sandbox.
public struct Customer: Sendable, Equatable {
    /// Digits with country code.
    public let phone: String
    public let name: String

    public init(phone: String = "5511999990001", name: String = "Ana Souza") {
        self.phone = phone
        self.name = name
    }
}
