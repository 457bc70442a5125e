import Engine
import Testing

@testable import Runtime

/// What statements read.
extension PostgresStoreTests {
    @Test("what is asked again and again goes by indexes, also where the tables are small")
    func indexes() async throws {
        let url = try TestPostgres.database()
        let store = try await Self.open(url, ManualTime())
        try await store.accept([.text("a", id: "1")])
        let worker = try await store.register()
        let lease = try await store.claimOne(for: worker)
        let claim = #"""
            {"op": "claim", "worker": \#(worker.rawValue), "limit": 1, "bots": ["optics"], "timer": "timer", "suspicion": 2, "suspect": true}
            """#
        // Now it knows how small they are.
        try TestPostgres.execute("ANALYZE", at: url)
        let question = "SELECT sum(seq_scan) || ' whole, by indexes: ' || (sum(idx_scan) > 0)"
        let reads = try await Self.answer(to: question, after: [claim, Self.load(under: lease)], at: url)
        #expect(reads == "0 whole, by indexes: true")
        await store.close()
    }

    @Test("whether a lease holds is asked of its own row, also after an analysis while nothing was claimed")
    func leases() async throws {
        let url = try TestPostgres.database()
        let store = try await Self.open(url, ManualTime())
        try await store.accept((1...300).map { .text("a", id: "\($0)", from: "\($0)") })
        let worker = try await store.register()
        try TestPostgres.execute("ANALYZE", at: url)
        let leases = try await store.claimAll(for: worker)
        #expect(leases.count == 100)
        let own = leases[0].conversation.rawValue
        let check = #"{"op": "release", "conversation": \#(own), "worker": \#(worker.rawValue), "fence": 0}"#
        let reads = try await Self.answer(to: "SELECT sum(idx_tup_fetch)", after: [check], at: url)
        #expect(reads == "8")
        await store.close()
    }

    @Test("what is unsent among what was sent is loaded by an index")
    func unsent() async throws {
        let url = try TestPostgres.database()
        let store = try await Self.open(url, ManualTime())
        try await store.accept([.text("a", id: "1")])
        let lease = try await store.claimOne(for: store.register())
        _ = try await store.finish(.sample(1), sending: (1...60).map { .plain("\($0)") }, under: lease)
        for number in 1...58 { try await store.settle(message: Int64(number), as: .sent(providerID: "p\(number)"), under: lease) }
        #expect(try await store.load(lease).outbox.map(\.number) == [59, 60])
        try TestPostgres.execute("ANALYZE", at: url)
        let question =
            "SELECT sum(seq_scan) || ' whole, by indexes: ' || (sum(idx_tup_fetch) FILTER (WHERE relname = 'outbox') > 0)"
        let reads = try await Self.answer(to: question, after: [Self.load(under: lease)], at: url)
        #expect(reads == "0 whole, by indexes: true")
        await store.close()
    }

    private static func load(under lease: Lease) -> String {
        """
        {"op": "load", "conversation": \(lease.conversation.rawValue), "worker": \(lease.worker.rawValue), \
        "fence": \(lease.fence), "history": 10, "events": 10}
        """
    }

    /// - Parameter question: What is to be known of what eight runs of `operations` read of the tables that turns are about.
    private static func answer(to question: String, after operations: [String], at url: String) async throws -> String? {
        try await PostgresErrand.run("test", at: Secret(url)) { link throws(StoreError) in
            do {
                let deadline = ContinuousClock.now + .seconds(10)
                // What a transaction has read is seen within it.
                try link.query("BEGIN", until: deadline)
                let batch = "[\(operations.joined(separator: ", "))]"
                for _ in 1...8 { try link.query("SELECT trama.perform($1::jsonb)", [batch], until: deadline) }
                return try link.query(
                    """
                    \(question) FROM pg_stat_xact_user_tables
                    WHERE relname IN ('schedule', 'inbox', 'outbox', 'working', 'checkpoint', 'history')
                    """, until: deadline)
            } catch {
                throw StoreError(.unavailable, "\(error)")
            }
        }
    }
}
