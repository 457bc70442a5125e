import CEL
import Engine

/// A conversation in memory that is told one message after the other.
struct TalkingConversation {
    /// How many run in a turn.
    static let nodes = 10

    private let bot: Bot
    private var conversation: Conversation
    private var turns: Int64 = 0

    init(with bot: Bot) {
        self.bot = bot
        conversation = Conversation(
            id: ConversationID(rawValue: 1), startedAt: Timestamp(milliseconds: 0), contact: TalkingConversation.contact)
    }

    static let contact = Contact(key: "5511999990001", phone: "5511999990001", name: "Ana Souza")

    static func message(_ number: Int64) -> InboundMessage {
        InboundMessage(id: "m\(number)", at: Timestamp(milliseconds: number * 1000), content: .text("oi"))
    }

    var saved: String { conversation.checkpoint.encoded().text }

    mutating func turn() {
        turns += 1
        let message = TalkingConversation.message(turns)
        let transition = bot.advance(conversation, on: Event(at: message.at, kind: .message(message)))
        precondition(transition.path.count == TalkingConversation.nodes, "a turn runs all nodes")
        conversation = transition.conversation
    }

    /// From the checkpoint's text to the next one's, as a store does.
    mutating func savedTurn() throws {
        conversation.checkpoint = try Checkpoint(decoding: JSON(parsing: saved))
        turn()
    }
}
