public import CEL

/// One person's exchange with one bot on one channel: what `Bot.advance` is given and gives back.
public struct Conversation: Sendable, Equatable {
    public let id: ConversationID
    public let startedAt: Timestamp
    public var contact: Contact
    private var sharedCheckpoint: Shared<Checkpoint>
    /// What was said before the event at hand, oldest first, in earlier turns and earlier in this one: the last `Bot.memoryEntries`
    /// entries of earlier turns or all there are, and all of this turn. Whoever feeds events adds each transition's `said`.
    public var history: [HistoryEntry]
    /// What models have used for all conversations of the bot today, where the bot has a budget of tokens a day.
    public var tokensToday = 0

    public init(
        id: ConversationID, startedAt: Timestamp, contact: Contact, checkpoint: Checkpoint = .start, history: [HistoryEntry] = []
    ) {
        self.id = id
        self.startedAt = startedAt
        self.contact = contact
        sharedCheckpoint = Shared(checkpoint)
        self.history = history
    }

    public var checkpoint: Checkpoint {
        _read { yield sharedCheckpoint.value }
        set { sharedCheckpoint = Shared(newValue) }
    }
}

/// Who writes, as the channel knows them. Never filled from what a person or a model says.
public struct Contact: Sendable, Equatable {
    /// The channel's own key of the person: a WhatsApp `wa_id` or business-scoped user id.
    public var key: String
    /// Digits with country code; absent where the channel hides it.
    public var phone: String?
    /// The profile name that the person chose.
    public var name: String?
    /// Such as `pt-BR`, where the channel tells it; WhatsApp does not.
    public var language: String?

    public init(key: String, phone: String? = nil, name: String? = nil, language: String? = nil) {
        self.key = key
        self.phone = phone
        self.name = name
        self.language = language
    }
}

/// One text that was said, kept as the conversation's memory.
public struct HistoryEntry: Sendable, Equatable {
    public enum Role: String, Sendable {
        case customer, bot
        /// A person in place of the bot.
        case `operator`
    }

    /// The turn in which it was said, from 1.
    public let turn: Int
    public let role: Role
    public let text: String
    public let at: Timestamp

    public init(turn: Int, role: Role, text: String, at: Timestamp) {
        self.turn = turn
        self.role = role
        self.text = text
        self.at = at
    }
}
