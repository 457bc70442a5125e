/// `media:`, what is said to messages that the bot cannot read.
struct MediaPolicy: MapReadable {
    /// By the message's type, such as `audio`.
    let answers: [String: TemplateSource]
    /// For every type that has no answer of its own.
    let other: TemplateSource?

    static let types = ["audio", "image", "video", "document", "sticker", "location", "contacts"]
    static let answerFields = types.map { Field.optional($0, .template, "what is said to a message of this type") }
    static let other = Field.optional("other", .template, "what is said to every other type")
    static let fields = answerFields.reduce(Fields(other)) { $0.adding(Fields($1)) }

    init() {
        answers = [:]
        other = nil
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        var answers: [String: TemplateSource] = [:]
        for field in Self.answerFields { answers[field.name] = try map.read(field) }
        self.answers = answers
        other = try map.read(Self.other)
    }
}
