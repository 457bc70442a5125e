import CEL
import Engine
import Testing

@testable import Runtime

@Suite("retention in every store")
struct RetentionTests {
    private static func sweep(_ store: any Store, since date: Timestamp) async throws -> Int {
        var (place, pages): (ConversationID?, Int) = (nil, 0)
        repeat {
            place = try await store.forgetIdle(of: .optics, since: date, after: place)
            pages += 1
        } while place != nil
        return pages
    }

    @Test("idle conversations go in pages, to the last one", arguments: TestBackend.allCases)
    func pages(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, time in
            for start in stride(from: 0, to: 450, by: 90) {
                try await store.accept((start..<start + 90).map { .text("a", id: "\($0)", from: "c\($0)") })
                for lease in try await store.claimAll(for: worker) {
                    _ = try await store.finish(.sample(1), sending: [], under: lease)
                    try await store.release(lease, notBefore: nil)
                }
            }
            try await store.accept([.text("b", id: "other", from: "other", bot: .bakery)])
            time.advance(by: .seconds(60))
            #expect(try await Self.sweep(store, since: time.now) == 3)
            let left = try await store.conversations(ConversationFilter(), before: nil, limit: 10)
            #expect(left.map(\.contact.key) == ["other"])
        }
    }

    @Test("of a conversation that goes on, all that is older goes, and no message comes twice", arguments: TestBackend.allCases)
    func goesOn(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, time in
            let lease = try await PrivacyTests.fill(store, worker)
            time.advance(by: .seconds(86_400))
            let now = time.now
            #expect(try await Self.sweep(store, since: now) == 1)
            try await store.release(lease, notBefore: nil)
            #expect(try await Self.sweep(store, since: now) == 1)
            let kept = try #require(try await store.export(lease.conversation)).tables
            #expect(Set(kept.keys) == ["conversation", "schedule", "checkpoint", "handed_over", "inbox"])
            let events = try #require(kept["inbox"]).map { $0["event"] }
            #expect(events.dropLast().allSatisfy { $0 == .null })
            try await store.accept((1...3).map { .text("again", id: "\($0)", from: PrivacyTests.contact) })
            // The third was not heard yet, and nothing of it went.
            let claimed = try await store.load(store.claimOne(for: worker))
            #expect(claimed.inbox.map(\.text) == ["secret-7354"])
        }
    }

    @Test("what is settled goes in steps", arguments: TestBackend.allCases)
    func steps(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, time in
            try await store.accept((0..<1500).map { .status(.read, of: "m\($0)") })
            time.advance(by: .seconds(1))
            #expect(try await store.prune(before: time.now))
            #expect(try await !store.prune(before: time.now))
        }
    }

    @Test("nobody who writes waits for a search that finds nothing")
    func search() async throws {
        try await TestBackend.sqlite.withStore { store, worker, time in
            try await store.accept((0..<50).map { .text("a", id: "\($0)", from: "c\($0)") })
            let commits = try #require(store as? SQLiteStore).writer.commits
            let before = commits.value
            #expect(try await Self.sweep(store, since: time.now) == 1)
            #expect(commits.value == before)
        }
    }
}
