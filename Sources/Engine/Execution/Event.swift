public import CEL

/// Something that happened to a conversation. Time is in here, since `Bot.advance` reads no clock.
public struct Event: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        case message(InboundMessage)
        /// A call of an earlier transition has ended.
        case finished(CallID, CallResult)
        /// Every timer of the checkpoint that is due by now fires, the longest due first; where none is, nothing happens.
        case timer
        /// An operator did something to a conversation.
        case operated(OperatorAct)
        /// The turn was given up from outside after its attempts or its time; whatever is pending will get no result.
        case abandoned(CallFailure)
    }

    public let at: Timestamp
    public let kind: Kind

    public init(at: Timestamp, kind: Kind) {
        self.at = at
        self.kind = kind
    }
}

/// What an operator does in place of the bot.
public enum OperatorAct: Sendable, Equatable {
    /// What the operator wrote to the person: the history keeps it, and the bot stays silent.
    case wrote(String)
    /// The bot takes over again; where it never left, nothing happens.
    case giveBack
}

public enum CallResult: Sendable, Equatable {
    case model(ModelReply)
    case action(ActionResult)
    case failure(CallFailure)
}

/// Why a call has no result.
public struct CallFailure: Error, Sendable, Equatable {
    public enum Code: String, Sendable {
        /// No answer in time, no connection, or an answer that says to try again.
        case unavailable
        /// The other side understood and said no.
        case refused
        /// The answer cannot be read or does not fit its type.
        case invalid
        /// The bot's own settings or definition make the call impossible.
        case misconfigured
    }

    public let code: Code
    /// For the operator: never message text, phone numbers, secrets or SQL arguments.
    public let message: String
    /// What the other side asked for before another try.
    public let retryAfter: Duration?

    public init(_ code: Code, _ message: String, retryAfter: Duration? = nil) {
        self.code = code
        self.message = message
        self.retryAfter = retryAfter
    }
}
