import CEL
import Engine
import Testing

@testable import Runtime

@Suite("which turn is next", .timeLimit(.minutes(1)))
struct TurnQueueTests {
    private static let merging = Bots.echo + "\npolicies: {turns: {merge: 1500ms}}\n"

    /// Claims what waits and gives what is to be done with it.
    private static func queue(
        _ yaml: String, _ prepare: (Stage, any Store) async throws -> Void,
        _ body: (TurnQueue, Stage, [InboxEvent]) throws -> Void
    ) async throws {
        try await Stage.with(yaml) { stage, store in
            try await prepare(stage, store)
            let lease = try await store.claimOne(for: store.register())
            let claimed = try await store.load(lease)
            let context = WorkContext(store: store, observer: stage.observer, time: stage.time, chance: { 0 })
            let sender = OutboxSender(
                host: stage.host, lease: lease, account: claimed.account, contact: claimed.contact, context: context)
            try body(TurnQueue(of: claimed, sender: sender), stage, claimed.inbox)
        }
    }

    private static func accept(_ texts: [String], on store: any Store) async throws {
        try await store.accept(texts.map { .text($0, id: $0) })
    }

    @Test("event after event has its turn, and then nothing is left")
    func inOrder() async throws {
        try await Self.queue(Bots.echo) { _, store in
            try await Self.accept(["a", "b"], on: store)
        } _: { queue, _, inbox in
            for event in inbox {
                #expect(queue.hasMore)
                let turn = try #require(queue.next().turn)
                #expect(turn.burst.event == event)
                let goesOn = queue.end(turn)
                #expect(goesOn)
            }
            #expect(try queue.next().isNothing)
            #expect(inbox.count == 2 && !queue.hasMore)
        }
    }

    @Test("a burst waits until it is over, unless its turn is begun anew, and after its turn comes another claim")
    func burst() async throws {
        try await Self.queue(Self.merging) { _, store in
            try await Self.accept(["a", "b"], on: store)
        } _: { queue, stage, inbox in
            guard case .nothingBefore(let date, let seen) = try queue.next() else { Issue.record("it does not wait"); return }
            #expect(date == stage.time.now.advanced(by: .milliseconds(1500)))
            #expect(seen == inbox.last?.number)
            queue.beginAnew(with: inbox)
            let turn = try #require(queue.next().turn)
            #expect(turn.burst.texts == 2)
            let goesOn = queue.end(turn)
            #expect(!goesOn && !queue.hasMore)
        }
    }

    @Test("a checkpoint that cannot be read is told of, and leaves work")
    func unreadable() async throws {
        try await Self.queue(Bots.echo) { stage, store in
            try await stage.leaveUnreadableCheckpoint(in: store)
            try await Self.accept(["b"], on: store)
        } _: { queue, _, inbox in
            let turn = try #require(queue.next().unreadable)
            #expect(turn.event == inbox.first && turn.isForgetting && turn.reason.contains("cannot be read"))
            #expect(queue.hasMore)
        }
    }

    @Test("what a later version of the program wrote is left to it")
    func laterVersion() async throws {
        try await Self.queue(Bots.echo) { stage, store in
            try await stage.leaveUnreadableCheckpoint(["version": 99], in: store)
            try await Self.accept(["b"], on: store)
        } _: { queue, _, _ in
            #expect { try queue.next() } throws: { ($0 as? StoreError)?.code == .unavailable }
        }
    }

    @Test("what a turn that was given up leaves is for another claim")
    func givenUp() async throws {
        try await Self.queue(Bots.echo) { _, store in
            try await Self.accept(["a"], on: store)
        } _: { queue, _, _ in
            _ = queue.end(try #require(queue.next().turn))
            #expect(!queue.hasMore)
            queue.leaveRest()
            #expect(queue.hasMore)
        }
    }
}

extension TurnQueue.Next {
    fileprivate var turn: TurnRunner? { if case .turn(let turn) = self { turn } else { nil } }
    fileprivate var unreadable: HopelessTurn? { if case .unreadable(let turn) = self { turn } else { nil } }
    fileprivate var isNothing: Bool { if case .nothing = self { true } else { false } }
}
