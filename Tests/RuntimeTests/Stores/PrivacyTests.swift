import CEL
import Engine
import FoundationEssentials
import Testing

@testable import Runtime

@Suite("privacy and usage in every store")
struct PrivacyTests {
    static let contact = "ana-7351"
    static let traces = [
        contact, "Ana Souza 7352", "5511999997353", "question", "answer", "secret-7354", "key-7355", "why-7356",
    ]

    /// A conversation with something in every table.
    static func fill(_ store: any Store, _ worker: WorkerID) async throws -> Lease {
        try await store.accept([
            .text("secret-7354", id: "1", from: contact, named: "Ana Souza 7352", phone: "5511999997353"),
            .text("secret-7354", id: "2", from: contact, at: 1), .text("secret-7354", id: "3", from: contact, at: 2),
        ])
        let lease = try await store.claimOne(for: worker)
        let intent = WriteIntent(
            key: IdempotencyKey(rawValue: "key-7355"), event: 1, call: CallID(turn: 1, number: 1),
            tool: ToolName(rawValue: "open"))
        let waiting = try await store.save(.sample(1), sending: [.plain("secret-7354")], intending: [intent], under: lease)
        try await store.record(.action(.rows([["note": "secret-7354"]])), of: intent.key, under: lease)
        let sent = try await store.finish(
            .sample(1, failure: TurnFailure(node: nil, message: "why-7356"), told: Array(ToldEvent.samples.dropFirst())),
            sending: [.plain("secret-7354")], under: lease)
        for message in waiting + sent {
            try await store.settle(message: message.number, as: .sent(providerID: "provider's \(message.tag)"), under: lease)
        }
        let handedOver = HandedOver(queue: "desk", summary: "secret-7354", since: ManualTime.start)
        _ = try await store.finish(.sample(2, turn: 2, rest: .handedOver, handedOver: handedOver), sending: [], under: lease)
        return lease
    }

    /// Which of the traces the tables hold.
    static func found(in database: TestDatabase) throws -> [String] {
        let bytes =
            switch database.place {
            case .sqlite(let path): try content(ofFile: path)
            case .postgres(let url): try content(ofTablesAt: url)
            case .simulated: Data()
            }
        return traces.filter { bytes.firstRange(of: Data($0.utf8)) != nil }
    }

    /// A copy of the database has nothing but its tables.
    private static func content(ofFile path: String) throws -> Data {
        let copy = path + ".copy"
        let connection = try SQLiteConnection(path: path, access: .change)
        try connection.execute("VACUUM INTO '\(copy)'")
        defer { try? FileManager.default.removeItem(atPath: copy) }
        return try Data(contentsOf: URL(filePath: copy))
    }

    private static func content(ofTablesAt url: String) throws -> Data {
        let deadline = ContinuousClock.now + .seconds(30)
        let link = try PostgresLink(url: Secret(url), patience: PostgresPatience(deadline: deadline))
        let tables = "SELECT string_agg(relname, ' ') FROM pg_stat_user_tables WHERE schemaname = 'trama'"
        var content = Data()
        for table in try #require(try link.query(tables, until: deadline)).split(separator: " ") {
            let rows = try link.query("SELECT string_agg(t::text, ' ') FROM trama.\(table) t", until: deadline)
            content.append(Data((rows ?? "").utf8))
        }
        return content
    }

    @Test("a conversation that is forgotten leaves no trace in any table", arguments: TestBackend.allCases)
    func forgotten(on backend: TestBackend) async throws {
        try await backend.withDatabase { database in
            let store = try await database.open()
            let lease = try await Self.fill(store, try await store.register())
            _ = try await store.finish(.sample(3, turn: 3), sending: [], under: lease)
            await store.close()
            #expect(try Self.found(in: database) == Self.traces)

            let again = try await database.open()
            let worker = try await again.register()
            try await again.accept([.text("other", id: "9", from: "bia")])
            let leases = try await again.claimAll(for: worker)
            let mine = try #require(leases.first { $0.conversation == lease.conversation })
            try await again.forget(mine)
            #expect(try await again.conversations(ConversationFilter(), before: nil, limit: 10).map(\.contact.key) == ["bia"])
            await #expect { try await again.release(mine, notBefore: nil) } throws: { ($0 as? StoreError)?.code == .leaseLost }
            await again.close()
            #expect(try Self.found(in: database) == [])
        }
    }

    @Test("what a person wrote meanwhile begins the conversation anew", arguments: TestBackend.allCases)
    func unheard(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            let lease = try await Self.fill(store, worker)
            try await store.forget(lease)
            let claimed = try await store.load(store.claimOne(for: worker))
            #expect(claimed.inbox.map(\.number) == [3])
            #expect(claimed.checkpoint == nil && claimed.history.isEmpty && claimed.journal.isEmpty && claimed.outbox.isEmpty)
        }
    }

    @Test("only who holds the conversation can have it forgotten", arguments: TestBackend.allCases)
    func lost(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            let lease = try await Self.fill(store, worker)
            try await store.release(lease, notBefore: nil)
            await #expect { try await store.forget(lease) } throws: { ($0 as? StoreError)?.code == .leaseLost }
            #expect(try await store.history(of: lease.conversation, limit: 10).count == 4)
        }
    }

    @Test("conversations in which nothing happened for long are forgotten, of one bot", arguments: TestBackend.allCases)
    func idle(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, time in
            for arrival: Arrival in [
                .text("a", id: "1", from: "done"), .text("b", id: "2", from: "timer"), .text("c", id: "3", from: "work"),
                .text("d", id: "4", from: "other", bot: .bakery), .text("e", id: "5", from: "late"),
            ] {
                try await store.accept([arrival])
            }
            for lease in try await store.claimAll(for: worker) where lease.conversation.rawValue != 3 {
                let isTimed = lease.conversation.rawValue == 2
                _ = try await store.finish(
                    .sample(1, wakingAfter: isTimed ? .seconds(86_400 * 400) : nil), sending: [], under: lease)
                try await store.release(lease, notBefore: nil)
            }
            time.advance(by: .seconds(86_400))
            try await store.accept([.text("f", id: "6", from: "late")])
            let late = try await store.claimOne(for: worker)
            _ = try await store.finish(.sample(2, turn: 2), sending: [], under: late)
            try await store.release(late, notBefore: nil)
            try await store.forgetIdle(of: .optics, since: ManualTime.start, after: nil)
            #expect(try await store.conversations(ConversationFilter(), before: nil, limit: 10).count == 5)
            try await store.forgetIdle(of: .optics, since: ManualTime.start.advanced(by: .seconds(60)), after: nil)
            let left = try await store.conversations(ConversationFilter(), before: nil, limit: 10)
            #expect(Set(left.map(\.contact.key)) == ["timer", "work", "other", "late"])
            // What was said long ago is gone from the others of this bot.
            #expect(try await store.history(of: ConversationID(rawValue: 2), limit: 10).isEmpty)
            #expect(try await store.history(of: ConversationID(rawValue: 4), limit: 10).count == 2)
        }
    }

    @Test("tokens are counted by bot and day, over restarts", arguments: TestBackend.allCases)
    func tokens(on backend: TestBackend) async throws {
        try await backend.withDatabase { database in
            let store = try await database.open()
            try await store.count(tokens: 10, of: .optics, on: 5)
            try await store.count(tokens: 5, of: .optics, on: 5)
            try await store.count(tokens: 7, of: .bakery, on: 5)
            await store.close()
            let again = try await database.open()
            #expect(try await again.tokens(of: .optics, on: 5) == 15)
            #expect(try await again.tokens(of: .optics, on: 6) == 0)
            try await again.count(tokens: .max, of: .optics, on: 5)
            #expect(try await again.tokens(of: .optics, on: 5) == .max)
            try await again.count(tokens: -3, of: .bakery, on: 50)
            #expect(try await again.tokens(of: .bakery, on: 5) == 0)
            await again.close()
        }
    }
}
