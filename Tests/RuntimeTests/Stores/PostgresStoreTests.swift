import CEL
import CPostgres
import Engine
import Glibc
import Testing

@testable import Runtime

/// What is PostgreSQL's own: many processes on one database.
@Suite("PostgreSQL store", .timeLimit(.minutes(1)))
struct PostgresStoreTests {
    static func open(_ url: String, _ time: ManualTime) async throws(StoreError) -> PostgresStore {
        try await PostgresStore.open(at: Secret(url), clock: PostgresClock(time: time, isGiven: true))
    }

    @Test("processes that start together make the tables once, and share one identifier")
    func together() async throws {
        let url = try TestPostgres.database()
        let ids = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let store = try await PostgresStore.open(at: Secret(url))
                    await store.close()
                    return store.id
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(ids.count == 1)
    }

    @Test("tables that a later version wrote are refused")
    func later() async throws {
        let url = try TestPostgres.database()
        await (try await PostgresStore.open(at: Secret(url))).close()
        try TestPostgres.execute("INSERT INTO trama.schema_version VALUES (99)", at: url)
        await #expect { try await PostgresStore.open(at: Secret(url)) } throws: { ($0 as? StoreError)?.code == .corrupt }
    }

    @Test("a server that is not there is unavailable")
    func absent() async throws {
        await #expect { try await PostgresStore.open(at: Secret("host=/nowhere dbname=x")) } throws: {
            ($0 as? StoreError)?.code == .unavailable
        }
    }

    @Test("one of two processes has a conversation, and the other one gets it when the first falls silent")
    func silence() async throws {
        let (url, time) = (try TestPostgres.database(), ManualTime())
        let (left, right) = (try await Self.open(url, time), try await Self.open(url, time))
        let (first, second) = (try await left.register(), try await right.register())
        try await left.accept([.text("a", id: "1")])
        let lease = try await left.claimOne(for: first)
        #expect(try await right.claim(limit: 10, of: [.optics], for: second).isEmpty)
        for _ in 0..<PostgresStore.patience { try await right.beat(second) }
        #expect(try await right.claim(limit: 10, of: [.optics], for: second).isEmpty)
        try await left.beat(first)
        for _ in 0...PostgresStore.patience { try await right.beat(second) }
        #expect(try await right.claim(limit: 10, of: [.optics], for: second).isEmpty)
        try await right.beat(second)
        let taken = try await right.claimOne(for: second)
        #expect(taken.fence > lease.fence)
        await #expect { try await left.finish(.sample(1), sending: [.plain("x")], under: lease) } throws: {
            ($0 as? StoreError)?.code == .leaseLost
        }
        await #expect { try await left.beat(first) } throws: { ($0 as? StoreError)?.code == .leaseLost }
        await #expect { try await left.claim(limit: 1, of: [.optics], for: first) } throws: {
            ($0 as? StoreError)?.code == .leaseLost
        }
        _ = try await right.finish(.sample(1), sending: [.plain("x")], under: taken)
        await left.close()
        await right.close()
    }

    /// As turns are written: else one of two transactions that wait for each other is given up after a second.
    @Test("arrivals that share a transaction lock their conversations in one order")
    func order() async throws {
        let url = try TestPostgres.database()
        let store = try await PostgresStore.open(at: Secret(url))
        for number in 1...3 { try await store.accept([.text("a", id: "\(number)", from: "contact \(number)")]) }
        let (locked, tell) = AsyncStream<Void>.makeStream()
        async let third = PostgresErrand.run("test", at: Secret(url)) { link throws(StoreError) in
            func ask(_ sql: String) throws(StoreError) -> String? {
                do throws(PostgresFault) {
                    return try link.query(sql, until: .now + .seconds(10))
                } catch {
                    throw StoreError(error, in: "test")
                }
            }
            func lock(_ conversation: Int) -> String {
                "SELECT 'free' FROM trama.schedule WHERE conversation_id = \(conversation) FOR UPDATE NOWAIT"
            }
            _ = try ask("BEGIN; \(lock(2)); SAVEPOINT first; \(lock(1))")
            tell.finish()
            let deadline = ContinuousClock.now + .seconds(4)
            // The first one is under way and waits for its conversation; the others wait for it.
            while store.arrivals.waiting < 2, .now < deadline { sched_yield() }
            _ = try ask("ROLLBACK TO first")
            while try ask("SELECT count(*) FROM trama.inbox WHERE conversation_id = 1") != "2", .now < deadline {}
            while try ask(TestPostgres.waiting) == "0", .now < deadline {}
            return try? ask(lock(3))
        }
        for await _ in locked {}
        try await withThrowingTaskGroup(of: Void.self) { group in
            func add(_ number: Int) {
                group.addTask { try await store.accept([.text("b", id: "b\(number)", from: "contact \(number)")]) }
            }
            add(1)
            while try await !Self.isBusy(url) { try Task.checkCancellation() }
            add(3)
            while store.arrivals.waiting < 1 { try Task.checkCancellation() }
            add(2)
            try await group.waitForAll()
        }
        #expect(try await third == "free")
        await store.close()
    }

    /// Whether somebody waits for a lock.
    private static func isBusy(_ url: String) async throws(StoreError) -> Bool {
        try await PostgresErrand.run("test", at: Secret(url)) { link throws(StoreError) in
            (try? link.query(TestPostgres.waiting, until: .now + .seconds(4))) == "1"
        }
    }

    @Test("a process that was away while it registered does nothing outside until its next beat")
    func awayWhileRegistering() async throws {
        let url = try TestPostgres.database()
        let time = ManualTime()
        let store = try await Self.open(url, time)
        try await store.accept([.text("a", id: "1")])
        let (locked, tell) = AsyncStream<Void>.makeStream()
        async let other = PostgresErrand.run("test", at: Secret(url)) { link throws(StoreError) in
            do {
                let deadline = ContinuousClock.now + .seconds(4)
                try link.query("BEGIN; LOCK TABLE trama.worker", until: deadline)
                tell.finish()
                while try link.query(TestPostgres.waiting, until: deadline) == "0" {}
                time.advance(by: PostgresStore.freshness)
                return try link.query("COMMIT", until: deadline)
            } catch {
                throw StoreError(.unavailable, "\(error)")
            }
        }
        for await _ in locked {}
        let worker = try await store.register()
        _ = try await other
        let lease = try await store.claimOne(for: worker)
        #expect(!store.mayAct(under: lease))
        try await store.beat(worker)
        #expect(store.mayAct(under: lease))
        await store.close()
    }

    @Test("nothing is done outside by a process that has not beaten for long")
    func freshness() async throws {
        let time = ManualTime()
        let store = try await Self.open(try TestPostgres.database(), time)
        try await store.accept([.text("a", id: "1")])
        let worker = try await store.register()
        let lease = try await store.claimOne(for: worker)
        #expect(store.mayAct(under: lease))
        time.advance(by: PostgresStore.freshness)
        #expect(!store.mayAct(under: lease))
        try await store.beat(worker)
        #expect(store.mayAct(under: lease))
        await store.close()
    }

    @Test("nothing is done outside under the lease of an earlier worker of the same process")
    func earlierWorker() async throws {
        let time = ManualTime()
        let store = try await Self.open(try TestPostgres.database(), time)
        try await store.accept([.text("a", id: "1")])
        let lease = try await store.claimOne(for: store.register())
        #expect(store.mayAct(under: lease))
        let worker = try await store.register()
        #expect(!store.mayAct(under: lease))
        try await store.beat(worker)
        #expect(!store.mayAct(under: lease))
        try await store.accept([.text("b", id: "2", from: "bia")])
        #expect(store.mayAct(under: try await store.claimOne(for: worker)))
        await store.close()
    }

    @Test("a lease whose claim was never answered is given back")
    func stray() async throws {
        let (url, time) = (try TestPostgres.database(), ManualTime())
        let store = try await Self.open(url, time)
        let worker = try await store.register()
        try await store.accept([.text("a", id: "1")])
        try TestPostgres.execute(
            "UPDATE trama.schedule SET worker_id = \(worker.rawValue), fence = 7, crashes = 1", at: url)
        try await store.beat(worker)
        #expect(try await store.claim(limit: 1, of: [.optics], for: worker).isEmpty)
        try await store.beat(worker)
        #expect(try await store.claimOne(for: worker).fence == 8)
        await store.close()
    }

    @Test("a message that two processes accept at once is there once, and of one conversation")
    func twice() async throws {
        let (url, time) = (try TestPostgres.database(), ManualTime())
        let (left, right) = (try await Self.open(url, time), try await Self.open(url, time))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for store in [left, right] {
                for number in 1...40 {
                    group.addTask {
                        try await store.accept([.text("a", id: "\(number)", from: "c\(number % 5)")])
                        try await store.accept([.text("a", id: "\(41 - number)", from: "c\((41 - number) % 5)")])
                    }
                }
            }
            try await group.waitForAll()
        }
        let all = try await left.conversations(ConversationFilter(), before: nil, limit: 100)
        #expect(all.count == 5)
        #expect(all.map(\.waitingEvents) == [8, 8, 8, 8, 8])
        await left.close()
        await right.close()
    }

    @Test("what one process accepts wakes another one")
    func bell() async throws {
        let url = try TestPostgres.database()
        let (left, right) = (try await PostgresStore.open(at: Secret(url)), try await PostgresStore.open(at: Secret(url)))
        var hints = right.wakeUps().makeAsyncIterator()
        // The first one says that it listens.
        await hints.next()
        try await left.accept([.text("a", id: "1")])
        await hints.next()
        await left.close()
        await right.close()
    }

    private static let cut =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"

    @Test("a store goes on when its connections were cut, and tells those who waited")
    func cut() async throws {
        let (url, time) = (try TestPostgres.database(), ManualTime())
        let store = try await Self.open(url, time)
        try await store.accept([.text("a", id: "1")])
        try TestPostgres.execute(Self.cut, at: url)
        var accepted = false
        while !accepted { accepted = (try? await store.accept([.text("b", id: "2")])) != nil }
        #expect(try await store.conversations(ConversationFilter(), before: nil, limit: 1).first?.waitingEvents == 2)
        await store.close()
    }

    @Test("a store does not stay with a server that only reads, as after a fail-over, and says so meanwhile")
    func standby() async throws {
        let (url, time) = (try TestPostgres.database(), ManualTime())
        let store = try await Self.open(url, time)
        try await store.ping()
        func alter(_ change: String) throws {
            try TestPostgres.execute(
                """
                SET transaction_read_only = off;
                DO $$ BEGIN EXECUTE format('ALTER DATABASE %I \(change)', current_database()); END $$
                """, at: url)
        }
        try alter("SET default_transaction_read_only = on")
        try TestPostgres.execute(Self.cut, at: url)
        while (try? await store.ping()) != nil {}
        await #expect(throws: StoreError.self) { try await store.accept([.text("a", id: "1")]) }
        try alter("RESET default_transaction_read_only")
        while (try? await store.accept([.text("a", id: "1")])) == nil {}
        try await store.ping()
        await store.close()
    }

    @Test("turns that end at the same time share commits")
    func commits() async throws {
        let (url, time) = (try TestPostgres.database(), ManualTime())
        let store = try await Self.open(url, time)
        let worker = try await store.register()
        let count = 200
        try await store.accept((1...count).map { .text("a", id: "\($0)", from: "c\($0)") })
        #expect(store.arrivals.commits.value == 1)
        let leases = try await store.claim(limit: count, of: [.optics], for: worker)
        #expect(leases.count == count)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lease in leases {
                group.addTask {
                    let sent = try await store.finish(.sample(1), sending: [.plain("x")], under: lease)
                    try await store.settle(
                        message: sent[0].number, as: .sent(providerID: "p\(lease.conversation.rawValue)"), under: lease)
                    try await store.release(lease, notBefore: nil)
                }
            }
            try await group.waitForAll()
        }
        let commits = store.turns.reduce(0) { $0 + $1.commits.value }
        #expect(commits < count, "\(commits) commits for \(count) turns of three writes each")
        #expect(try await store.statistics().claimedConversations == 0)
        await store.close()
    }

    @Test("a message for a conversation that is being deleted begins it anew, without being sent again")
    func deletedMeanwhile() async throws {
        let (url, time) = (try TestPostgres.database(), ManualTime())
        let store = try await Self.open(url, time)
        try await store.accept([.text("first", id: "1")])
        let other = PQconnectdb(url)
        defer { PQfinish(other) }
        PQclear(PQexec(other, "BEGIN; SELECT trama.erase('{\"conversation\": 1}'::jsonb)"))
        async let accepted: Void = store.accept([.text("second", id: "2")])
        while try !isWaitingForALock(at: url), !Task.isCancelled { await Task.yield() }
        PQclear(PQexec(other, "COMMIT"))
        try await accepted
        let left = try await store.conversations(ConversationFilter(), before: nil, limit: 10)
        #expect(left.map(\.waitingEvents) == [1])
        #expect(left.first?.id != ConversationID(rawValue: 1))
        await store.close()
    }

    @Test("a message that comes under two contacts at once is taken once, and leaves no work where it is not")
    func twoContacts() async throws {
        let url = try TestPostgres.database()
        let store = try await Self.open(url, ManualTime())
        let other = PQconnectdb(url)
        defer { PQfinish(other) }
        // Else the two would wait for the account.
        try await store.accept([.text("a", id: "0", from: "carla")])
        let key = Digest.short(of: Array("1".utf8)).hexadecimal
        PQclear(
            PQexec(
                other,
                """
                BEGIN; SELECT trama.accept('{"now": \(ManualTime.start.milliseconds), "arrivals": [{
                    "bot": "optics", "account": "account of optics", "at": 1, "key": "\(key)", "event": "{}", "contact": {"key": "bia"}
                }]}'::jsonb)
                """))
        async let accepted: Void = store.accept([.text("a", id: "1", from: "ana")])
        while try !isWaitingForALock(at: url), !Task.isCancelled { await Task.yield() }
        PQclear(PQexec(other, "COMMIT"))
        try await accepted
        let worker = try await store.register()
        #expect(try await store.claimAll(for: worker).count == 2)
        await store.close()
    }

    private func isWaitingForALock(at url: String) throws -> Bool {
        let connection = PQconnectdb(url)
        defer { PQfinish(connection) }
        let result = PQexec(
            connection, "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        defer { PQclear(result) }
        return PQntuples(result) > 0
    }

    @Test("what waits for its timer is not claimed")
    func plan() async throws {
        let (url, time) = (try TestPostgres.database(), ManualTime())
        let store = try await Self.open(url, time)
        try await store.accept((1...200).map { .text("a", id: "\($0)", from: "c\($0)") })
        try TestPostgres.execute(
            """
            UPDATE trama.schedule SET next_run_at = NULL, wake_at = 9000000000000, inbox_done = inbox_last WHERE conversation_id > 20;
            ANALYZE trama.schedule
            """, at: url)
        let worker = try await store.register()
        #expect(try await store.claim(limit: 50, of: [.optics], for: worker).count == 20)
        await store.close()
    }
}
