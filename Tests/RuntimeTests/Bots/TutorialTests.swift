import Engine
import FoundationEssentials
import Testing

@Suite("the tutorial's files")
struct TutorialTests {
    private static let page =
        String(#filePath.dropLast("Tests/RuntimeTests/Bots/TutorialTests.swift".count)) + "docs/authors/tutorial.md"

    /// The YAML blocks of the page, in order.
    private static func blocks() throws -> [String] {
        let text = try String(contentsOfFile: page, encoding: .utf8)
        return text.split(separator: "```yaml\n", omittingEmptySubsequences: false).dropFirst().map { part in
            String(part.prefix(upTo: part.firstRange(of: "```")?.lowerBound ?? part.endIndex))
        }
    }

    private static func compiled(_ files: [(String, String)]) -> BotCompiler.Compilation {
        let contents = Dictionary(uniqueKeysWithValues: files.map { ($0.0, Array($0.1.utf8)) })
        return BotCompiler.compile(BotFiles(folder: "bots/padaria", contents: contents))
    }

    private static func problems(_ files: [(String, String)]) -> String {
        DiagnosticText.render(compiled(files).diagnostics)
    }

    @Test("the first bot has no mistakes")
    func firstBot() throws {
        #expect(Self.problems([("bot.yaml", try Self.blocks()[0])]) == "")
    }

    @Test("the bot at the end has no mistakes")
    func lastBot() throws {
        let blocks = try Self.blocks()
        try #require(blocks.count == 8)
        let (bot, connections, lookup) = (blocks[0], blocks[1], blocks[2])
        let (node, support, ticket, policies, tests) = (blocks[3], blocks[4], blocks[5], blocks[6], blocks[7])
        let start = try #require(bot.firstRange(of: "    conversa:\n"))
        let whole =
            String(bot[..<start.lowerBound])
            + node.replacing("[consultar_encomenda]", with: "[consultar_encomenda, abrir_chamado]")
            + connections + support + policies
        let files = [
            ("bot.yaml", whole), ("tools/consultar_encomenda.yaml", lookup), ("tools/abrir_chamado.yaml", ticket),
            ("tests/encomendas.yaml", tests),
        ]
        #expect(Self.problems(files) == "")
        let padaria = try #require(Self.compiled(files).bot)
        #expect(padaria.tests.count == 2)
        for result in padaria.tests.map(padaria.play) {
            #expect(result.passed, "\(TestText.render(result, of: padaria))")
        }
    }
}
