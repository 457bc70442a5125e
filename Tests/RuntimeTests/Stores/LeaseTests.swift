import CEL
import Engine
import Testing

@testable import Runtime

@Suite("leases in every store")
struct LeaseTests {
    @Test("a claimed conversation is nobody else's", arguments: TestBackend.turning)
    func exclusive(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            try await store.accept([.text("a", id: "1", from: "ana"), .text("b", id: "2", from: "bia")])
            let first = try await store.claim(limit: 1, of: [.optics], for: worker)
            let other = try await store.claimAll(for: store.register())
            #expect(first.count == 1)
            #expect(other.count == 1)
            #expect(first.map(\.conversation) != other.map(\.conversation))
            try await store.accept([.text("c", id: "3", from: "ana"), .text("d", id: "4", from: "bia")])
            #expect(try await store.claimAll(for: worker).isEmpty)
        }
    }

    @Test("accounts have their turns though one has much more to do", arguments: TestBackend.turning)
    func fairness(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, time in
            try await store.accept((0..<20).map { .text("a", id: "\($0)", from: "c\($0)") })
            time.advance(by: .seconds(1))
            try await store.accept([.text("b", id: "1", bot: .bakery)])
            let bots = try await store.claim(limit: 2, of: [.optics, .bakery], for: worker).map(\.bot)
            #expect(Set(bots) == [.optics, .bakery])
        }
    }

    @Test("of one account the longest due is claimed first", arguments: TestBackend.turning)
    func longestDue(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, time in
            for name in ["ana", "bia", "caio"] {
                try await store.accept([.text(name, id: name, from: name)])
                time.advance(by: .seconds(1))
            }
            var claimed: [String?] = []
            for _ in 0..<3 {
                for lease in try await store.claim(limit: 1, of: [.optics], for: worker) {
                    claimed.append(try await store.load(lease).inbox.first?.text)
                }
            }
            #expect(claimed == ["ana", "bia", "caio"])
        }
    }

    @Test("nothing is claimed of bots that were not asked for", arguments: TestBackend.turning)
    func otherBots(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            try await store.accept([.text("a", id: "1", bot: .optics)])
            #expect(try await store.claim(limit: 10, of: [.bakery], for: worker).isEmpty)
            #expect(try await store.claim(limit: 10, of: [.optics], for: worker).count == 1)
        }
    }

    @Test("a paused account waits until its pause is over", arguments: TestBackend.turning)
    func pauses(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, time in
            try await store.accept([.text("a", id: "1", bot: .optics), .text("b", id: "2", bot: .bakery)])
            try await store.pause(
                account: "account of optics", of: .optics, until: time.now.advanced(by: .seconds(60)), because: "token refused")
            #expect(try await store.claimAll(for: worker).map(\.bot) == [.bakery])
            #expect(try await store.statistics().pausedAccounts.map(\.reason) == ["token refused"])
            time.advance(by: .seconds(60))
            #expect(try await store.claimAll(for: worker).map(\.bot) == [.optics])
            #expect(try await store.statistics().pausedAccounts.isEmpty)
        }
    }

    @Test("a pause that is lifted ends at once", arguments: TestBackend.turning)
    func liftedPause(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, time in
            try await store.accept([.text("a", id: "1")])
            let later = time.now.advanced(by: .seconds(60))
            try await store.pause(account: "account of optics", of: .optics, until: later, because: "token refused")
            try await store.pause(account: "account of optics", of: .optics, until: nil, because: "a new token")
            #expect(try await store.claimAll(for: worker).count == 1)
        }
    }

    @Test("a released conversation is due again only when work waits in it", arguments: TestBackend.turning)
    func release(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            try await store.accept([.text("a", id: "1")])
            try await store.release(store.claimOne(for: worker), notBefore: nil)
            let lease = try await store.claimOne(for: worker)
            _ = try await store.finish(.sample(1), sending: [], under: lease)
            try await store.release(lease, notBefore: nil)
            #expect(try await store.claimAll(for: worker).isEmpty)
            try await store.accept([.text("b", id: "2")])
            #expect(try await store.load(store.claimOne(for: worker)).inbox.map(\.text) == ["b"])
        }
    }

    @Test("a conversation that was given back for later is not due before", arguments: TestBackend.turning)
    func releaseForLater(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, time in
            try await store.accept([.text("a", id: "1")])
            try await store.release(store.claimOne(for: worker), notBefore: time.now.advanced(by: .seconds(5)))
            time.advance(by: .milliseconds(4999))
            #expect(try await store.claimAll(for: worker).isEmpty)
            time.advance(by: .milliseconds(1))
            #expect(try await store.claimAll(for: worker).count == 1)
        }
    }

    @Test("what a status settles is counted no more", arguments: TestBackend.turning)
    func crashesOfSettled(on backend: TestBackend) async throws {
        try await backend.withDatabase { database in
            let first = try await database.open()
            try await first.accept([.text("a", id: "1"), .text("b", id: "2", at: 1)])
            let lease = try await first.claimOne(for: first.register())
            let sent = try await first.finish(.sample(1), sending: [.plain("x")], under: lease)
            await first.close()
            let second = try await database.open()
            #expect(try await second.claimOne(for: second.register()).crashes == 0)
            await second.close()
            let store = try await database.open()
            let worker = try await store.register()
            let counted = try await store.claimOne(for: worker)
            #expect(counted.crashes == 1)
            try await store.release(counted, notBefore: nil)
            try await store.accept([.status(.delivered, of: "p", tag: sent[0].tag)])
            #expect(try await store.claimOne(for: worker).crashes == 0)
            await store.close()
        }
    }

    @Test("one suspect at most is claimed, the longest due, and none beside another", arguments: TestBackend.turning)
    func suspects(on backend: TestBackend) async throws {
        try await backend.withDatabase { database in
            var store = try await database.open()
            try await store.accept([.text("a", id: "1", from: "ana"), .text("b", id: "2", from: "bia", at: 1)])
            database.time.advance(by: .seconds(1))
            for _ in 1...Lease.suspicion {
                let worker = try await store.register()
                #expect(try await store.claim(limit: 9, of: [.optics], for: worker).count == 2)
                await store.close()
                store = try await database.open()
            }
            try await store.accept([.text("c", id: "3", from: "caio", at: 2)])
            database.time.advance(by: .seconds(1))
            let worker = try await store.register()
            #expect(try await store.claim(limit: 1, of: [.optics], suspect: false, for: worker).map(\.crashes) == [0])
            let leases = try await store.claim(limit: 9, of: [.optics], suspect: true, for: worker)
            #expect(leases.map(\.crashes) == [Lease.suspicion])
            #expect(try await store.load(#require(leases.first)).inbox.map(\.text) == ["a"])
            #expect(try await store.claim(limit: 9, of: [.optics], suspect: false, for: worker).isEmpty)
            await store.close()
        }
    }

    @Test("what came after the event that a later date heeds makes a conversation due at once", arguments: TestBackend.turning)
    func releaseAfterSeen(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, time in
            let date = time.now.advanced(by: .seconds(5))
            try await store.accept([.text("a", id: "1")])
            let lease = try await store.claimOne(for: worker)
            try await store.accept([.text("b", id: "2")])
            try await store.release(lease, notBefore: date, seen: 1)
            try await store.release(store.claimOne(for: worker), notBefore: date, seen: 2)
            #expect(try await store.claimAll(for: worker).isEmpty)
            time.advance(by: .seconds(5))
            #expect(try await store.load(store.claimOne(for: worker)).inbox.map(\.text) == ["a", "b"])
        }
    }

    @Test("claims that ended with the process are counted until work is done", arguments: TestBackend.turning)
    func crashes(on backend: TestBackend) async throws {
        try await backend.withDatabase { database in
            var store = try await database.open()
            try await store.accept([.text("a", id: "1")])
            for crashes in 0..<3 {
                #expect(try await store.claimOne(for: store.register()).crashes == crashes)
                await store.close()
                store = try await database.open()
            }
            let worker = try await store.register()
            for _ in 1...2 {
                let lease = try await store.claimOne(for: worker)
                #expect(lease.crashes == 3)
                try await store.release(lease, notBefore: nil)
            }
            let lease = try await store.claimOne(for: worker)
            _ = try await store.finish(.sample(1), sending: [.plain("b")], under: lease)
            try await store.release(lease, notBefore: nil)
            #expect(try await store.claimOne(for: worker).crashes == 0)
            await store.close()
        }
    }

    @Test("a worker's identifier is never used again", arguments: TestBackend.turning)
    func workers(on backend: TestBackend) async throws {
        try await backend.withDatabase { database in
            var workers: [WorkerID] = []
            for _ in 0..<2 {
                let store = try await database.open()
                for _ in 0..<2 { workers.append(try await store.register()) }
                await store.close()
            }
            #expect(Set(workers).count == 4)
        }
    }

    @Test("a worker of an earlier life learns at its beat that it was given up", arguments: TestBackend.turning)
    func beats(on backend: TestBackend) async throws {
        try await backend.withDatabase { database in
            let earlier = try await database.open()
            let worker = try await earlier.register()
            try await earlier.beat(worker)
            await earlier.close()
            let store = try await database.open()
            await #expect { try await store.beat(worker) } throws: { ($0 as? StoreError)?.code == .leaseLost }
            await store.close()
        }
    }

    @Test("what is written under a lost lease changes nothing", arguments: TestBackend.turning, LostWrite.allCases)
    func lostLease(on backend: TestBackend, write: LostWrite) async throws {
        try await backend.withDatabase { database in
            let earlier = try await database.open()
            try await earlier.accept([.text("a", id: "1")])
            let worker = try await earlier.register()
            let first = try await earlier.claimOne(for: worker)
            let sent = try await earlier.save(.sample(1), sending: [.plain("wait")], intending: [], under: first)
            await earlier.close()

            let store = try await database.open()
            let lease = try await store.claimOne(for: store.register())
            let before = try await store.load(lease)
            await #expect { try await write.run(on: store, sent: sent[0], under: first) } throws: {
                ($0 as? StoreError)?.code == .leaseLost
            }
            #expect(try await store.load(lease) == before)
            #expect(try await store.deadLetters(of: nil, before: nil, limit: 10).isEmpty)
            await store.close()
        }
    }

    enum LostWrite: CaseIterable {
        case save, record, finish, suspend, giveUp, resend, settle, postpone, release, load

        func run(on store: any Store, sent: OutboxMessage, under lease: Lease) async throws {
            let later = ManualTime.start.advanced(by: .seconds(60))
            switch self {
            case .save:
                _ = try await store.save(.sample(1, failedAttempts: 3), sending: [.plain("x")], intending: [], under: lease)
            case .record: try await store.record(.action(.rows([])), of: IdempotencyKey(rawValue: "k"), under: lease)
            case .finish: _ = try await store.finish(.sample(1), sending: [.plain("x")], under: lease)
            case .suspend: try await store.suspend(.sample(1, failedAttempts: 3), until: later, under: lease)
            case .giveUp: try await store.giveUp(event: 1, because: "x", forgetting: true, under: lease)
            case .resend: _ = try await store.resend(message: 1, under: lease)
            case .settle: try await store.settle(message: 1, as: .sent(providerID: "p"), under: lease)
            case .postpone: try await store.postpone(sent, until: later, under: lease)
            case .release: try await store.release(lease, notBefore: nil)
            case .load: _ = try await store.load(lease)
            }
        }
    }
}
