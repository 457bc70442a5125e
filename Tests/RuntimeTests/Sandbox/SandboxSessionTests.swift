import Engine
import FoundationEssentials
import Logging
import Runtime
import Testing

@testable import Runtime

/// The whole way of a message: webhook, store, engine, model, database, ticket system and the reply at the Graph API's stand-in,
/// over real HTTP and SQLite.
@Suite("bots in the sandbox")
struct SandboxSessionTests {
    private static let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    private static let folder =
        String(#filePath.dropLast("Tests/RuntimeTests/Sandbox/SandboxSessionTests.swift".count)) + "bots/svlentes"

    private static func bot() throws -> Bot {
        try #require(BotCompiler.compile(try BotFolder(path: folder).read()).bot)
    }

    /// Lines that were written, for looking at later. A class for its identity.
    private final class Paper: Sendable {
        private let kept = Locked<[String]>([])
        var lines: [String] { kept.withLock { $0 } }
        func write(_ line: String) { kept.withLock { $0.append(line) } }
    }

    /// Lines that a person types. A class for its identity.
    private final class Typed: Sendable {
        private let waiting: Locked<[String]>
        init(_ lines: [String]) { waiting = Locked(lines) }
        func next() -> String? { waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
    }

    /// A folder of the test's own, which goes away with it.
    private static func inFolder(_ body: (String) async throws -> Void) async throws {
        let path = FileManager.default.temporaryDirectory.path() + "/trama-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body(path)
    }

    private static func session(
        in folder: String, _ settings: SandboxSettings = SandboxSettings(), on paper: Paper
    ) throws -> SandboxSession {
        SandboxSession(
            bots: [try bot()], environment: [:],
            files: SandboxSession.Files(orders: folder + "/pedidos.sqlite", conversations: folder + "/trama.sqlite"),
            settings: settings,
            logger: logger, write: { paper.write($0) })
    }

    @Test(
        "a customer's question about an order is answered from the database",
        arguments: [
            ("Olá, quero saber sobre meu pedido 12345", "Em separação"),
            ("E o pedido 67890?", "BR123456789"),
            ("11111", "Entregue em 15/01/2025"),
            ("pedido 99999", "não encontrado"),
        ])
    func order(words: String, answer: String) async throws {
        try await Self.inFolder { folder in
            let paper = Paper()
            var session = try Self.session(in: folder, on: paper)
            session.firstWords = words
            session.endsAfterReply = true
            try await session.run()
            let reply = try #require(paper.lines.last { $0.hasPrefix("bot") })
            #expect(reply.contains(answer))
            #expect(paper.lines.contains { $0.contains("consultar_pedido(") })
        }
    }

    @Test("a reply that WhatsApp takes from nobody is told of")
    func noReply() async throws {
        var settings = SandboxSettings()
        settings.refusals = Array(repeating: .unknownError, count: 100)
        try await Self.inFolder { folder in
            var session = try Self.session(in: folder, settings, on: Paper())
            session.firstWords = "Oi"
            session.patience = .milliseconds(1)
            let failure = await #expect(throws: SandboxSession.Failure.self) { try await session.run() }
            #expect(failure?.code == .noReply)
            #expect(failure?.reasons.first?.hasPrefix("there was no reply within") == true)
        }
    }

    @Test("a port that is taken is told of")
    func takenPort() async throws {
        try await RunningSandbox.serving { running in
            var settings = SandboxSettings()
            settings.port = running.address.port
            try await Self.inFolder { folder in
                let session = try Self.session(in: folder, settings, on: Paper())
                let failure = await #expect(throws: SandboxSession.Failure.self) { try await session.run() }
                #expect(failure?.code == .unable)
                #expect(
                    failure?.reasons == ["127.0.0.1:\(settings.port) is taken by another process: stop it, or set --port"])
            }
        }
    }

    @Test(
        "in a terminal a ticket is opened once the customer said yes, and not otherwise", arguments: [("1", true), ("2", false)])
    func ticket(choice: String, isOpened: Bool) async throws {
        try await Self.inFolder { folder in
            let typed = Typed(["Minha lente veio com defeito", choice])
            let paper = Paper()
            var session = ConsoleSession(
                bot: try Self.bot(), environment: [:], orders: folder + "/pedidos.sqlite", read: { typed.next() },
                write: { paper.write($0) })
            session.showsTools = true
            try await session.run()
            #expect(paper.lines.contains { $0.hasPrefix("  [criar_ticket_suporte(descricao: ") })
            #expect(paper.lines.contains("  1) Sim, abrir"))
            #expect(paper.lines.last?.contains("T-00001") == isOpened)
        }
    }

    @Test("in a terminal the bot tells why it said what it said", arguments: ConsoleDialogue.questions)
    func why(question: String) async throws {
        try await Self.inFolder { folder in
            let typed = Typed(["Minha lente veio com defeito", question])
            let paper = Paper()
            var session = ConsoleSession(
                bot: try Self.bot(), environment: [:], orders: folder + "/pedidos.sqlite", read: { typed.next() },
                write: { paper.write($0) })
            let explainer = Explainer(of: try Self.bot(), in: BotFiles(folder: "", contents: [:]))
            session.explain = { explainer.explanation(of: $0).text(in: .portuguese) }
            try await session.run()
            #expect(paper.lines.contains("O cliente escreveu \"Minha lente veio com defeito\"."))
            #expect(paper.lines.last?.hasPrefix("Agora espera em 'conversa'") == true)
        }
    }
}
