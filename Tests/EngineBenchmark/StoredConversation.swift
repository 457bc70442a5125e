import CEL
import Engine
import Runtime

/// A conversation whose every turn is on disk before the next one: the message is taken into the inbox, the conversation claimed,
/// loaded, and the turn committed with its reply, as the server does it.
struct StoredConversation {
    private let bot: Bot
    private let store: SQLiteStore
    private let worker: WorkerID
    private var turns: Int64 = 0

    init(with bot: Bot, at path: String) async throws {
        self.bot = bot
        store = try await SQLiteStore.open(at: path)
        worker = try await store.register()
    }

    mutating func turn() async throws {
        turns += 1
        let message = TalkingConversation.message(turns)
        try await store.accept([
            Arrival(bot: bot.id, account: "1", event: .message(message, from: TalkingConversation.contact))
        ])
        guard let lease = try await store.claim(limit: 1, of: [bot.id], for: worker).first else {
            preconditionFailure("a conversation with a message is due")
        }
        let claimed = try await store.load(lease, historyEntries: bot.memoryEntries, events: 1)
        var conversation = Conversation(
            id: lease.conversation, startedAt: claimed.startedAt, contact: claimed.contact, history: claimed.history)
        if let saved = claimed.checkpoint { conversation.checkpoint = try Checkpoint(decoding: saved) }
        let transition = bot.advance(conversation, on: Event(at: message.at, kind: .message(message)))
        precondition(transition.path.count == TalkingConversation.nodes, "a turn runs all nodes")
        let finished = FinishedTurn(
            event: claimed.inbox[0].number, beganAt: message.at, checkpoint: transition.conversation.checkpoint.encoded(),
            said: transition.said, failure: nil, rest: .ended)
        let messages = transition.effects.compactMap { effect in
            if case .send(let message) = effect { message } else { nil }
        }
        for sent in try await store.finish(finished, sending: messages, under: lease) {
            try await store.settle(message: sent.number, as: .sent(providerID: "p\(turns)"), under: lease)
        }
        try await store.release(lease, notBefore: nil)
    }

    func close() async { await store.close() }
}
