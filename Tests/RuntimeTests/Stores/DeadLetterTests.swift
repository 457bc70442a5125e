import CEL
import Engine
import Testing

@testable import Runtime

@Suite("dead letters in every store")
struct DeadLetterTests {
    /// A letter about the turn of event 1, one about message 1, and a conversation with nothing to do.
    private static func withLetters(
        on backend: TestBackend, _ body: (any Store, WorkerID, ManualTime) async throws -> Void
    ) async throws {
        try await backend.withStore { store, worker, time in
            try await store.accept([
                .text("first", id: "1", named: "Ana", phone: "5511999990001"), .text("second", id: "2", at: 1),
            ])
            let lease = try await store.claimOne(for: worker)
            try await store.giveUp(event: 1, because: "no way", forgetting: false, under: lease)
            _ = try await store.finish(.sample(2), sending: [.plain("reply")], under: lease)
            try await store.settle(message: 1, as: .failed(SendFailure(.rejected, providerCode: 100, "no")), under: lease)
            try await store.release(lease, notBefore: nil)
            try await body(store, worker, time)
        }
    }

    @Test("a letter is shown with its contact, its reason and what it is about", arguments: TestBackend.allCases)
    func shown(on backend: TestBackend) async throws {
        try await Self.withLetters(on: backend) { store, _, time in
            let letters = try await store.deadLetters(of: nil, before: nil, limit: 10)
            #expect(letters.map(\.subject) == [.delivery(message: 1), .turn(event: 1)])
            #expect(letters.map(\.reason) == ["rejected (100): no", "no way"])
            #expect(letters.allSatisfy { $0.contact == Contact(key: "ana", phone: "5511999990001", name: "Ana") })
            #expect(letters.allSatisfy { $0.settlement == nil })
            let turn = try #require(try await store.deadLetter(letters[1].id))
            guard case .event(.message(let message), let date) = turn.content else { return #expect(Bool(false)) }
            #expect(message.id == "1" && date == time.now && turn.letter == letters[1])
            #expect(
                try await store.deadLetter(letters[0].id)?.content == .message(.plain("reply"), createdAt: time.now))
            #expect(try await store.deadLetter(99) == nil)
        }
    }

    @Test("an event is replayed under a new number, once", arguments: TestBackend.allCases)
    func event(on backend: TestBackend) async throws {
        try await Self.withLetters(on: backend) { store, worker, time in
            let letter = try #require(try await store.deadLetters(of: nil, before: nil, limit: 10).last)
            time.advance(by: .seconds(5))
            #expect(try await store.replay(deadLetter: letter.id) == .done(number: 3))
            #expect(try await store.replay(deadLetter: letter.id) == .settledBefore)
            #expect(try await store.drop(deadLetter: letter.id, because: "no") == .settledBefore)
            let lease = try await store.claimOne(for: worker)
            let claimed = try await store.load(lease)
            #expect(claimed.inbox.map(\.number) == [3] && claimed.inbox.map(\.text) == ["first"])
            // So that it is not too old to be answered.
            #expect(claimed.inbox.first?.message?.isReplay == true)
            #expect(claimed.inbox.first?.receivedAt == time.now)
            #expect(claimed.outbox.isEmpty)
            _ = try await store.finish(.sample(3, turn: 2), sending: [], under: lease)
            try await store.release(lease, notBefore: nil)
            #expect(try await store.claimAll(for: worker).isEmpty)
            // The message that was replayed is still known.
            try await store.accept([.text("first", id: "1")])
            #expect(try await store.claimAll(for: worker).isEmpty)
            let all = try await store.deadLetters(DeadLetterFilter(includesSettled: true), before: nil, limit: 10)
            #expect(all.last?.settlement == DeadLetter.Settlement(.replayed(as: 3), at: time.now))
            #expect(try await store.deadLetters(of: nil, before: nil, limit: 10).count == 1)
            #expect(try await store.statistics().deadLetters == 1)
            let summaries = try await store.conversations(ConversationFilter(), before: nil, limit: 1)
            #expect(summaries.map(\.deadLetters) == [1])
        }
    }

    @Test("a letter of a burst is about all that its turn heard, under the last one's key", arguments: TestBackend.allCases)
    func burst(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, time in
            let arrivals: [Arrival] = (1...4).map { .text("text \($0)", id: "\($0)", at: $0) }
            try await store.accept(arrivals)
            let lease = try await store.claimOne(for: worker)
            func joined(_ first: Int, _ last: Int) -> InboundMessage {
                InboundMessage(id: "\(last)", at: time.now, content: .text("text \(first)\ntext \(last)"))
            }
            let told = ToldEvent(Event(at: time.now, kind: .message(joined(1, 2))))
            let failure = TurnFailure(node: nil, message: "no way")
            _ = try await store.finish(.sample(2, failure: failure, told: [told]), sending: [], under: lease)
            try await store.giveUp(
                event: 4, heard: joined(3, 4), because: "no", forgetting: false, under: lease)
            try await store.release(lease, notBefore: nil)
            for letter in try await store.deadLetters(of: nil, before: nil, limit: 10) {
                _ = try await store.replay(deadLetter: letter.id)
            }
            let replays = try await store.load(try await store.claimOne(for: worker)).inbox
            #expect(replays.map(\.text) == ["text 3\ntext 4", "text 1\ntext 2"])
            try await store.accept(arrivals)
            #expect(try await store.conversations(ConversationFilter(), before: nil, limit: 1).map(\.waitingEvents) == [2])
        }
    }

    @Test("a message that is replayed is answered however old it is", arguments: TestBackend.allCases)
    func old(on backend: TestBackend) async throws {
        try await Stage.with(Bots.echo + "\npolicies: {turns: {max_age: 1m}}\n", on: backend) { stage, store in
            try await store.accept([.text("first", id: "1")])
            let lease = try await store.claimOne(for: store.register())
            try await store.giveUp(event: 1, because: "no", forgetting: false, under: lease)
            try await store.release(lease, notBefore: nil)
            stage.time.advance(by: .seconds(3600))
            let letter = try #require(try await store.deadLetters(of: nil, before: nil, limit: 1).first)
            _ = try await store.replay(deadLetter: letter.id)
            try await store.accept([.text("second", id: "2", at: 1)])
            try await stage.work(on: store)
            #expect(stage.channel.texts == ["first"])
        }
    }

    @Test(
        "a message is sent again under a new number and tag, and its recorded turn stays as it was",
        arguments: TestBackend.allCases)
    func message(on backend: TestBackend) async throws {
        try await Self.withLetters(on: backend) { store, worker, time in
            let letter = try #require(try await store.deadLetters(of: nil, before: nil, limit: 10).first)
            #expect(try await store.replay(deadLetter: letter.id) == .done(number: 2))
            let lease = try await store.claimOne(for: worker)
            let outbox = try await store.load(lease).outbox
            #expect(outbox.map(\.number) == [2] && outbox.map(\.message) == [.plain("reply")])
            #expect(outbox.first?.state == .waiting && outbox.first?.createdAt == time.now)
            try await store.settle(message: 2, as: .sent(providerID: "p2"), under: lease)
            try await store.release(lease, notBefore: nil)
            #expect(try await store.statistics().unsentMessages == 0)
            #expect(try await store.recordedTurns(of: lease.conversation, limit: 10).map(\.sent) == [[.plain("reply")]])
        }
    }

    @Test("a replay waits for its turn while the conversation is worked on", arguments: TestBackend.allCases)
    func claimed(on backend: TestBackend) async throws {
        try await Self.withLetters(on: backend) { store, worker, _ in
            try await store.accept([.text("third", id: "3", at: 2)])
            let lease = try await store.claimOne(for: worker)
            for letter in try await store.deadLetters(of: nil, before: nil, limit: 10) {
                _ = try await store.replay(deadLetter: letter.id)
            }
            #expect(try await store.claimAll(for: worker).isEmpty)
            _ = try await store.finish(.sample(3, turn: 2), sending: [], under: lease)
            try await store.release(lease, notBefore: nil)
            let claimed = try await store.load(try await store.claimOne(for: worker))
            #expect(claimed.inbox.map(\.number) == [4] && claimed.outbox.map(\.number) == [2])
        }
    }

    @Test("a letter is dropped with a reason, and one that nobody knows is not", arguments: TestBackend.allCases)
    func drop(on backend: TestBackend) async throws {
        try await Self.withLetters(on: backend) { store, worker, time in
            let letter = try #require(try await store.deadLetters(of: nil, before: nil, limit: 10).first)
            #expect(try await store.drop(deadLetter: letter.id, because: "answered by phone") == .done(number: nil))
            #expect(try await store.replay(deadLetter: letter.id) == .settledBefore)
            #expect(
                try await store.deadLetter(letter.id)?.letter.settlement
                    == DeadLetter.Settlement(.dropped(because: "answered by phone"), at: time.now))
            #expect(try await store.replay(deadLetter: 99) == .unknown)
            #expect(try await store.drop(deadLetter: 99, because: "no") == .unknown)
            #expect(try await store.claimAll(for: worker).isEmpty)
        }
    }

    @Test("what a waiting letter is about is kept until it is settled", arguments: TestBackend.allCases)
    func kept(on backend: TestBackend) async throws {
        try await Self.withLetters(on: backend) { store, _, time in
            let letters = try await store.deadLetters(of: nil, before: nil, limit: 10)
            time.advance(by: .seconds(10))
            try await store.prune(before: time.now)
            for letter in letters { #expect(try await store.deadLetter(letter.id)?.content != .gone) }
            _ = try await store.drop(deadLetter: letters[0].id, because: "no")
            time.advance(by: .seconds(10))
            try await store.prune(before: time.now)
            #expect(try await store.deadLetter(letters[0].id) == nil)
            #expect(try await store.replay(deadLetter: letters[1].id) == .done(number: 3))
        }
    }
}
