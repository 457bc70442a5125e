public import CEL
public import Engine

/// Something that happened to a conversation and waits for its turn.
public struct InboxEvent: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        case message(InboundMessage)
        /// A timer of the conversation's checkpoint became due.
        case timer
        case operated(OperatorAct)
    }

    /// Its place in the conversation's inbox, from 1. There may be gaps.
    public let number: Int64
    /// By our clock.
    public let receivedAt: Timestamp
    public let kind: Kind

    public init(number: Int64, receivedAt: Timestamp, kind: Kind) {
        self.number = number
        self.receivedAt = receivedAt
        self.kind = kind
    }

    var message: InboundMessage? {
        guard case .message(let message) = kind else { return nil }
        return message
    }

    /// What the bot is told.
    var told: Event.Kind {
        switch kind {
        case .message(let message): .message(message)
        case .timer: .timer
        case .operated(let act): .operated(act)
        }
    }
}
