/// `history:` gives past conversations of the contact who writes, and of nobody else.
struct HistoryToolDefinition: MapReadable {
    let conversations: Int
    /// Of each conversation, the latest.
    let messages: Int
    /// Of each message, the first.
    let characters: Int
    /// What parts one conversation from the next.
    let silence: Duration

    static let conversations = Field.defaulted("conversations", .integer(1...50), default: 5, "how many conversations at most")
    static let messages = Field.defaulted("messages", .integer(1...100), default: 10, "how many messages of each at most")
    static let characters = Field.defaulted("characters", .integer(1...4096), default: 100, "how many characters of each message")
    static let silence = Field.defaulted(
        "silence", .duration, default: .seconds(43_200), "the silence that parts one conversation from the next")
    static let fields = Fields(conversations, messages, characters, silence)

    init(reading map: inout MapReader) throws(Unreadable) {
        conversations = try map.read(Self.conversations)
        messages = try map.read(Self.messages)
        characters = try map.read(Self.characters)
        silence = try map.read(Self.silence)
    }
}
