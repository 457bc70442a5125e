import CEL

/// `opt_out:`, the words by which a person wants no more messages.
struct OptOutPolicy: MapReadable {
    let words: [String]
    let answer: TemplateSource?
    /// `nil`: those of the bot's language.
    let back: [String]?
    /// Whether what the person writes afterwards is answered.
    let replies: Bool

    static let words = Field.required(
        "words", Shape<[String]>.oneOrMany(of: .text).limited(to: "a word, or a list of them that is not empty") { !$0.isEmpty },
        "whole messages by which a person wants no more messages; case and accents do not count",
        examples: ["[sair, parar, stop]"])
    static let answer = Field.optional(
        "say", .template, "what is said to it, and nothing unasked after that",
        examples: ["Você não receberá mais mensagens. Escreva VOLTAR A RECEBER se mudar de ideia."])
    static let back = Field.optional(
        "back", .oneOrMany(of: .text),
        "whole messages by which the person wants messages again; left out: 'voltar a receber', 'start' and the like",
        examples: ["[voltar a receber, start]"])
    static let replies = Field.defaulted(
        "replies", .boolean, default: true, "whether what the person writes later is answered; only what is unasked stays out")
    static let fields = Fields(words, answer, back, replies)

    init(reading map: inout MapReader) throws(Unreadable) {
        words = try map.read(Self.words)
        answer = try map.read(Self.answer)
        back = try map.read(Self.back)
        replies = try map.read(Self.replies)
    }
}
