import CEL
import Engine
import Runtime

/// Conversations whose every turn is on disk before the next one: the message is taken into the inbox, the conversation claimed,
/// loaded, and the turn committed with its reply, as the server does it.
struct StoredConversations {
    private let bot: Bot
    private let store: SQLiteStore
    private let worker: WorkerID

    init(with bot: Bot, at path: String) async throws {
        self.bot = bot
        store = try await SQLiteStore.open(at: path)
        worker = try await store.register()
    }

    /// Has turns of so many conversations at once.
    ///
    /// - Parameter first: The number of the first turn; none is had twice.
    func turns(_ count: Int64, from first: Int64, of conversations: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for conversation in 0..<conversations {
                group.addTask {
                    for turn in first..<first + count { try await self.turn(turn, of: conversation) }
                }
            }
            try await group.waitForAll()
        }
    }

    /// What is claimed may be another's conversation, whose turn is then had in the place of this one's.
    private func turn(_ number: Int64, of conversation: Int) async throws {
        let message = InboundMessage(
            id: "m\(conversation)-\(number)", at: Timestamp(milliseconds: number * 1000), content: .text("oi"))
        let contact = Contact(key: "5511999990001-\(conversation)", phone: "5511999990001", name: "Ana Souza")
        try await store.accept([Arrival(bot: bot.id, account: "1", event: .message(message, from: contact))])
        var lease: Lease?
        while lease == nil {
            lease = try await store.claim(limit: 1, of: [bot.id], for: worker).first
            // What is due may still be with the one who has it.
            if lease == nil { await Task.yield() }
        }
        guard let lease else { return }
        let claimed = try await store.load(lease, historyEntries: bot.memoryEntries, events: 1)
        var conversation = Conversation(
            id: lease.conversation, startedAt: claimed.startedAt, contact: claimed.contact, history: claimed.history)
        if let saved = claimed.checkpoint { conversation.checkpoint = try Checkpoint(decoding: saved) }
        let event = claimed.inbox[0]
        guard case .message(let heard) = event.kind else { preconditionFailure("nothing but messages is sent") }
        let transition = bot.advance(conversation, on: Event(at: heard.at, kind: .message(heard)))
        precondition(transition.path.count == TalkingConversation.nodes, "a turn runs all nodes")
        let finished = FinishedTurn(
            event: event.number, beganAt: heard.at, checkpoint: transition.conversation.checkpoint.encoded(),
            said: transition.said, failure: nil, rest: .ended)
        let messages = transition.effects.compactMap { effect in
            if case .send(let message) = effect { message } else { nil }
        }
        for sent in try await store.finish(finished, sending: messages, under: lease) {
            let provided = "p\(lease.conversation.rawValue)-\(event.number)"
            try await store.settle(message: sent.number, as: .sent(providerID: provided), under: lease)
        }
        try await store.release(lease, notBefore: nil)
    }

    func close() async { await store.close() }
}
