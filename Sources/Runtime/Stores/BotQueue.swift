public import Engine

/// How much there is to do for one bot at one moment.
public struct BotQueue: Sendable, Equatable {
    public let bot: BotID
    /// Conversations that are due and that nobody works on.
    public let dueConversations: Int
    /// How long the longest due of them has waited; zero when there is none.
    public let oldestDueAge: Duration
    /// Messages, timers and acts of operators that no finished turn has heard.
    public let waitingEvents: Int
    /// Conversations under a lease.
    public let claimedConversations: Int
    /// Conversations that wait for another try of a call or of a message.
    public let suspendedConversations: Int
    /// Messages to send that are not settled.
    public let unsentMessages: Int
    /// Conversations that a person has.
    public let handedOverConversations: Int
    /// Those that wait for an operator.
    public let deadLetters: Int

    public init(
        bot: BotID, dueConversations: Int, oldestDueAge: Duration, waitingEvents: Int, claimedConversations: Int,
        suspendedConversations: Int, unsentMessages: Int, handedOverConversations: Int, deadLetters: Int
    ) {
        self.bot = bot
        self.dueConversations = dueConversations
        self.oldestDueAge = oldestDueAge
        self.waitingEvents = waitingEvents
        self.claimedConversations = claimedConversations
        self.suspendedConversations = suspendedConversations
        self.unsentMessages = unsentMessages
        self.handedOverConversations = handedOverConversations
        self.deadLetters = deadLetters
    }
}
