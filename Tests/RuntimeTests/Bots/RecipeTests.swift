import Engine
import FoundationEssentials
import Testing

/// Every YAML block of a section together, with what a fragment leaves out, is a bot.
@Suite("the recipes")
struct RecipeTests {
    private static let page =
        String(#filePath.dropLast("Tests/RuntimeTests/Bots/RecipeTests.swift".count)) + "docs/authors/recipes.md"

    struct Recipe: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let blocks: [String]

        /// The files of a bot: a list is tests, what has `tool:` at its beginning is a tool, the rest is parts of `bot.yaml`.
        var files: BotFiles {
            var main = ""
            var contents: [String: String] = [:]
            for (number, block) in blocks.enumerated() {
                if block.hasPrefix("- ") {
                    contents["tests/\(number).yaml"] = block
                } else if block.hasPrefix("tool: ") {
                    contents["tools/\(number).yaml"] = block
                } else {
                    main += block
                }
            }
            let lines = main.split(separator: "\n").map(String.init)
            for (key, text) in RecipeTests.rest where !lines.contains(where: { $0.hasPrefix("\(key):") }) { main += text }
            contents["bot.yaml"] = main
            return BotFiles(folder: "", contents: contents.mapValues { Array($0.utf8) })
        }
    }

    /// What a recipe leaves out.
    private static let rest = [
        ("version", "version: 1\n"),
        ("bot", "bot: {id: receita, name: Receita, language: pt-BR, timezone: America/Sao_Paulo, currency: BRL}\n"),
        ("models", "models: {default: {use: openai/gpt-4o-mini, api_key: \"${OPENAI_API_KEY}\"}}\n"),
        ("connections", "connections: {loja: {sqlite: \"${LOJA}\", access: read}, erp: {http: \"${ERP_URL}\"}}\n"),
        ("graph", "graph: {start: fim, nodes: {fim: {end: pronto}}}\n"),
    ]

    static let all: [Recipe] = {
        let text = (try? String(contentsOfFile: page, encoding: .utf8)) ?? ""
        return text.split(separator: "\n## ").dropFirst().map { section in
            let blocks = section.split(separator: "```yaml\n").dropFirst().map { part in
                String(part.prefix(upTo: part.firstRange(of: "```")?.lowerBound ?? part.endIndex))
            }
            return Recipe(testDescription: String(section.prefix { $0 != "\n" }), blocks: blocks)
        }
    }()

    @Test("are a dozen and more, each with a block")
    func found() {
        #expect(Self.all.count >= 12)
        for recipe in Self.all { #expect(!recipe.blocks.isEmpty, "\(recipe.testDescription)") }
    }

    @Test("load without a mistake, and their tests pass", arguments: all)
    func loaded(recipe: Recipe) throws {
        let compiled = BotCompiler.compile(recipe.files)
        // The bot around a recipe has parts that not every recipe uses.
        let others = compiled.diagnostics.filter {
            $0.code != .unusedConnection && $0.code != .unusedModel && $0.code != .unusedTool
        }
        #expect(DiagnosticText.render(others) == "")
        let bot = try #require(compiled.bot)
        for result in bot.tests.map(bot.play) { #expect(result.passed, "\(TestText.render(result, of: bot))") }
    }
}
