import Engine
import FoundationEssentials
import Testing

@testable import Runtime

@Suite("a new bot")
struct NewBotTests {
    private static let all = BotTemplate.allCases.flatMap { template in
        Language.allCases.map { (template, $0) }
    }

    @Test("has no mistakes, and its tests pass", arguments: all)
    func works(template: BotTemplate, language: Language) throws {
        let folder = try TestFolder()
        let new = try NewBot(path: folder.path + "/bots/padaria", name: "Padaria da Vila")
        let written = try new.create(from: template, in: language)
        #expect(Set(written).isSuperset(of: ["bot.yaml", "README.md", ".env.example"]))
        let files = try BotFolder(path: new.path).read()
        let compiled = BotCompiler.compile(files)
        #expect(DiagnosticText.render(compiled.diagnostics) == "")
        let bot = try #require(compiled.bot)
        #expect(bot.id == BotID(rawValue: "padaria"))
        #expect(bot.name == "Padaria da Vila")
        let results = bot.tests.map(bot.play)
        #expect(results.count >= 2)
        for result in results { #expect(result.passed, "\(TestText.render(result, of: bot))") }
    }

    @Test("tells the operator of every setting that it needs", arguments: all)
    func settings(template: BotTemplate, language: Language) throws {
        let files = template.files(in: language, id: "padaria", name: "Padaria")
        let contents = Dictionary(uniqueKeysWithValues: files.map { ($0.path, Array($0.text.utf8)) })
        let bot = try #require(BotCompiler.compile(BotFiles(folder: "", contents: contents)).bot)
        let example = try #require(files.first { $0.path == ".env.example" })
        #expect(Set(try EnvironmentFile(parsing: example.text).values.keys) == Set(bot.requiredVariables))
    }

    @Test("never takes the place of what is there")
    func present() throws {
        let folder = try TestFolder()
        let path = folder.path + "/padaria"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        let new = try NewBot(path: path + "/")
        #expect(throws: NewBot.Failure(reason: "\(path): there is something already, and it stays as it is")) {
            try new.create(from: .menu, in: .english)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: path) == [])
    }

    @Test("names its schemas where they are beside the folder of bots")
    func schemas() throws {
        let folder = try TestFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/schemas", withIntermediateDirectories: false)
        for schema in BotSchemas.files {
            try schema.text.write(toFile: "\(folder.path)/schemas/\(schema.name)", atomically: true, encoding: .utf8)
        }
        let new = try NewBot(path: folder.path + "/bots/padaria")
        _ = try new.create(from: .agent, in: .portuguese)
        let tool = try String(contentsOfFile: new.path + "/tools/consultar_historico.yaml", encoding: .utf8)
        #expect(tool.hasPrefix("# yaml-language-server: $schema=../../../schemas/tool.schema.json\n"))
        #expect(new.name == "Padaria")
    }

    @Test("has a name that can stand in a file", arguments: ["Padaria", "9a", "", "/", "bots/a-b", "é", "bots/A/"])
    func names(name: String) {
        #expect(throws: NewBot.Failure.self) { try NewBot(path: name) }
        #expect(throws: NewBot.Failure.self) { try NewBot(path: "padaria", name: name + "\"") }
    }
}
