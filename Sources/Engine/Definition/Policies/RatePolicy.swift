/// `rate:`, how many messages one person may send.
struct RatePolicy: MapReadable {
    let messagesPerMinute: Int
    let answer: TemplateSource?

    static let messagesPerMinute = Field.required(
        "messages_per_minute", .integer(1...120), "how many messages of one person are answered in a minute")
    static let answer = Field.optional(
        "say", .template, "what is said once when there are more; left out: they are passed over in silence",
        examples: ["Recebi muitas mensagens de uma vez. Espere um minuto, por favor."])
    static let fields = Fields(messagesPerMinute, answer)

    init(reading map: inout MapReader) throws(Unreadable) {
        messagesPerMinute = try map.read(Self.messagesPerMinute)
        answer = try map.read(Self.answer)
    }
}
