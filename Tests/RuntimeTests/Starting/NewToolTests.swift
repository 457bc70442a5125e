import CEL
import Engine
import FoundationEssentials
import Testing

@testable import Runtime

@Suite("a new tool")
struct NewToolTests {
    private static let main = """
        # kept
        version: 1
        bot: {id: loja, name: Loja}
        connections:
          loja: {sqlite: "${LOJA_DATABASE}", access: read}
        graph:
          start: fim
          nodes:
            fim: {end: pronto}
        """

    private static func folder() throws -> (TestFolder, BotFolder) {
        let folder = try TestFolder()
        try main.write(toFile: folder.path + "/bot.yaml", atomically: true, encoding: .utf8)
        return (folder, BotFolder(path: folder.path))
    }

    private static func bot(in folder: BotFolder) throws -> (BotFiles, Bot) {
        let files = try folder.read()
        let compiled = BotCompiler.compile(files)
        // The connection waits for its tool, and the tool for a node.
        #expect(compiled.diagnostics.allSatisfy { $0.code == .unusedConnection || $0.code == .unusedTool })
        return (files, try #require(compiled.bot))
    }

    @Test("of a curl command is tried against a server, and then the bot has it, its connection and its settings")
    func curl() async throws {
        let (temporary, folder) = try Self.folder()
        let (files, bot) = try Self.bot(in: folder)
        try await TestServer.serving { request, _ in
            guard request.header("Authorization") == "Bearer chave-muito-secreta" else { return .init(status: 401) }
            let text = #"{"numero":"12345","criadoEm":"2026-11-20","eco":"chave-muito-secreta"}"#
            return .init(body: request.path == "/pedidos/12345" ? text : "{}")
        } during: { server in
            let url = server.url
            let command = "curl \(url)/pedidos/12345 -H 'Authorization: Bearer chave-muito-secreta'"
            let proposal = try ToolProposal(curl: command, name: "consultar", description: "Consulta.", for: bot)
            var tool = try NewTool(proposal, in: folder, files: files, of: bot)
            let trying = try #require(tool.compiled().bot)
            let known = proposal.newConnection?.variables.compactMap { variable in variable.value.map { (variable.name, $0) } }
            let environment = Dictionary(uniqueKeysWithValues: known ?? [])
            let trial = try ToolTrial(
                of: "consultar", in: trying, with: proposal.samples, contact: Contact(key: "1"), at: SystemTime().now)
            let report = try await ToolRun(bot: trying, environment: environment, orders: temporary.path + "/x.sqlite").run(trial)
            #expect(report.rawAnswer.contains("12345"))
            #expect(!report.rawAnswer.contains("chave-muito-secreta"))
            guard case .action(let answer) = report.result else { return #expect(Bool(false), "\(report.result)") }
            tool.proposal.take(answer)
            #expect(tool.proposal.yaml.contains("criado_em: {type: date, from: body.criadoEm}"))
            _ = try tool.write()
            #expect(
                try tool.saveSettings(to: temporary.path + "/.env") == ["SERVER_URL", "SERVER_TOKEN", "SERVER_ALLOW_PRIVATE"])
            #expect(try tool.saveSettings(to: temporary.path + "/.env") == [])
            let saved = try EnvironmentFile(parsing: try String(contentsOfFile: temporary.path + "/.env", encoding: .utf8))
            #expect(saved.values == environment)
        }
        let (after, now) = try Self.bot(in: folder)
        #expect(now.toolNames.map(\.rawValue) == ["consultar"])
        let main = try #require(after["bot.yaml"]?.text)
        #expect(main.hasPrefix("# kept\n"))
        #expect(!main.contains("chave-muito-secreta"))
        #expect(throws: NewTool.Failure.self) {
            let again = try ToolProposal(curl: "curl http://a.b/c", name: "consultar", description: "x", for: now)
            _ = try NewTool(again, in: folder, files: after, of: now)
        }
    }

    @Test("of a query has the columns that the database says")
    func query() async throws {
        let (temporary, folder) = try Self.folder()
        let (files, bot) = try Self.bot(in: folder)
        let orders = temporary.path + "/pedidos.sqlite"
        try await OrderDatabase.create(at: orders)
        let proposal = try ToolProposal(
            sql: "select situacao, codigo_rastreio from pedidos where numero = :numero", name: "consultar",
            description: "Consulta.",
            connection: "loja", for: bot)
        var tool = try NewTool(proposal, in: folder, files: files, of: bot)
        await tool.askDatabase(environment: ["LOJA_DATABASE": orders])
        #expect(tool.proposal.yaml.contains("output:\n  situacao: string?\n  codigo_rastreio: string?\n"))
        _ = try tool.write()
        let (_, now) = try Self.bot(in: folder)
        let trial = try ToolTrial(
            of: "consultar", in: now, with: [("numero", "67890")], contact: Contact(key: "1"), at: SystemTime().now)
        let report = try await ToolRun(bot: now, environment: ["LOJA_DATABASE": orders], orders: orders).run(trial)
        #expect(report.outcome == .found(["situacao": "Enviado", "codigo_rastreio": "BR123456789"]))
    }

    @Test("that is tried without settings says which are missing")
    func missing() async throws {
        let (temporary, folder) = try Self.folder()
        let (files, bot) = try Self.bot(in: folder)
        let proposal = try ToolProposal(curl: "curl https://a.exemplo.com/b", name: "consultar", description: "x", for: bot)
        let trying = try #require(try NewTool(proposal, in: folder, files: files, of: bot).compiled().bot)
        let trial = try ToolTrial(of: "consultar", in: trying, with: [], contact: Contact(key: "1"), at: SystemTime().now)
        await #expect(throws: MissingSettings(names: ["EXEMPLO_URL"])) {
            try await ToolRun(bot: trying, environment: [:], orders: temporary.path + "/x").run(trial)
        }
    }
}
