public import Engine

/// Is told what the workers do, for metrics and logs. Its methods are called in the midst of the work: they return at once.
public protocol TurnObserver: Sendable {
    /// - Parameter duration: From the turn's first beginning, with all its waits.
    func turnEnded(of bot: BotID, as end: TurnEnd, after duration: Duration)

    /// A suspect is worked on: `crashes` claims of it were cut off. Others like it wait until it is given back.
    func suspectTaken(_ conversation: ConversationID, by bot: BotID, after crashes: Int)

    /// A person has the conversation from now on.
    func handedOver(_ conversation: ConversationID, by bot: BotID, to queue: String)

    /// - Parameter duration: Of the one request that took it.
    func messageSent(by bot: BotID, after duration: Duration)
    func messageNotSent(by bot: BotID, because failure: SendFailure)

    /// A message waits, since its account has sent as many as it may at present.
    func messageHeldBack(by bot: BotID)

    /// A courtesy that failed; it is not tried again.
    func receiptNotShown(by bot: BotID, because failure: SendFailure)

    /// - Parameter duration: With all of the client's own tries.
    func modelCalled(_ model: String, by bot: BotID, after duration: Duration, _ result: Result<ModelReply.Usage, CallFailure>)

    /// - Parameter duration: With all of the runner's own tries.
    func toolCalled(_ tool: ToolName, by bot: BotID, after duration: Duration, _ result: Result<Void, CallFailure>)

    /// The store refused a call; the work goes back to be tried again.
    func storeFailed(_ error: StoreError)
}

public enum TurnEnd: String, Sendable, CaseIterable {
    case finished
    /// The person got the bot's apology; a dead letter says why.
    case failed
    /// The message was too old, by `turns.max_age`, and was not answered.
    case tooOld
    /// Given up for one that answers what the person wrote meanwhile too, by `turns.while_busy`.
    case begunAnew
    /// Put off, to be tried again.
    case suspended
    /// The event is a dead letter; a message was not answered.
    case givenUp
}
