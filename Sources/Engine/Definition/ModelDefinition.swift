import CEL

/// One of `models:`, a language model with its settings.
public struct ModelDefinition: MapReadable {
    /// Whose protocol it speaks, such as `openai`.
    public let provider: String
    /// As the provider names it.
    public let model: String
    public let temperature: Double?
    public let apiKey: SecretReference
    public let baseURL: Setting?
    /// For one answer.
    public let timeout: Duration
    /// The name of the model that is asked when this one fails.
    public let fallback: Located<String>?
    /// In an answer.
    public let maximumTokens: Int?

    static let use = Field.required(
        "use",
        .located(
            .text.limited(to: "a provider and its model, such as 'openai/gpt-4o-mini'") { ModelDefinition.split($0) != nil }),
        "the provider and its model", examples: ["openai/gpt-4o-mini"]
    )
    static let temperature = Field.optional("temperature", .number(0...2), "how freely the model chooses its words")
    static let apiKey = Field.required("api_key", .secret, "the key at the provider", examples: ["${OPENAI_API_KEY}"])
    static let baseURL = Field.optional("base_url", .setting, "where the provider is, when not at its usual address")
    static let timeout = Field.defaulted("timeout", .duration, default: .seconds(30), "how long one answer may take")
    static let fallback = Field.optional("fallback", .name(of: .model), "the model that is asked when this one fails")
    static let maximumTokens = Field.optional("max_tokens", .integer(1...1_000_000), "how long an answer may be at most")
    static let fields = Fields(use, temperature, apiKey, baseURL, timeout, fallback, maximumTokens)

    init(reading map: inout MapReader) throws(Unreadable) {
        guard let use = ModelDefinition.split(try map.read(Self.use).value) else { throw Unreadable() }
        provider = use.provider
        model = use.model
        temperature = try map.read(Self.temperature)
        apiKey = try map.read(Self.apiKey)
        baseURL = try map.read(Self.baseURL)
        timeout = try map.read(Self.timeout)
        fallback = try map.read(Self.fallback)
        maximumTokens = try map.read(Self.maximumTokens)
    }

    private static func split(_ text: String) -> (provider: String, model: String)? {
        guard let slash = text.firstIndex(of: "/") else { return nil }
        let (provider, model) = (String(text[..<slash]), String(text[text.index(after: slash)...]))
        return Identifier.isValid(provider) && !model.isEmpty && !model.contains(" ") ? (provider, model) : nil
    }
}
