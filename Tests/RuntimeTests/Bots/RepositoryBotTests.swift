import Engine
import Testing

@testable import Runtime

@Suite("the bots of this repository")
struct RepositoryBotTests {
    private static let root = String(#filePath.dropLast("Tests/RuntimeTests/Bots/RepositoryBotTests.swift".count))
    private static var folders: [BotFolder] { (try? BotFolder.find(at: [root + "bots"])) ?? [] }
    private static var examples: [BotFolder] { (try? BotFolder.find(at: [root + "examples"])) ?? [] }

    @Test("are there")
    func found() {
        #expect(Self.folders.map(\.path).contains(Self.root + "bots/svlentes"))
        #expect(Self.examples.map(\.path).contains(Self.root + "examples/menu"))
    }

    @Test("have neither errors nor warnings", arguments: (folders + examples).map(\.path))
    func clean(path: String) throws {
        let compiled = BotCompiler.compile(try BotFolder(path: path).read())
        #expect(compiled.diagnostics.isEmpty, "\(DiagnosticText.render(compiled.diagnostics))")
    }

    @Test("find all their settings in the sandbox", arguments: folders.map(\.path))
    func settings(path: String) throws {
        let bot = try #require(BotCompiler.compile(try BotFolder(path: path).read()).bot)
        let settings = try bot.settings(from: SandboxAddress(port: 4242).environment(orders: "/tmp/pedidos.sqlite").values)
        #expect(settings.whatsapp?.baseURL == "http://127.0.0.1:4242")
        #expect(settings.models["default"]?.baseURL == "http://127.0.0.1:4242/v1")
    }

    @Test("name every setting that is missing at once")
    func missing() throws {
        let bot = try #require(BotCompiler.compile(try BotFolder(path: Self.root + "bots/svlentes").read()).bot)
        let failure = #expect(throws: MissingSettings.self) { try bot.settings(from: [:]) }
        #expect(
            failure?.names == [
                "LOJA_DATABASE", "OPENAI_API_KEY", "SUPORTE_TOKEN", "SUPORTE_URL", "WHATSAPP_ACCESS_TOKEN", "WHATSAPP_APP_SECRET",
                "WHATSAPP_PHONE_NUMBER_ID", "WHATSAPP_WEBHOOK_VERIFY_TOKEN",
            ])
    }
}
