public import Engine

/// Carries out tools' actions for one bot, over the names under its `connections:`.
public protocol ActionRunner: Sendable {
    func run(_ request: ActionRequest, for context: ActionContext) async throws(CallFailure) -> ActionResult
}

/// On whose behalf an action runs.
public struct ActionContext: Sendable {
    public let bot: BotID
    public let conversation: ConversationID
    /// The same for every try of one decision, also after a restart: a UUID in lower case.
    public let idempotencyKey: String
    /// The turn that asks, from 1.
    public let turn: Int
    /// Whether a write may still be made: asked when one has waited, for its session or for another try, before it leaves.
    let mayGoOn: @Sendable () -> Bool

    public init(
        bot: BotID, conversation: ConversationID, idempotencyKey: String, turn: Int,
        mayGoOn: @escaping @Sendable () -> Bool = { true }
    ) {
        self.bot = bot
        self.conversation = conversation
        self.idempotencyKey = idempotencyKey
        self.turn = turn
        self.mayGoOn = mayGoOn
    }
}
