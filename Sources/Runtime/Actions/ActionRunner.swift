public import Engine

/// Carries out tools' actions for one bot, over the names under its `connections:`.
public protocol ActionRunner: Sendable {
    func run(_ request: ActionRequest, for context: ActionContext) async throws(CallFailure) -> ActionResult
}

/// On whose behalf an action runs.
public struct ActionContext: Sendable, Equatable {
    public let bot: BotID
    public let conversation: ConversationID
    /// The same for every try of one decision, also after a restart: a UUID in lower case.
    public let idempotencyKey: String
    /// The turn that asks, from 1.
    public let turn: Int

    public init(bot: BotID, conversation: ConversationID, idempotencyKey: String, turn: Int) {
        self.bot = bot
        self.conversation = conversation
        self.idempotencyKey = idempotencyKey
        self.turn = turn
    }
}
