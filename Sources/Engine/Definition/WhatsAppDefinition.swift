import CEL

/// `channels.whatsapp:` is one number of the WhatsApp Cloud API.
public struct WhatsAppDefinition: MapReadable {
    public let phoneNumberID: Setting
    public let accessToken: SecretReference
    public let appSecret: SecretReference
    public let verifyToken: SecretReference
    public let apiVersion: Setting
    public let baseURL: Setting
    public let messagesPerSecond: Int?
    /// The approved message templates.
    let templates: Section<MessageTemplateDefinition>

    static let phoneNumberID = Field.required(
        "phone_number_id", .setting, "the number's id at Meta, which is not the number", examples: ["${WHATSAPP_PHONE_NUMBER_ID}"]
    )
    static let accessToken = Field.required("access_token", .secret, "the token that messages are sent with")
    static let appSecret = Field.required("app_secret", .secret, "the app's secret, which webhooks are signed with")
    static let verifyToken = Field.required("verify_token", .secret, "the token that Meta sends when the webhook is set up")
    static let apiVersion = Field.optional(
        "api_version", .setting, "the version of the Graph API; left out: v25.0", examples: ["v25.0"])
    static let baseURL = Field.optional("base_url", .setting, "where the Graph API is; left out: https://graph.facebook.com")
    static let messagesPerSecond = Field.optional(
        "messages_per_second", .integer(1...1000),
        "how many messages one process sends from the number in a second; left out: as many as there are, until WhatsApp says that "
            + "it is too fast",
        examples: ["80"])
    static let templates = Field.defaulted(
        "templates", .map(of: Shape.object(MessageTemplateDefinition.self).orUnreadable), default: [],
        "the approved message templates by their names, so that what is sent can be held against them")
    static let fields = Fields(
        phoneNumberID, accessToken, appSecret, verifyToken, apiVersion, baseURL, messagesPerSecond, templates)

    init(reading map: inout MapReader) throws(Unreadable) {
        phoneNumberID = try map.read(Self.phoneNumberID)
        accessToken = try map.read(Self.accessToken)
        appSecret = try map.read(Self.appSecret)
        verifyToken = try map.read(Self.verifyToken)
        apiVersion = try map.read(Self.apiVersion) ?? Setting("v25.0", at: map.span)
        baseURL = try map.read(Self.baseURL) ?? Setting("https://graph.facebook.com", at: map.span)
        messagesPerSecond = try map.read(Self.messagesPerSecond)
        let templates = map.attempt(Self.templates)
        self.templates = Section(templates)
        for name in (templates ?? []).map(\.name) where !MessageTemplateDefinition.isName(name.value) {
            map.report(.invalidName(name))
        }
    }
}

/// `channels:` are the ways in which people reach the bot.
public struct ChannelDefinitions: MapReadable {
    public let whatsApp: WhatsAppDefinition?

    static let whatsApp = Field.optional("whatsapp", .object(WhatsAppDefinition.self), "a number of the WhatsApp Cloud API")
    static let fields = Fields(whatsApp)

    init() {
        whatsApp = nil
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        whatsApp = try map.read(Self.whatsApp)
    }
}
