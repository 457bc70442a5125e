import CEL
import Engine
import Testing

@testable import Runtime

@Suite("timers in every store")
struct TimerTests {
    @Test("a timer is an event of the inbox when it is due, and not before", arguments: TestBackend.turning)
    func due(on backend: TestBackend) async throws {
        try await backend.withSleeper { store, worker, time in
            time.advance(by: .seconds(59))
            #expect(try await store.claimAll(for: worker).isEmpty)
            time.advance(by: .seconds(1))
            let claimed = try await store.load(store.claimOne(for: worker))
            #expect(claimed.inbox == [InboxEvent(number: 2, receivedAt: time.now, kind: .timer)])
            #expect(claimed.checkpoint == ["turn": 1])
        }
    }

    @Test("a timer that was due long ago fires once", arguments: TestBackend.turning)
    func late(on backend: TestBackend) async throws {
        try await backend.withSleeper { store, worker, time in
            time.advance(by: .seconds(86_400))
            let lease = try await store.claimOne(for: worker)
            #expect(try await store.load(lease).inbox.map(\.kind) == [.timer])
            _ = try await store.finish(.sample(2, turn: 2), sending: [], under: lease)
            try await store.release(lease, notBefore: nil)
            time.advance(by: .seconds(86_400))
            #expect(try await store.claimAll(for: worker).isEmpty)
        }
    }

    @Test("the next turn sets the timer anew or does away with it", arguments: TestBackend.turning, [nil, 90])
    func replaced(on backend: TestBackend, seconds: Int?) async throws {
        try await backend.withSleeper { store, worker, time in
            try await store.accept([.text("b", id: "2", at: 1)])
            let lease = try await store.claimOne(for: worker)
            time.advance(by: .seconds(60))
            #expect(try await store.claimAll(for: worker).isEmpty)
            _ = try await store.finish(.sample(2, turn: 2, wakingAfter: seconds.map { .seconds($0) }), sending: [], under: lease)
            try await store.release(lease, notBefore: nil)
            #expect(try await store.claimAll(for: worker).isEmpty)
            time.advance(by: .seconds(30))
            #expect(try await store.claimAll(for: worker).count == (seconds == nil ? 0 : 1))
        }
    }

    @Test(
        "a message that waits has its turn first, and a timer of the turn before does not fire", arguments: TestBackend.turning)
    func messageFirst(on backend: TestBackend) async throws {
        try await backend.withSleeper { store, worker, time in
            try await store.accept([.text("b", id: "2", at: 1)])
            time.advance(by: .seconds(60))
            let claimed = try await store.load(store.claimOne(for: worker))
            #expect(claimed.inbox.map(\.text) == ["b"])
        }
    }

    @Test("an unfinished turn keeps the timer that it waits for", arguments: TestBackend.allCases)
    func working(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, time in
            try await store.accept([.text("a", id: "1")])
            let lease = try await store.claimOne(for: worker)
            var turn = WorkingTurn.sample(1)
            turn.wakeAt = time.now.advanced(by: .seconds(9))
            turn.told = ToldEvent.samples
            try await store.suspend(turn, until: time.now.advanced(by: .seconds(9)), under: lease)
            #expect(try await store.conversation(lease.conversation, historyEntries: 1)?.summary.wakeAt == turn.wakeAt)
            time.advance(by: .seconds(9))
            let claimed = try await store.load(store.claimOne(for: worker))
            #expect(claimed.working == turn)
            #expect(claimed.inbox.map(\.number) == [1])
        }
    }

    @Test("a timer that ends the process time and again counts as a crash like any event", arguments: TestBackend.turning)
    func crashes(on backend: TestBackend) async throws {
        try await backend.withDatabase { database in
            try await database.sleep()
            database.time.advance(by: .seconds(60))
            for crashes in 0..<2 {
                let store = try await database.open()
                let lease = try await store.claimOne(for: store.register())
                #expect(lease.crashes == crashes)
                await store.close()
            }
            let store = try await database.open()
            let lease = try await store.claimOne(for: store.register())
            try await store.giveUp(event: 2, because: "no", forgetting: false, under: lease)
            try await store.release(lease, notBefore: nil)
            #expect(try await store.deadLetters(of: nil, before: nil, limit: 10).map(\.subject) == [.turn(event: 2)])
            database.time.advance(by: .seconds(60))
            #expect(try await store.claimAll(for: store.register()).isEmpty)
            await store.close()
        }
    }

    @Test("many timers that are due at once all fire, some at each look", arguments: TestBackend.turning)
    func many(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, time in
            try await store.accept((1...600).map { .text("a", id: "\($0)", from: "c\($0)") })
            while case let leases = try await store.claimAll(for: worker), !leases.isEmpty {
                for lease in leases {
                    _ = try await store.finish(.sample(1, wakingAfter: .seconds(60)), sending: [], under: lease)
                    try await store.release(lease, notBefore: nil)
                }
            }
            time.advance(by: .seconds(60))
            var fired = 0
            while case let leases = try await store.claimAll(for: worker), !leases.isEmpty { fired += leases.count }
            #expect(fired == 600)
        }
    }

    @Test("what an operator does is an event in the order in which it came", arguments: TestBackend.turning)
    func operated(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, time in
            try await store.accept([.text("a", id: "1")])
            let lease = try await store.claimOne(for: worker)
            #expect(try await store.operate(.wrote("olá"), on: lease.conversation))
            #expect(try await store.operate(.giveBack, on: lease.conversation))
            #expect(try await !store.operate(.giveBack, on: ConversationID(rawValue: 99)))
            _ = try await store.finish(.sample(1), sending: [], under: lease)
            try await store.release(lease, notBefore: nil)
            let claimed = try await store.load(store.claimOne(for: worker))
            #expect(claimed.inbox.map(\.kind) == [.operated(.wrote("olá")), .operated(.giveBack)])
            #expect(claimed.inbox.map(\.number) == [2, 3])
        }
    }

    @Test("what an operator does wakes those who wait", arguments: TestBackend.turning)
    func operatorWakes(on backend: TestBackend) async throws {
        try await backend.withStore { store, _, _ in
            try await store.accept([.text("a", id: "1")])
            var hints = store.wakeUps().makeAsyncIterator()
            #expect(try await store.operate(.giveBack, on: ConversationID(rawValue: 1)))
            #expect(await hints.next() != nil)
        }
    }
}

extension TestDatabase {
    /// Makes one conversation that has a timer a minute after the start, and nothing else to do.
    func sleep() async throws {
        let store = try await open()
        try await store.accept([.text("a", id: "1")])
        let lease = try await store.claimOne(for: store.register())
        _ = try await store.finish(.sample(1, wakingAfter: .seconds(60)), sending: [], under: lease)
        try await store.release(lease, notBefore: nil)
        await store.close()
    }
}

extension TestBackend {
    /// Runs `body` with one conversation that has a timer a minute after the start, and nothing else to do.
    fileprivate func withSleeper(_ body: (any Store, WorkerID, ManualTime) async throws -> Void) async throws {
        try await withDatabase { database in
            try await database.sleep()
            let store = try await database.open()
            do {
                try await body(store, try await store.register(), database.time)
            } catch {
                await store.close()
                throw error
            }
            await store.close()
        }
    }
}
