import CEL
import Engine
import Testing

@testable import Runtime

@Suite("turns in every store")
struct TurnTests {
    @Test(
        "a finished turn leaves its checkpoint, history and messages, and its inbox message is done",
        arguments: TestBackend.turning)
    func finish(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            try await store.accept([.text("a", id: "1"), .text("b", id: "2", at: 1)])
            let lease = try await store.claimOne(for: worker)
            let sent = try await store.finish(.sample(1), sending: [.plain("x"), .plain("y")], under: lease)
            let claimed = try await store.load(lease)
            #expect(claimed.checkpoint == ["turn": 1])
            #expect(claimed.history == FinishedTurn.sample(1).said)
            #expect(claimed.inbox.map(\.text) == ["b"])
            #expect(claimed.outbox == sent)
            #expect(sent.map(\.message) == [.plain("x"), .plain("y")])
            #expect(sent.map(\.number) == [1, 2])
            #expect(sent.allSatisfy { $0.tag.conversation == lease.conversation && DeliveryTag("\($0.tag)") == $0.tag })
        }
    }

    @Test("a turn is finished once", arguments: TestBackend.turning)
    func finishTwice(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            try await store.accept([.text("a", id: "1")])
            let lease = try await store.claimOne(for: worker)
            _ = try await store.finish(.sample(1), sending: [.plain("x")], under: lease)
            await #expect { try await store.finish(.sample(1), sending: [.plain("x")], under: lease) } throws: {
                ($0 as? StoreError)?.code == .leaseLost
            }
            let claimed = try await store.load(lease)
            #expect(claimed.outbox.count == 1)
            #expect(claimed.history.count == 2)
        }
    }

    @Test("a turn that ended in an apology is a dead letter", arguments: TestBackend.turning)
    func failure(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, time in
            try await store.accept([.text("a", id: "1")])
            let lease = try await store.claimOne(for: worker)
            let failure = TurnFailure(node: NodeID(rawValue: "talk"), message: "the model is unavailable")
            _ = try await store.finish(.sample(1, failure: failure), sending: [], under: lease)
            let letters = try await store.deadLetters(of: .optics, before: nil, limit: 10)
            #expect(letters.map(\.subject) == [.turn(event: 1)])
            #expect(letters.map(\.reason) == ["at 'talk': the model is unavailable"])
            #expect(letters.map(\.conversation) == [lease.conversation])
            #expect(letters.map(\.at) == [time.now])
        }
    }

    @Test("an unfinished turn goes on after a restart", arguments: TestBackend.turning)
    func working(on backend: TestBackend) async throws {
        try await backend.withDatabase { database in
            let earlier = try await database.open()
            try await earlier.accept([.text("a", id: "1")])
            let first = try await earlier.claimOne(for: earlier.register())
            _ = try await earlier.save(.sample(1), sending: [], intending: [], under: first)
            let sent = try await earlier.save(
                .sample(1, failedAttempts: 2), sending: [.plain("one moment")], intending: [], under: first)
            await earlier.close()

            let store = try await database.open()
            let claimed = try await store.load(store.claimOne(for: store.register()))
            #expect(claimed.working == .sample(1, failedAttempts: 2))
            #expect(claimed.checkpoint == nil)
            #expect(claimed.history.isEmpty)
            #expect(claimed.inbox.map(\.number) == [1])
            #expect(claimed.outbox == sent)
            await store.close()
        }
    }

    @Test("nothing of an unfinished turn stays when it is finished", arguments: TestBackend.turning)
    func workingThenFinished(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            try await store.accept([.text("a", id: "1")])
            let lease = try await store.claimOne(for: worker)
            _ = try await store.save(.sample(1), sending: [], intending: [.sample], under: lease)
            _ = try await store.finish(.sample(1), sending: [], under: lease)
            let claimed = try await store.load(lease)
            #expect(claimed.working == nil)
            #expect(claimed.journal.isEmpty)
        }
    }

    @Test("a write is journalled before and after its call", arguments: TestBackend.turning, CallResult.samples)
    func journal(on backend: TestBackend, result: CallResult) async throws {
        try await backend.withDatabase { database in
            let earlier = try await database.open()
            try await earlier.accept([.text("a", id: "1")])
            let first = try await earlier.claimOne(for: earlier.register())
            _ = try await earlier.save(.sample(1), sending: [], intending: [.sample], under: first)
            await earlier.close()

            let store = try await database.open()
            let lease = try await store.claimOne(for: store.register())
            #expect(try await store.load(lease).journal == [JournalEntry(key: WriteIntent.sample.key, result: nil)])
            try await store.record(result, of: WriteIntent.sample.key, under: lease)
            _ = try await store.save(.sample(1), sending: [], intending: [.sample], under: lease)
            #expect(try await store.load(lease).journal == [JournalEntry(key: WriteIntent.sample.key, result: result)])
            await store.close()
        }
    }

    @Test("a suspended turn waits for its date, and later messages wait behind it", arguments: TestBackend.turning)
    func suspend(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, time in
            try await store.accept([.text("a", id: "1")])
            let lease = try await store.claimOne(for: worker)
            try await store.suspend(.sample(1, failedAttempts: 1), until: time.now.advanced(by: .seconds(2)), under: lease)
            try await store.accept([.text("b", id: "2", at: 1)])
            #expect(try await store.claimAll(for: worker).isEmpty)
            #expect(try await store.statistics().suspendedConversations == 1)
            time.advance(by: .seconds(2))
            let claimed = try await store.load(store.claimOne(for: worker))
            #expect(claimed.working == .sample(1, failedAttempts: 1))
            #expect(claimed.inbox.map(\.text) == ["a", "b"])
        }
    }

    @Test("a message that is given up is a dead letter, and the next one has its turn", arguments: TestBackend.turning)
    func giveUp(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            try await store.accept([.text("a", id: "1"), .text("b", id: "2", at: 1), .text("c", id: "3", at: 2)])
            let lease = try await store.claimOne(for: worker)
            _ = try await store.finish(.sample(1), sending: [], under: lease)
            _ = try await store.save(.sample(2), sending: [], intending: [], under: lease)
            try await store.giveUp(event: 2, because: "five crashes", forgetting: false, under: lease)
            let claimed = try await store.load(lease)
            #expect(claimed.inbox.map(\.text) == ["c"])
            #expect(claimed.working == nil)
            #expect(claimed.checkpoint == ["turn": 1])
            let letters = try await store.deadLetters(of: nil, before: nil, limit: 10)
            #expect(letters.map(\.subject) == [.turn(event: 2)])
            #expect(letters.map(\.reason) == ["five crashes"])
        }
    }

    @Test("a checkpoint of no use is forgotten, the history is not", arguments: TestBackend.turning)
    func forgetting(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            try await store.accept([.text("a", id: "1"), .text("b", id: "2", at: 1)])
            let lease = try await store.claimOne(for: worker)
            _ = try await store.finish(.sample(1), sending: [], under: lease)
            try await store.giveUp(event: 2, because: "unreadable", forgetting: true, under: lease)
            let claimed = try await store.load(lease)
            #expect(claimed.checkpoint == nil)
            #expect(claimed.history.count == 2)
        }
    }

    @Test("the history is the last entries, oldest first", arguments: TestBackend.turning)
    func history(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            try await store.accept((1...3).map { .text("a", id: "\($0)", at: $0) })
            let lease = try await store.claimOne(for: worker)
            for turn in 1...3 { _ = try await store.finish(.sample(Int64(turn), turn: turn), sending: [], under: lease) }
            let history = try await store.history(of: lease.conversation, limit: 3)
            #expect(history.map(\.text) == ["answer 2", "question 3", "answer 3"])
            #expect(try await store.load(lease, historyEntries: 3, events: 1).history == history)
        }
    }
}

extension WriteIntent {
    static let sample = WriteIntent(
        key: IdempotencyKey(rawValue: "6d7c9a52-0000-8000-8000-000000000001"), event: 1, call: CallID(turn: 1, number: 2),
        tool: ToolName(rawValue: "open_ticket"))
}

extension CallResult {
    static let samples: [CallResult] = [
        .action(.rows([["id": 1, "price": .double(1.5)]])), .action(.http(status: 201, body: ["ticket": "A-77"])),
        .action(.http(status: 204, body: .null)), .failure(CallFailure(.refused, "status 409")),
        .model(
            ModelReply(
                text: nil, calls: [ToolCall(id: "1", name: "t", arguments: "{")],
                usage: ModelReply.Usage(promptTokens: 3, completionTokens: 4))),
    ]
}
