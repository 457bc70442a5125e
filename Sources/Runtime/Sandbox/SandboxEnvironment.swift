/// The environment variables that point a bot at a sandbox.
public struct SandboxEnvironment: Sendable {
    /// Variables that belong to one thing outside: either all of them are the operator's or all are the sandbox's.
    public struct Part: Sendable {
        /// For people, such as `model`.
        public let name: String
        /// In the order in which they are shown.
        public let variables: [(name: String, value: String)]
    }

    public let parts: [Part]

    init(url: String, orders: String) {
        parts = [
            Part(
                name: "WhatsApp",
                variables: [
                    ("WHATSAPP_GRAPH_URL", url),
                    ("WHATSAPP_API_VERSION", "v25.0"),
                    ("WHATSAPP_PHONE_NUMBER_ID", SandboxCredentials.phoneNumberID),
                    ("WHATSAPP_BUSINESS_ACCOUNT_ID", SandboxCredentials.businessAccountID),
                    ("WHATSAPP_ACCESS_TOKEN", SandboxCredentials.accessToken),
                    ("WHATSAPP_WEBHOOK_VERIFY_TOKEN", SandboxCredentials.verifyToken),
                    ("WHATSAPP_APP_SECRET", SandboxCredentials.appSecret),
                ]),
            Part(name: "model", variables: [("OPENAI_BASE_URL", url + "/v1"), ("OPENAI_API_KEY", SandboxCredentials.modelKey)]),
            Part(name: "orders", variables: [("LOJA_DATABASE", orders)]),
            Part(
                name: "tickets",
                variables: [
                    ("SUPORTE_URL", url), ("SUPORTE_TOKEN", SandboxCredentials.ticketToken), ("SUPORTE_ALLOW_PRIVATE", "true"),
                ]),
        ]
    }

    /// All variables.
    public var values: [String: String] {
        Dictionary(parts.flatMap(\.variables).map { ($0.name, $0.value) }) { first, _ in first }
    }

    /// The operator's environment with the sandbox in place of what it says nothing of.
    ///
    /// - Returns: The whole environment, and the names of the parts that the sandbox stands in for.
    public func completing(_ own: [String: String]) -> (environment: [String: String], standIns: [String]) {
        let missing = parts.filter { part in part.variables.allSatisfy { own[$0.name]?.isEmpty ?? true } }
        let variables = missing.flatMap(\.variables).map { ($0.name, $0.value) }
        return (own.merging(variables) { _, sandbox in sandbox }, missing.map(\.name))
    }
}
