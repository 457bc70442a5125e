import CEL
import Engine
import Testing

@testable import Runtime

@Suite("the SQLite store among many conversations and beside another process")
struct SQLiteTimerTests {
    @Test("with ten thousand conversations that wait, claiming and waking go by indexes")
    func plans() async throws {
        try await withFile { path in
            let time = ManualTime()
            let store = try await SQLiteStore.open(at: path, time: time)
            try await store.accept((1...10_000).map { .text("a", id: "\($0)", from: "c\($0)") })
            try await store.writer.perform("test") { connection in
                try connection.execute(
                    "UPDATE schedule SET inbox_done = inbox_last, next_run_at = NULL, wake_at = iif(conversation_id = 1, 0, 9e15); ANALYZE"
                )
            }
            let worker = try await store.register()
            #expect(try await store.claimAll(for: worker).count == 1)
            let plans = try await store.writer.perform("test") { connection in
                try connection.texts.filter { $0.contains("FROM schedule") }.map { try connection.plan(of: $0) }
            }
            #expect(plans.count >= 4)
            for plan in plans {
                #expect(plan.allSatisfy { !$0.contains("SCAN schedule") && !$0.contains("SCAN s ") }, "\(plan)")
            }
            #expect(plans.joined().contains { $0.contains("schedule_wake") })
            #expect(plans.joined().contains { $0.contains("schedule_waiting") })
            await store.close()
        }
    }

    @Test("a file of the first version is brought up to date with all that it holds")
    func migration() async throws {
        try await withFile { path in
            do {
                let connection = try SQLiteConnection(path: path, access: .write)
                try connection.execute(SQLiteMigrations.all[0].sql)
                try connection.execute(
                    """
                    PRAGMA user_version = 1;
                    INSERT INTO account VALUES (1, 'optics', 'account of optics', NULL, NULL);
                    INSERT INTO conversation VALUES (7, 1, 'ana', NULL, 'Ana', 0);
                    INSERT INTO schedule (conversation_id, account_id, inbox_last, inbox_done, next_run_at) VALUES (7, 1, 2, 1, 0);
                    INSERT INTO inbox VALUES (7, 2, 1, x'00', 5, '{"id":"m2","at":4,"text":"olá"}');
                    INSERT INTO checkpoint VALUES (7, 1, '{"version":1,"turn":1}');
                    INSERT INTO working VALUES (7, 2, 5, '{"version":1,"turn":2}', '[]', 1);
                    INSERT INTO journal VALUES (7, 2, 'k', 2, 1, 'open', 5, NULL, NULL);
                    INSERT INTO outbox (conversation_id, number, nonce, state, created_at, message)
                    VALUES (7, 1, '0123456789abcdef', 'waiting', 5, '{"kind":"text","text":"oi","preview_url":false}');
                    """)
            }
            let store = try await SQLiteStore.open(at: path, time: ManualTime())
            let claimed = try await store.load(store.claimOne(for: store.register()))
            #expect(claimed.inbox.map(\.text) == ["olá"])
            #expect(claimed.inbox.map(\.number) == [2])
            #expect(claimed.checkpoint == ["version": 1, "turn": 1])
            #expect(
                claimed.working
                    == WorkingTurn(
                        event: 2, beganAt: Timestamp(milliseconds: 5), checkpoint: ["version": 1, "turn": 2], said: [],
                        failedAttempts: 1))
            #expect(claimed.journal.map(\.key.rawValue) == ["k"])
            #expect(claimed.outbox.map(\.message) == [.plain("oi")])
            await store.close()
        }
    }

    @Test("a visitor looks and puts events in while another process works on the file")
    func visit() async throws {
        try await withFile { path in
            let store = try await SQLiteStore.open(at: path, time: ManualTime())
            try await store.accept([.text("a", id: "1")])
            let lease = try await store.claimOne(for: store.register())

            let visitor = try await SQLiteStore.visit(at: path, time: ManualTime())
            #expect(visitor.id == store.id)
            #expect(try await visitor.conversations(ConversationFilter(), before: nil, limit: 10).map(\.standing) == [.working])
            #expect(try await visitor.operate(.giveBack, on: lease.conversation))
            await visitor.close()

            _ = try await store.finish(.sample(1), sending: [], under: lease)
            #expect(try await store.load(lease).inbox.map(\.kind) == [.operated(.giveBack)])
            await store.close()
        }
    }

    @Test("a visitor makes no file and brings none up to date")
    func visitNothing() async throws {
        try await withFile { path in
            await #expect { try await SQLiteStore.visit(at: path) } throws: { ($0 as? StoreError)?.code == .unavailable }
            do {
                let connection = try SQLiteConnection(path: path, access: .write)
                try connection.execute("PRAGMA user_version = 1")
            }
            await #expect { try await SQLiteStore.visit(at: path) } throws: { ($0 as? StoreError)?.code == .corrupt }
        }
    }

    @Test("a recorded turn of a question and an answer takes less than a kilobyte")
    func cost() async throws {
        try await Stage.with(Bots.agent) { stage, store in
            stage.models.script.then(
                { _ in .calls("find") }, { _ in .says("Your order left yesterday and should be there soon.") })
            stage.actions.script.then { _ in .success(.rows([["status": "sent"]])) }
            try await store.accept([.text("Where is my order 12345?", id: "1")])
            try await stage.work(on: store)
            let sqlite = try #require(store as? SQLiteStore)
            let bytes = try await sqlite.reader.perform("test") { connection in
                try connection.query("SELECT length(told) + coalesce(length(checkpoint), 0) FROM turn") { $0.int(0) }
            }
            #expect(bytes.count == 1)
            #expect(bytes.allSatisfy { (1..<1024).contains($0) })
        }
    }

    private func withFile(_ body: (String) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try await body(folder.path + "/store.sqlite")
    }
}

extension SQLiteConnection {
    fileprivate func plan(of sql: String) throws -> [String] {
        let statement = try prepare("EXPLAIN QUERY PLAN " + sql)
        var lines: [String] = []
        while try statement.step() { lines.append(statement.text(3)) }
        return lines
    }
}
