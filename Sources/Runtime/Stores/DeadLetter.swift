public import CEL
public import Engine

/// Something that could not be done and waits for an operator.
public struct DeadLetter: Sendable, Equatable {
    public enum Subject: Sendable, Equatable {
        /// The turn of the event of this inbox number did not go as the bot's author meant.
        case turn(event: Int64)
        /// The message of this outbox number was not delivered.
        case delivery(message: Int64)
    }

    /// Grows with time.
    public let id: Int64
    public let bot: BotID
    public let conversation: ConversationID
    public let subject: Subject
    /// For the operator: never message text, phone numbers, secrets or SQL arguments.
    public let reason: String
    public let at: Timestamp

    public init(id: Int64, bot: BotID, conversation: ConversationID, subject: Subject, reason: String, at: Timestamp) {
        self.id = id
        self.bot = bot
        self.conversation = conversation
        self.subject = subject
        self.reason = reason
        self.at = at
    }
}
