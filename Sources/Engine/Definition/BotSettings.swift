/// A bot's settings with the operator's environment filled in.
public struct BotSettings: Sendable {
    public let whatsapp: WhatsAppSettings?
    /// By the names under `connections:`.
    public let connections: [String: ConnectionSettings]
    /// By the names under `models:`.
    public let models: [String: ModelSettings]

    public init(whatsapp: WhatsAppSettings?, connections: [String: ConnectionSettings], models: [String: ModelSettings]) {
        self.whatsapp = whatsapp
        self.connections = connections
        self.models = models
    }
}

/// A text that must never reach a log, a trace, a prompt or an error: describing it shows nothing.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
    public let revealed: String
    public init(_ text: String) { revealed = text }
    public var description: String { "•••" }
    public var debugDescription: String { description }
}

public struct WhatsAppSettings: Sendable, Hashable {
    public let phoneNumberID: String
    public let accessToken: Secret
    public let appSecret: Secret
    public let verifyToken: Secret
    /// Such as `v25.0`.
    public let apiVersion: String
    /// Without a slash at its end.
    public let baseURL: String
    /// What one process may send; `nil`: as fast as the provider takes it.
    public let messagesPerSecond: Int?

    public init(
        phoneNumberID: String, accessToken: Secret, appSecret: Secret, verifyToken: Secret, apiVersion: String, baseURL: String,
        messagesPerSecond: Int? = nil
    ) {
        self.phoneNumberID = phoneNumberID
        self.accessToken = accessToken
        self.appSecret = appSecret
        self.verifyToken = verifyToken
        self.apiVersion = apiVersion
        self.baseURL = baseURL
        self.messagesPerSecond = messagesPerSecond
    }
}

public enum ConnectionSettings: Sendable, Hashable {
    case sqlite(path: String, access: DatabaseAccess, timeout: Duration)
    case postgres(url: Secret, access: DatabaseAccess, timeout: Duration)
    case http(HTTPConnectionSettings)
    case mcp(HTTPConnectionSettings)
}

public enum DatabaseAccess: String, Sendable, CaseIterable {
    case read, write
}

public struct HTTPConnectionSettings: Sendable, Hashable {
    public enum Authorization: Sendable, Hashable {
        case none
        case bearer(Secret)
        case basic(user: String, password: Secret)
        case header(name: String, value: Secret)
    }

    /// Without a slash at its end; of an MCP server, the whole address as it is written.
    public let baseURL: String
    public let authorization: Authorization
    /// For one try.
    public let timeout: Duration
    /// How many more tries a read gets, or a write whose other side takes an idempotency key, when the first finds it unavailable.
    public let retries: Int
    /// Whether private, loopback and link-local addresses may be called.
    public let allowsPrivateAddresses: Bool

    public init(baseURL: String, authorization: Authorization, timeout: Duration, retries: Int, allowsPrivateAddresses: Bool) {
        self.baseURL = baseURL
        self.authorization = authorization
        self.timeout = timeout
        self.retries = retries
        self.allowsPrivateAddresses = allowsPrivateAddresses
    }
}

public struct ModelSettings: Sendable, Hashable {
    /// Before the slash of `use:`, such as `openai`.
    public let provider: String
    /// After the slash, such as `gpt-4o-mini`.
    public let model: String
    public let temperature: Double?
    public let maximumTokens: Int?
    public let apiKey: Secret
    /// Without a slash at its end, such as `https://api.openai.com/v1`.
    public let baseURL: String
    /// For one request with all its tries.
    public let timeout: Duration
    /// A name under `models:` that is asked when this one is unavailable.
    public let fallback: String?

    public init(
        provider: String, model: String, temperature: Double?, maximumTokens: Int?, apiKey: Secret, baseURL: String,
        timeout: Duration,
        fallback: String?
    ) {
        self.provider = provider
        self.model = model
        self.temperature = temperature
        self.maximumTokens = maximumTokens
        self.apiKey = apiKey
        self.baseURL = baseURL
        self.timeout = timeout
        self.fallback = fallback
    }
}

/// Environment variables that a bot needs and that are not set.
public struct MissingSettings: Error, Sendable, Equatable {
    /// Sorted, each once.
    public let names: [String]

    public init(names: some Sequence<String>) { self.names = Set(names).sorted() }
}
