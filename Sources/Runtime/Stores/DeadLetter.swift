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

    /// What an operator did about it.
    public struct Settlement: Sendable, Equatable {
        public enum Outcome: Sendable, Equatable {
            /// The same again under a new number of the inbox or of the outbox.
            case replayed(as: Int64)
            /// Nothing more is done about it.
            case dropped(because: String)
        }

        public let outcome: Outcome
        public let at: Timestamp

        public init(_ outcome: Outcome, at: Timestamp) {
            self.outcome = outcome
            self.at = at
        }
    }

    /// Grows with time.
    public let id: Int64
    public let bot: BotID
    public let conversation: ConversationID
    public let contact: Contact
    public let subject: Subject
    /// For the operator: never message text, phone numbers, secrets or SQL arguments.
    public let reason: String
    public let at: Timestamp
    /// `nil` while it waits.
    public let settlement: Settlement?

    public init(
        id: Int64, bot: BotID, conversation: ConversationID, contact: Contact, subject: Subject, reason: String, at: Timestamp,
        settlement: Settlement?
    ) {
        self.id = id
        self.bot = bot
        self.conversation = conversation
        self.contact = contact
        self.subject = subject
        self.reason = reason
        self.at = at
        self.settlement = settlement
    }
}

/// A dead letter with what it is about.
public struct StoredDeadLetter: Sendable, Equatable {
    public enum Content: Sendable, Equatable {
        case event(InboxEvent.Kind, receivedAt: Timestamp)
        case message(OutboundMessage, createdAt: Timestamp)
        /// It was deleted, so it cannot be replayed.
        case gone
    }

    public let letter: DeadLetter
    public let content: Content

    public init(letter: DeadLetter, content: Content) {
        self.letter = letter
        self.content = content
    }
}

/// Which dead letters to list.
public struct DeadLetterFilter: Sendable, Equatable {
    /// `nil`: of all bots.
    public var bot: BotID?
    /// Whether those that an operator has settled are listed too.
    public var includesSettled: Bool

    public init(bot: BotID? = nil, includesSettled: Bool = false) {
        self.bot = bot
        self.includesSettled = includesSettled
    }
}

/// What became of an operator's wish about a dead letter.
public enum DeadLetterAnswer: Sendable, Equatable {
    /// Done; a replay has this new number.
    case done(number: Int64?)
    /// It was settled before, and nothing is done twice.
    case settledBefore
    /// What it is about is not kept any more.
    case gone
    case unknown
}

extension Store {
    /// Those that wait, the latest first. `before` continues a list: the `id` of its last entry.
    public func deadLetters(of bot: BotID?, before: Int64?, limit: Int) async throws(StoreError) -> [DeadLetter] {
        try await deadLetters(DeadLetterFilter(bot: bot), before: before, limit: limit)
    }
}
