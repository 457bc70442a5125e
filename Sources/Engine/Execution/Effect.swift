/// What the Runtime is to do. The order in a transition is the order in which to begin.
public enum Effect: Sendable, Equatable {
    /// Courtesy to the sender of a message. Best effort: its failure fails nothing.
    case receipt(Receipt)
    case send(OutboundMessage)
    case call(Call)
    /// A person takes over: whoever serves the queue is to be told.
    case handOver(HandOver)
}

/// A conversation that a person is to go on with.
public struct HandOver: Sendable, Equatable {
    /// As the bot's author named it.
    public let queue: String
    /// What the bot's author wants the person to know first.
    public let summary: String?

    public init(queue: String, summary: String?) {
        self.queue = queue
        self.summary = summary
    }
}

/// What the `receive` policy shows a person when their message is taken up.
public struct Receipt: Sendable, Equatable {
    public let messageID: String
    public let markRead: Bool
    /// Only together with `markRead`, and only when a reply will follow.
    public let typing: Bool
    /// One emoji.
    public let reaction: String?

    public init(messageID: String, markRead: Bool, typing: Bool, reaction: String?) {
        self.messageID = messageID
        self.markRead = markRead
        self.typing = typing
        self.reaction = reaction
    }
}

/// A call outward whose result comes back as `Event.Kind.finished`.
public struct Call: Sendable, Equatable {
    public enum Work: Sendable, Equatable {
        case model(ModelRequest)
        indirect case action(ActionRequest)
    }

    public let id: CallID
    public let work: Work

    public init(id: CallID, work: Work) {
        self.id = id
        self.work = work
    }
}
