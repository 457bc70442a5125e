import CEL
import Engine
import FoundationEssentials
import Glibc
import Testing

@testable import Runtime

@Suite("the SQLite store")
struct SQLiteStoreTests {
    @Test("calls that wait for the writer share one transaction")
    func groupCommit() async throws {
        try await withFile { path in
            let store = try await SQLiteStore.open(at: path, time: ManualTime())
            let before = store.writer.commits.value
            let gate = ThreadGate()
            async let blocker: Void = store.writer.perform("test") { _ in gate.wait() }
            while !gate.isEntered { await Task.yield() }
            try await withThrowingTaskGroup { group in
                for number in 0..<50 { group.addTask { try await store.accept([.text("t", id: "\(number)")]) } }
                while store.writer.waiting < 50 { await Task.yield() }
                gate.open()
                try await group.waitForAll()
            }
            try await blocker
            #expect(store.writer.commits.value - before == 2)
            await store.close()
        }
    }

    @Test("one caller's mistake undoes nothing of the others")
    func savepoints() async throws {
        try await withFile { path in
            let store = try await SQLiteStore.open(at: path, time: ManualTime())
            let worker = try await store.register()
            try await store.accept([.text("a", id: "1")])
            let lease = try await store.claimOne(for: worker)
            let lost = Lease(conversation: lease.conversation, bot: lease.bot, worker: worker, fence: lease.fence + 1, crashes: 0)
            let gate = ThreadGate()
            async let blocker: Void = store.writer.perform("test") { _ in gate.wait() }
            while !gate.isEntered { await Task.yield() }
            async let refused: Void = store.release(lost, notBefore: nil)
            async let accepted: Void = store.accept([.text("b", id: "2")])
            while store.writer.waiting < 2 { await Task.yield() }
            gate.open()
            try await blocker
            try await accepted
            var refusal: StoreError?
            do { try await refused } catch { refusal = error as? StoreError }
            #expect(refusal?.code == .leaseLost)
            #expect(try await store.load(lease).inbox.map(\.text) == ["a", "b"])
            await store.close()
        }
    }

    @Test("callers that share a transaction are told once each, and of those that fail nothing stays")
    func failures() async throws {
        try await withFile { path in
            let store = try await SQLiteStore.open(at: path, time: ManualTime())
            let gate = ThreadGate()
            async let blocker: Void = store.writer.perform("test") { _ in gate.wait() }
            while !gate.isEntered { await Task.yield() }
            let outcomes = await withTaskGroup(of: String.self) { group in
                for name in ["a", "b", "c", "d"] {
                    group.addTask {
                        do throws(StoreError) {
                            try await store.writer.perform("test") { connection in
                                try connection.run("INSERT INTO account (bot, name) VALUES ('x', ?)", [.text(name)])
                                if name == "b" || name == "d" { throw StoreError(.leaseLost, name) }
                            }
                            return "\(name) done"
                        } catch {
                            return "\(name) \(error.code)"
                        }
                    }
                }
                while store.writer.waiting < 4 { await Task.yield() }
                gate.open()
                return await group.reduce(into: []) { $0.append($1) }
            }
            try await blocker
            #expect(outcomes.sorted() == ["a done", "b leaseLost", "c done", "d leaseLost"])
            await #expect(throws: StoreError.self) {
                try await store.writer.perform("test") { connection in
                    try connection.run("INSERT INTO account (bot, name) VALUES ('x', 'e')")
                    throw StoreError(.leaseLost, "e")
                }
            }
            let names = try await store.reader.perform("test") { connection in
                try connection.query("SELECT name FROM account WHERE bot = 'x' ORDER BY name") { $0.text(0) }
            }
            #expect(names == ["a", "c"])
            await store.close()
        }
    }

    @Test("a status never goes back", arguments: [[0, 1, 2], [2, 1, 0], [1, 2, 0, 1]])
    func stages(order: [Int]) async throws {
        try await withFile { path in
            let store = try await SQLiteStore.open(at: path, time: ManualTime())
            try await store.accept([.text("a", id: "1")])
            let lease = try await store.claimOne(for: store.register())
            let message = try await store.finish(.sample(1), sending: [.plain("x")], under: lease)[0]
            for place in order {
                try await store.accept([.status([.sent, .delivered, .read][place], of: "p", tag: message.tag)])
            }
            let stages = try await store.reader.perform("test") { connection in
                try connection.query("SELECT stage, provider_id FROM outbox") { [$0.text(0), $0.text(1)] }
            }
            #expect(stages == [["read", "p"]])
            await store.close()
        }
    }

    @Test("a second process on the same file is refused, by whatever names they know it", arguments: ["store.sqlite", "link"])
    func lock(first: String) async throws {
        try await withFile { path in
            let folder = String(path.dropLast("/store.sqlite".count))
            // It leads to a file that the first process makes.
            #expect(symlink("store.sqlite", folder + "/link") == 0 && symlink(".", folder + "/here") == 0)
            let store = try await SQLiteStore.open(at: "\(folder)/\(first)")
            for name in ["store.sqlite", "link", "here/link", "../\(folder.split(separator: "/").last ?? "")/store.sqlite"] {
                let reason = "'\(path).lock' cannot be locked: another process works on this database; stop it first"
                await #expect("\(name)") { try await SQLiteStore.open(at: "\(folder)/\(name)") } throws: {
                    $0 as? StoreError == StoreError(.unavailable, reason)
                }
                await #expect(throws: StoreError.self, "\(name)") { try await SQLiteStore.migrate(at: "\(folder)/\(name)") }
            }
            await store.close()
        }
    }

    @Test("a file that is made is the user's alone, with all beside it; the mode of one that was there stays")
    func mode() async throws {
        try await withFile { path in
            func modes() -> [mode_t?] {
                ["", "-wal", "-shm", ".lock"].map { end in
                    var information = stat()
                    return stat(path + end, &information) == 0 ? information.st_mode & 0o777 : nil
                }
            }
            let made = try await SQLiteStore.open(at: path)
            try await made.accept([.text("a", id: "1")])
            #expect(modes() == [0o600, 0o600, 0o600, 0o600])
            await made.close()

            #expect(chmod(path, 0o640) == 0)
            let store = try await SQLiteStore.open(at: path)
            try await store.accept([.text("b", id: "2")])
            #expect(modes() == [0o640, 0o640, 0o640, 0o600])
            await store.close()
        }
    }

    @Test("a file of a later version is refused and left as it is")
    func laterVersion() async throws {
        try await withFile { path in
            do {
                let connection = try SQLiteConnection(path: path, access: .write)
                try connection.execute("PRAGMA user_version = 99")
            }
            await #expect { try await SQLiteStore.open(at: path) } throws: { ($0 as? StoreError)?.code == .corrupt }
            let connection = try SQLiteConnection(path: path, access: .read)
            #expect(try connection.query("SELECT count(*) FROM sqlite_schema") { $0.int(0) } == [0])
        }
    }

    @Test("a file that is no database is refused by its name, with what to do")
    func notADatabase() async throws {
        try await withFile { path in
            let file = try #require(fopen(path, "w"))
            fputs(String(repeating: "not a database ", count: 100), file)
            fclose(file)
            for refusal in await refusals(at: path) {
                #expect(refusal?.code == .corrupt)
                #expect(refusal?.message.hasSuffix(": '\(path)': file is not a database; is DATABASE_URL right?") == true)
            }
        }
    }

    @Test("another program's database is refused and left as it is", arguments: [0, 1, SQLiteMigrations.all.count])
    func foreign(version: Int) async throws {
        try await withFile { path in
            try SQLiteConnection(path: path, access: .write).execute(
                "CREATE TABLE pedidos (numero TEXT); PRAGMA user_version = \(version)")
            for refusal in await refusals(at: path) {
                let words = "'\(path)' has tables of another program and none of ours; is DATABASE_URL right?"
                #expect(refusal == StoreError(.corrupt, words))
            }
            await #expect { try await SQLiteBackup.make(of: path, at: path + "2") } throws: {
                ($0 as? StoreError)?.message.contains("another program") == true
            }
            let connection = try SQLiteConnection(path: path, access: .read)
            #expect(try connection.query("SELECT name FROM sqlite_schema") { $0.text(0) } == ["pedidos"])
        }
    }

    @Test("a file that is not there, or cannot be looked at, is told by its whole path, with what to do")
    func unopened() async throws {
        try await withFile { path in
            let advice = "is DATABASE_URL right, and may this user read and write the file and its folder?"
            await #expect { try await SQLiteStore.visit(at: path) } throws: {
                ($0 as? StoreError)?.message
                    == "open: '\(path)': unable to open database file: no such file or directory; \(advice)"
            }
            // The tests may run as root, whom no mode keeps out.
            #expect(symlink("store.sqlite", path) == 0)
            for refusal in await refusals(at: path) {
                #expect(refusal?.code == .unavailable)
                #expect(refusal?.message.hasSuffix(": '\(path)': unable to open database file; \(advice)") == true)
            }
            await #expect { try await SQLiteStore.visit(at: "no such file") } throws: {
                ($0 as? StoreError)?.message.contains("'\(FileManager.default.currentDirectoryPath)/no such file'") == true
            }
        }
    }

    /// What is said by all that opens a file.
    private func refusals(at path: String) async -> [StoreError?] {
        [
            await #expect(throws: StoreError.self) { try await SQLiteStore.open(at: path) },
            await #expect(throws: StoreError.self) { try await SQLiteStore.visit(at: path) },
            await #expect(throws: StoreError.self) { try await SQLiteStore.migrate(at: path) },
            await #expect(throws: StoreError.self) { try await SQLiteStore.schema(at: path) },
        ]
    }

    @Test("the identifier of a store stays, and each store has its own")
    func identifiers() async throws {
        try await withFile { path in
            var identifiers: [String] = []
            for file in [path, path, path + "2"] {
                let store = try await SQLiteStore.open(at: file)
                identifiers.append(store.id)
                await store.close()
            }
            #expect(identifiers[0] == identifiers[1])
            #expect(identifiers[0] != identifiers[2])
        }
    }

    @Test("what was acknowledged is there after the disk was full, and the store goes on when there is room")
    func full() async throws {
        try await withFile { path in
            let small = try await SQLiteStore.open(at: path, time: ManualTime(), maximumPages: 60)
            var acknowledged: [String] = []
            var failure: StoreError?
            for number in 0..<1000 where failure == nil {
                do {
                    try await small.accept([.text(String(repeating: "x", count: 500), id: "\(number)", at: number)])
                    acknowledged.append("\(number)")
                } catch {
                    failure = error as? StoreError
                }
            }
            #expect(failure?.code == .full)
            try await small.ping()
            await small.close()

            let store = try await SQLiteStore.open(at: path, time: ManualTime())
            try await store.accept([.text("y", id: "last", at: 1000)])
            let lease = try await store.claimOne(for: store.register())
            let inbox = try await store.load(lease, historyEntries: 0, events: 1000).inbox
            #expect(inbox.compactMap(\.message?.id) == acknowledged + ["last"])
            await store.close()
        }
    }

    @Test("writes that must survive a loss of power are synced", arguments: [true, false])
    func synchronous(isSynced: Bool) async throws {
        try await withFile { path in
            let store = try await SQLiteStore.open(at: path)
            let mode = try await store.writer.perform("test", synced: isSynced) { connection in
                try connection.query("PRAGMA synchronous") { $0.int(0) }
            }
            #expect(mode == [isSynced ? 2 : 1])
            await store.close()
        }
    }

    @Test("a closed store is unavailable")
    func closed() async throws {
        try await withFile { path in
            let store = try await SQLiteStore.open(at: path)
            await store.close()
            await #expect { try await store.ping() } throws: { ($0 as? StoreError)?.code == .unavailable }
            await #expect { try await store.accept([.text("a", id: "1")]) } throws: { ($0 as? StoreError)?.code == .unavailable }
        }
    }

    private func withFile(_ body: (String) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try await body(folder.path + "/store.sqlite")
    }
}
