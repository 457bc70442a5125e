import Engine
import Logging

import ServiceLifecycle
import Testing

@testable import Runtime

@Suite("the application")
struct ApplicationTests {
    private static func bot(_ id: String, settingsAs prefix: String, channels: String? = nil) throws -> Bot {
        let whatsapp = """
            channels:
              whatsapp:
                phone_number_id: ${\(prefix)_NUMBER}
                access_token: ${\(prefix)_TOKEN}
                app_secret: ${\(prefix)_SECRET}
                verify_token: ${\(prefix)_VERIFY}
                base_url: http://127.0.0.1:1
            """
        let text = """
            version: 1
            bot: {id: \(id), name: Bot}
            \(channels ?? whatsapp)
            graph:
              start: greet
              nodes:
                greet: {say: "Olá", next: done}
                done: {end: fim}
            """
        let compiled = BotCompiler.compile(BotFiles(folder: id, contents: [BotFiles.main: Array(text.utf8)]))
        return try #require(compiled.bot, "\(DiagnosticText.render(compiled.diagnostics))")
    }

    private static func environment(_ prefixes: String...) -> [String: String] {
        var environment: [String: String] = [:]
        for prefix in prefixes {
            for name in ["NUMBER", "TOKEN", "SECRET", "VERIFY"] { environment["\(prefix)_\(name)"] = "\(prefix)-\(name)" }
        }
        return environment
    }

    private static func problems(of bots: [Bot], in environment: [String: String]) throws -> [String]? {
        let settings = try ServerSettings(from: [:])
        let error = #expect(throws: WrongSettings.self) {
            _ = try Application(bots: bots, environment: environment, settings: settings, logger: .silent)
        }
        return error?.problems
    }

    @Test("names the missing settings of all bots at once")
    func missing() throws {
        let bots = [try Self.bot("optics", settingsAs: "A"), try Self.bot("bakery", settingsAs: "B")]
        let problems = try Self.problems(of: bots, in: ["A_NUMBER": "1", "A_TOKEN": "x", "B_SECRET": "x", "B_VERIFY": ""])
        #expect(problems == ["these settings are missing: A_SECRET, A_VERIFY, B_NUMBER, B_TOKEN, B_VERIFY"])
    }

    @Test("refuses two bots with one number, since a message could be for either")
    func sameNumber() throws {
        let bots = [try Self.bot("optics", settingsAs: "A"), try Self.bot("bakery", settingsAs: "A")]
        let problems = try Self.problems(of: bots, in: Self.environment("A"))
        #expect(problems == ["the bots 'optics' and 'bakery' have the same phone_number_id"])
    }

    @Test("refuses two bots with one name, and a bot without a channel")
    func sameName() throws {
        let bots = [
            try Self.bot("optics", settingsAs: "A"), try Self.bot("optics", settingsAs: "B"),
            try Self.bot("bakery", settingsAs: "C", channels: "channels: {}"),
        ]
        let problems = try Self.problems(of: bots, in: Self.environment("A", "B"))
        #expect(
            problems == [
                "two bots have the id 'optics'", "the bot 'bakery' has no channel; whatsapp is expected under 'channels:'",
            ])
    }

    /// Runs the application on a store until `body` returns, then stops it as SIGTERM does.
    private static func run(
        on database: ServerSettings.Database, _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        let settings = ServerSettings(host: "127.0.0.1", port: 0, database: database, workers: 4, logLevel: .critical)
        let (ports, listening) = AsyncStream<Int>.makeStream()
        let application = try Application(
            bots: [try bot("optics", settingsAs: "A")], environment: environment("A"), settings: settings, logger: .silent
        ) { port in
            listening.yield(port)
        }
        let group = ServiceGroup(configuration: ServiceGroupConfiguration(services: [application], logger: .silent))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            try await body(port)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Test("stops when it is asked to, and what it could not answer waits in the store", .inEveryStore)
    func stop() async throws {
        try await TestBackend.usual.withDatabase { try await stop(on: $0.settings) }
    }

    private func stop(on database: ServerSettings.Database) async throws {
        try await Self.run(on: database) { (port) throws in
            let body = [UInt8].texts(from: ["111"], to: "A-NUMBER")
            let signature = try #require(WebhookSignature(appSecret: Secret("A-SECRET"))).header(for: body)
            let answer = try await LoopbackConnection.open(port: port) { (connection) throws in
                try await connection.send(
                    "POST", "/webhook/whatsapp", headers: [("X-Hub-Signature-256", try #require(signature))], body: body)
            }
            #expect(answer.status == 200)
        }
        let store = try await Stores.visit(database, time: SystemTime())
        let statistics = try await store.statistics()
        await store.close()
        #expect(statistics.claimedConversations == 0)
        #expect(statistics.dueConversations + statistics.suspendedConversations == 1)
    }

    @Test("tells in the operator's words that it cannot listen")
    func listening() async throws {
        let folder = try TestFolder()
        @Sendable func problems(listeningOn host: String, _ port: Int) async throws -> [String]? {
            let settings = ServerSettings(
                host: host, port: port, database: .sqlite(path: folder.path + "/second.sqlite"), workers: 4, logLevel: .critical)
            let second = try Application(
                bots: [try Self.bot("optics", settingsAs: "A")], environment: Self.environment("A"), settings: settings,
                logger: .silent)
            return await #expect(throws: WrongSettings.self) { try await second.run() }?.problems
        }
        try await Self.run(on: .sqlite(path: folder.path + "/first.sqlite")) { (port) throws in
            #expect(
                try await problems(listeningOn: "127.0.0.1", port)
                    == ["127.0.0.1:\(port) is taken by another process: stop it, or set TRAMA_PORT"])
        }
        #expect(
            try await problems(listeningOn: "192.0.2.1", 0)
                == ["TRAMA_HOST is '192.0.2.1', which is no address of this machine; 127.0.0.1 and 0.0.0.0 are usual"])
        #expect(
            try await problems(listeningOn: "no host", 0)
                == ["TRAMA_HOST is 'no host', and no such host is known; 127.0.0.1 and 0.0.0.0 are usual"])
    }

    @Test("tells that the store is in use by another process")
    func storeInUse() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path + "/store.sqlite"
        try await Self.run(on: .sqlite(path: path)) { (_) throws in
            let error = await #expect(throws: StoreError.self) { _ = try await SQLiteStore.open(at: path) }
            #expect(error?.code == .unavailable)
        }
    }
}
