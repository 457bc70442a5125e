/// `window:`, what is sent when the service window has closed.
struct WindowPolicy: MapReadable {
    let template: String
    /// As the channel names it; `nil`: the bot's.
    let language: String?
    let body: [TemplateSource]

    static let template = Field.required(
        "template", .text,
        "the approved template that is sent in the place of a message, when the person was silent for 24 hours",
        examples: ["retomar_atendimento"])
    static let language = Field.optional(
        "language", .text, "the template's language, as the channel names it; left out: the bot's", examples: ["pt_BR"])
    static let body = Field.defaulted(
        "body", .list(of: .template), default: [], "the texts that fill the template's places, in order",
        examples: [#"["{{ contact.first_name.orValue('cliente') }}"]"#])
    static let fields = Fields(template, language, body)

    init(reading map: inout MapReader) throws(Unreadable) {
        template = try map.read(Self.template)
        language = try map.read(Self.language)
        body = try map.read(Self.body)
    }
}
