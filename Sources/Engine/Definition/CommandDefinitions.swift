/// `commands:`, the words by which a person steers the conversation at any question.
struct CommandDefinitions: MapReadable {
    let back: CommandDefinition?
    let again: CommandDefinition?
    let correct: CommandDefinition?
    let cancel: CancelDefinition?

    static let back = Field.optional(
        "back", .object(CommandDefinition.self), "leads back to the question before; 'voltar' or 'back'")
    static let again = Field.optional(
        "repeat", .object(CommandDefinition.self), "puts the question once more; 'repetir' or 'repeat'")
    static let correct = Field.optional(
        "correct", .object(CommandDefinition.self),
        "changes an earlier answer, which is named behind the word; 'corrigir nome' or 'correct name'")
    static let cancel = Field.optional(
        "cancel", .object(CancelDefinition.self), "breaks off; 'cancelar' or 'cancel'")
    static let fields = Fields(back, again, correct, cancel)

    init() {
        back = nil
        again = nil
        correct = nil
        cancel = nil
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        back = try map.read(Self.back)
        again = try map.read(Self.again)
        correct = try map.read(Self.correct)
        cancel = try map.read(Self.cancel)
    }
}

/// One of `commands:`.
struct CommandDefinition: MapReadable {
    /// `nil`: those of the bot's language.
    let words: [String]?
    let text: TemplateSource?

    static let words = Field.optional(
        "words", .oneOrMany(of: .text), "the messages that mean it, in place of the usual ones; an empty list turns it off",
        examples: ["[voltar, anterior]", "[]"])
    static let text = Field.optional("say", .template, "what is said then, in place of the usual text")
    static let fields = Fields(words, text)

    init(reading map: inout MapReader) throws(Unreadable) {
        words = try map.read(Self.words)
        text = try map.read(Self.text)
    }
}

/// `cancel:` of `commands:`.
struct CancelDefinition: MapReadable {
    let command: CommandDefinition
    let target: Located<NodeID>?

    static let target = Field.optional("goto", .node, "where the conversation goes on; left out: it ends")
    static let fields = CommandDefinition.fields.adding(Fields(target))

    init(reading map: inout MapReader) throws(Unreadable) {
        command = try CommandDefinition(reading: &map)
        target = try map.read(Self.target)
    }
}
