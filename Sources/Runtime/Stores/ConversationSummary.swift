public import CEL
public import Engine

/// A conversation in a list.
public struct ConversationSummary: Sendable, Equatable {
    public enum Standing: String, Sendable, CaseIterable {
        /// Something of it is to be done, or being done.
        case working
        case handedOver = "handed-over"
        case waiting
        /// The next message begins anew.
        case ended
    }

    public let id: ConversationID
    public let bot: BotID
    /// The channel account that it is on.
    public let account: String
    public let contact: Contact
    public let startedAt: Timestamp
    /// When something was said last in a finished turn; `nil`: never.
    public let saidAt: Timestamp?
    public let standing: Standing
    /// Set while a person has it, also while something of it is done.
    public let handedOver: HandedOver?
    /// When its earliest timer is due.
    public let wakeAt: Timestamp?
    public let waitingEvents: Int
    public let unsentMessages: Int
    public let deadLetters: Int

    public init(
        id: ConversationID, bot: BotID, account: String, contact: Contact, startedAt: Timestamp, saidAt: Timestamp?,
        standing: Standing, handedOver: HandedOver?, wakeAt: Timestamp?, waitingEvents: Int, unsentMessages: Int, deadLetters: Int
    ) {
        self.id = id
        self.bot = bot
        self.account = account
        self.contact = contact
        self.startedAt = startedAt
        self.saidAt = saidAt
        self.standing = standing
        self.handedOver = handedOver
        self.wakeAt = wakeAt
        self.waitingEvents = waitingEvents
        self.unsentMessages = unsentMessages
        self.deadLetters = deadLetters
    }
}

/// Which conversations to list; all of them where nothing is set.
public struct ConversationFilter: Sendable, Equatable {
    public var bot: BotID?
    public var standing: ConversationSummary.Standing?
    /// Nothing was said from then on.
    public var quietSince: Timestamp?
    /// With a contact whose key or phone is one of these.
    public var contacts: [String]?

    public init(
        bot: BotID? = nil, standing: ConversationSummary.Standing? = nil, quietSince: Timestamp? = nil, contacts: [String]? = nil
    ) {
        self.bot = bot
        self.standing = standing
        self.quietSince = quietSince
        self.contacts = contacts
    }

    /// - Parameter duration: For how long nothing was said.
    public init(
        bot: BotID?, standing: ConversationSummary.Standing?, quietFor duration: Duration?, by time: any TimeSource
    ) {
        self.init(bot: bot, standing: standing, quietSince: duration.map { time.now.advanced(by: .zero - $0) })
    }
}
