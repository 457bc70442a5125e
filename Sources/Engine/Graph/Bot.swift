/// A compiled bot: a value that decides and never acts.
public struct Bot: Sendable {
    public let id: BotID
    public let name: String
    public let errors: ErrorPolicy
    /// How many history entries `advance` wants to see at most.
    public let memoryEntries: Int

    public init(id: BotID, name: String, errors: ErrorPolicy, memoryEntries: Int) {
        self.id = id
        self.name = name
        self.errors = errors
        self.memoryEntries = memoryEntries
    }

    /// The bot's settings with `environment` filled in.
    ///
    /// - Throws: All names that are wanted and missing, at once.
    public func settings(from environment: [String: String]) throws(MissingSettings) -> BotSettings {
        BotSettings(whatsapp: nil, connections: [:], models: [:])
    }

    /// Decides what follows from an event. Pure: the same conversation and event give the same transition.
    public func advance(_ conversation: Conversation, on event: Event) -> Transition {
        var next = conversation
        var said: [HistoryEntry] = []
        var effects: [Effect] = []
        if case .message(let message) = event.kind, case .text(let text) = message.content {
            next.checkpoint.turn += 1
            said = [
                HistoryEntry(turn: next.checkpoint.turn, role: .customer, text: text, at: event.at),
                HistoryEntry(turn: next.checkpoint.turn, role: .bot, text: text, at: event.at),
            ]
            effects = [.send(.text(text, previewURL: false))]
        }
        return Transition(conversation: next, said: said, effects: effects, outcome: .waiting, failure: nil, path: [])
    }

    /// The calls that a saved conversation still waits for, as `advance` gave them: what to make again after a restart.
    public func pendingCalls(of conversation: Conversation) -> [Call] { [] }
}
