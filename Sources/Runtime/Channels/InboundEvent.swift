public import CEL
public import Engine

/// One thing that a webhook request told of.
public enum InboundEvent: Sendable, Equatable {
    case message(InboundMessage, from: Contact)
    case status(DeliveryStatus)
}

/// How far a message that we sent has come.
public struct DeliveryStatus: Sendable, Equatable {
    /// In the order of progress; `failed` ends it. A status never goes back.
    public enum Stage: String, Sendable, CaseIterable {
        case sent, delivered, read, played, failed
    }

    /// The provider's identifier of our message.
    public let messageID: String
    public let stage: Stage
    public let at: Timestamp
    /// What was given to `Channel.send`.
    public let tag: String?
    public let failure: SendFailure?

    public init(messageID: String, stage: Stage, at: Timestamp, tag: String?, failure: SendFailure?) {
        self.messageID = messageID
        self.stage = stage
        self.at = at
        self.tag = tag
        self.failure = failure
    }
}

/// An inbound event on its way into the inbox.
public struct Arrival: Sendable, Equatable {
    public let bot: BotID
    /// The channel account that it came to; a message id is unique within it.
    public let account: String
    public let event: InboundEvent

    public init(bot: BotID, account: String, event: InboundEvent) {
        self.bot = bot
        self.account = account
        self.event = event
    }
}
