import CEL
import Engine
import FoundationEssentials
import Testing

@testable import Runtime

@Suite("migrations of every store")
struct MigrationTests {
    /// As released. One that is not the same any more was edited: put it back, and write another one.
    private static let digests = [
        "sqlite 1 conversations 60b1fb0657643bd960db6654d4899c8a", "sqlite 2 events 119bdaaf4a2a957dcbfefa485b796caf",
        "sqlite 3 usage 7fec412cdcc17c1ca1c4811c12027cf8", "sqlite 4 operating abec0342adf43d1dac7ccf573ceb29a0",
        "sqlite 5 letters 05e3ba35c4512f55b7f1befba1341b7c", "sqlite 6 silences 05e3ba35c4512f55b7f1befba1341b7c",
        "sqlite 7 plans 05e3ba35c4512f55b7f1befba1341b7c", "sqlite 8 names 05e3ba35c4512f55b7f1befba1341b7c",
        "sqlite 9 indexes 05e3ba35c4512f55b7f1befba1341b7c", "sqlite 10 seen 05e3ba35c4512f55b7f1befba1341b7c",
        "sqlite 11 leases 586ef13e371c86d2f5efbbead0273942", "sqlite 12 statements f168a9addf911fed66087b951d75da7d",
        "sqlite 13 tries 6db21675c3f38ad3eba5420c269f2a48", "sqlite 14 declining 05e3ba35c4512f55b7f1befba1341b7c",
        "sqlite 15 suspects 05e3ba35c4512f55b7f1befba1341b7c",
        "postgres 2 conversations 15b5d1f7a0f852b9abaaeca988a7cc12", "postgres 3 usage e8c9830ca499571935260f7b3b678789",
        "postgres 4 operating ca0a92baf0f663ece69bf878e1928793", "postgres 5 letters 35365b64d14897596fe333558f9c5c45",
        "postgres 6 silences 55709eef92ec69280d7d00b624b89109", "postgres 7 plans 1c5df9bfaed3b7dd3b32c359c90e3e60",
        "postgres 8 names de5ff1f0e3f67afc2545c46708aebb97",
        "postgres 9 indexes 73270cf7fd8c176cd4eb127dc94467a3", "postgres 10 seen c84300cbed3f2c51aa9cc69362df300b",
        "postgres 11 leases 29ddc830acafe28007c9b902ab95c6cc",
        "postgres 12 statements 11dddadb1f9703ee7aeb665dadf9cba5", "postgres 13 tries 03afdef2f2efd12395b78cea085dd0b7",
        "postgres 14 declining f30fdfb0e5155350b5dc6f0bf128f6e0", "postgres 15 suspects 486e9d16d50476ba6e52bbbf25daa3c7",
    ]

    private static let all = SQLiteMigrations.all.map { ("sqlite", $0) } + PostgresMigrations.all.map { ("postgres", $0) }

    @Test("a step that was released is never edited")
    func digests() {
        let found = Self.all.map { store, step in
            "\(store) \(step.number) \(step.name) \(Digest.short(of: Array(step.sql.utf8)).hexadecimal)"
        }
        #expect(found == Self.digests)
    }

    @Test("the stores number their steps alike")
    func numbers() {
        #expect(SQLiteMigrations.all.map(\.number) == Array(1...SQLiteMigrations.all.count))
        let steps = PostgresMigrations.all.map { "\($0.number) \($0.name)" }
        // Its first step makes what SQLite's first two make.
        #expect(steps.dropFirst() == SQLiteMigrations.all.dropFirst(2).map { "\($0.number) \($0.name)" }[...])
    }

    /// A conversation with an answered message that became a dead letter, and one that waits, as an earlier version wrote them.
    private static func fill(_ database: TestDatabase, at version: Int) async throws {
        let content = version == 1 ? "message" : "event"
        let now = ManualTime.start.milliseconds
        func statements(_ schema: String, _ key: (Int) -> String) -> String {
            let messages = ["first", "second"].enumerated().map { place, text in
                "(1, \(place + 1), 1, \(key(place + 1)), \(now), '{\"id\":\"\(place + 1)\",\"at\":\(now),\"text\":\"\(text)\"}')"
            }
            return """
                INSERT INTO \(schema)account (bot, name) VALUES ('optics', 'account of optics');
                INSERT INTO \(schema)conversation (account_id, contact_key, phone, name, started_at)
                VALUES (1, 'ana', '5511999990001', 'Ana', \(now));
                INSERT INTO \(schema)schedule (conversation_id, account_id, inbox_last, inbox_done, next_run_at)
                VALUES (1, 1, 2, 1, \(now));
                INSERT INTO \(schema)inbox (conversation_id, number, account_id, message_key, received_at, \(content))
                VALUES \(messages.joined(separator: ", "));
                INSERT INTO \(schema)history (conversation_id, number, turn, role, text, at)
                VALUES (1, 1, 1, 'customer', 'first', \(now));
                INSERT INTO \(schema)dead_letter (bot, conversation_id, subject, message, reason, at)
                VALUES ('optics', 1, 'turn', 1, 'no way', \(now))
                """
        }
        switch database.place {
        case .sqlite(let path):
            let connection = try SQLiteConnection(path: path, access: .write)
            try connection.execute("PRAGMA journal_mode = WAL")
            try SQLiteMigrations.apply(to: connection, upTo: version)
            try connection.execute(statements("") { "x'0\($0)'" })
        case .postgres(let url):
            _ = try await PostgresErrand.run("test", at: Secret(url)) { link throws(StoreError) in
                try PostgresMigrations.apply(on: link, upTo: version, until: .now + .seconds(30))
            }
            try TestPostgres.execute(statements("trama.") { "'00000000-0000-0000-0000-00000000000\($0)'" }, at: url)
        case .simulated: break
        }
    }

    private static let versions =
        SQLiteMigrations.all.dropLast().map { (TestBackend.sqlite, $0.number) }
        + PostgresMigrations.all.dropLast().map { (TestBackend.postgres, $0.number) }

    @Test("what each earlier version wrote goes on", arguments: versions)
    func earlier(backend: TestBackend, version: Int) async throws {
        try await backend.withDatabase { database in
            try await Self.fill(database, at: version)
            let before = try await Stores.schema(of: database.settings)
            #expect(before.version == version && before.pending.map(\.number) == Array(version + 1...before.newest))
            await #expect { try await Stores.visit(database.settings) } throws: { error in
                let error = error as? StoreError
                return error?.code == .corrupt && error?.message.contains("run 'trama migrate' first") == true
            }
            #expect(try await Stores.migrate(database.settings) == before.pending)
            #expect(try await Stores.migrate(database.settings).isEmpty)
            #expect(try await Stores.schema(of: database.settings).pending.isEmpty)
            await (try await Stores.visit(database.settings)).close()

            let store = try await database.open()
            let worker = try await store.register()
            let letters = try await store.deadLetters(of: .optics, before: nil, limit: 10)
            #expect(letters.map(\.reason) == ["no way"] && letters.map(\.contact.name) == ["Ana"])
            #expect(try await store.replay(deadLetter: letters[0].id) == .done(number: 3))
            let lease = try await store.claimOne(for: worker)
            let claimed = try await store.load(lease)
            #expect(claimed.inbox.map(\.text) == ["second", "first"])
            #expect(claimed.history.map(\.text) == ["first"])
            for number in 2...3 {
                _ = try await store.finish(.sample(Int64(number), turn: number), sending: [.plain("x")], under: lease)
            }
            try await store.release(lease, notBefore: nil)
            #expect(try await store.recordedTurns(of: lease.conversation, limit: 10).map(\.event) == [2, 3])
            await store.close()
        }
    }

    @Test("looking at a database that is not there makes none", arguments: TestBackend.allCases)
    func absent(on backend: TestBackend) async throws {
        try await backend.withDatabase { database in
            let state = try await Stores.schema(of: database.settings)
            #expect(state.version == 0 && state.pending.last?.number == state.newest)
            if case .sqlite(let path) = database.place { #expect(!FileManager.default.fileExists(atPath: path)) }
            await #expect(throws: StoreError.self) { try await Stores.visit(database.settings) }
            #expect(try await Stores.schema(of: database.settings).version == 0)
            #expect(try await Stores.migrate(database.settings) == state.pending)
        }
    }

    @Test("tables of a later version are refused and left as they are", arguments: TestBackend.allCases)
    func later(on backend: TestBackend) async throws {
        try await backend.withDatabase { database in
            _ = try await Stores.migrate(database.settings)
            switch database.place {
            case .sqlite(let path):
                try SQLiteConnection(path: path, access: .change).execute("PRAGMA user_version = 99")
            case .postgres(let url): try TestPostgres.execute("INSERT INTO trama.schema_version VALUES (99)", at: url)
            case .simulated: break
            }
            let acts: [(ServerSettings.Database) async throws -> Void] = [
                { _ = try await Stores.schema(of: $0) }, { _ = try await Stores.migrate($0) }, { _ = try await Stores.visit($0) },
                { _ = try await Stores.open($0) },
            ]
            for act in acts {
                await #expect { try await act(database.settings) } throws: { error in
                    let error = error as? StoreError
                    return error?.code == .corrupt && error?.message.contains("version 99") == true
                }
            }
        }
    }

    @Test("a file that is served is not migrated under the server's hands")
    func served() async throws {
        try await TestBackend.sqlite.withDatabase { database in
            let store = try await database.open()
            await #expect { try await Stores.migrate(database.settings) } throws: { ($0 as? StoreError)?.code == .unavailable }
            #expect(try await Stores.schema(of: database.settings).pending.isEmpty)
            await store.close()
        }
    }

    @Test("processes that migrate at the same time do it once", arguments: TestBackend.allCases)
    func together(on backend: TestBackend) async throws {
        try await backend.withDatabase { database in
            let applied = await withTaskGroup(of: [Migration].self) { group in
                for _ in 0..<4 { group.addTask { (try? await Stores.migrate(database.settings)) ?? [] } }
                return await group.reduce(into: [Migration]()) { $0 += $1 }
            }
            switch backend {
            case .sqlite: #expect(applied == SQLiteMigrations.all)
            case .postgres, .pooled: #expect(applied == PostgresMigrations.all)
            case .simulated: break
            }
        }
    }

    @Test("a migration waits for a dump, and turns wait for moments only")
    func dumping() async throws {
        try await TestBackend.postgres.withDatabase { database in
            guard case .postgres(let url) = database.place else { return }
            try await Self.fill(database, at: 11)
            let deadline = ContinuousClock.now + .seconds(20)
            let dump = try PostgresLink(url: Secret(url), patience: PostgresPatience(deadline: deadline))
            // An automatic vacuum gives way after that.
            let vacuum = try dump.query("SELECT setting FROM pg_settings WHERE name = 'deadlock_timeout'", until: deadline)
            #expect(PostgresMigrations.lockWait > .milliseconds(Int(vacuum ?? "") ?? .max))
            // The server ends it when an expectation fails, so that nobody waits for the migration's limit.
            try dump.query(
                "SET idle_in_transaction_session_timeout = '10s'; BEGIN; SELECT FROM trama.outbox", until: deadline)
            await #expect {
                try await PostgresErrand.run("test", at: Secret(url)) { link throws(StoreError) in
                    try PostgresMigrations.apply(on: link, until: .now + .seconds(4))
                }
            } throws: { ($0 as? StoreError)?.message.contains("is in the way") == true }
            async let migrated = Stores.migrate(database.settings)
            while try dump.query(TestPostgres.waiting, until: deadline) == "0" {}
            try TestPostgres.execute("SET statement_timeout = '5s'; UPDATE trama.outbox SET nonce = nonce", at: url)
            try dump.query("COMMIT", until: deadline)
            #expect(try await migrated.first?.number == 12)
        }
    }
}
