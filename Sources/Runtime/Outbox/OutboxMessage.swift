public import CEL
public import Engine

/// A message on its way to its channel.
public struct OutboxMessage: Sendable, Equatable {
    public enum State: Sendable, Equatable {
        /// The channel certainly does not have it.
        case waiting
        /// It was handed over and nothing is known of it since: the channel may have it.
        case handedOver(Timestamp)
    }

    /// Its place in the conversation's outbox, from 1.
    public let number: Int64
    public let tag: DeliveryTag
    public let message: OutboundMessage
    public let createdAt: Timestamp
    public var state: State
    /// Tries that the channel refused for this message's own sake.
    public var failedAttempts: Int
    /// Tries that brought no answer; without the last one, which the state tells of.
    public var unknownOutcomes: Int

    public init(
        number: Int64, tag: DeliveryTag, message: OutboundMessage, createdAt: Timestamp, state: State, failedAttempts: Int = 0,
        unknownOutcomes: Int = 0
    ) {
        self.number = number
        self.tag = tag
        self.message = message
        self.createdAt = createdAt
        self.state = state
        self.failedAttempts = failedAttempts
        self.unknownOutcomes = unknownOutcomes
    }
}

/// How a message's way to its channel ended.
public enum Delivery: Sendable, Equatable {
    /// Taken, under the provider's identifier.
    case sent(providerID: String)
    /// Not to be sent, and nobody's fault.
    case dropped(SendFailure)
    /// It can never be sent: a dead letter.
    case failed(SendFailure)
}
