public import Engine

/// How a store stands at one moment.
public struct Statistics: Sendable, Equatable {
    /// Conversations that are due and that nobody works on.
    public let dueConversations: Int
    /// How long the longest due of them has waited; zero when there is none.
    public let oldestDueAge: Duration
    /// Conversations under a lease.
    public let claimedConversations: Int
    /// Conversations that wait for another try of a call or of a message.
    public let suspendedConversations: Int
    /// Messages to send that are not settled.
    public let unsentMessages: Int
    /// Conversations that a person has.
    public let handedOverConversations: Int
    public let deadLetters: Int
    /// Accounts from which nothing is claimed at present.
    public let pausedAccounts: [PausedAccount]

    public struct PausedAccount: Sendable, Equatable {
        public let bot: BotID
        public let account: String
        public let reason: String

        public init(bot: BotID, account: String, reason: String) {
            self.bot = bot
            self.account = account
            self.reason = reason
        }
    }

    public init(
        dueConversations: Int, oldestDueAge: Duration, claimedConversations: Int, suspendedConversations: Int,
        unsentMessages: Int, handedOverConversations: Int, deadLetters: Int, pausedAccounts: [PausedAccount]
    ) {
        self.dueConversations = dueConversations
        self.oldestDueAge = oldestDueAge
        self.claimedConversations = claimedConversations
        self.suspendedConversations = suspendedConversations
        self.unsentMessages = unsentMessages
        self.handedOverConversations = handedOverConversations
        self.deadLetters = deadLetters
        self.pausedAccounts = pausedAccounts
    }
}
