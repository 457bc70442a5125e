import Engine
import FoundationEssentials
import Testing

/// Every block of YAML in `docs/` is loaded by a test: by one of its page's own, or here, where all blocks of a section, with what they
/// leave out, are a bot. The pages of `diagnostics/` are written from the files that DiagnosticPageTests loads.
@Suite("the YAML of the documents")
struct DocumentTests {
    private static let root = String(#filePath.dropLast("Tests/RuntimeTests/Bots/DocumentTests.swift".count))

    /// Pages whose blocks are no bots by themselves, with the tests that load all of them.
    private static let ownTests = [
        "authors/conversations.md": "Tests/EngineTests/Testing/ConversationPageTests.swift",
        "authors/messages.md": "Tests/EngineTests/Testing/MessagePageTests.swift",
        "authors/policies.md": "Tests/EngineTests/Policies/PolicyPageTests.swift",
        "authors/tests.md": "Tests/EngineTests/Testing/TestPageTests.swift",
        "authors/tutorial-transcript.md": "Tests/RuntimeTests/Bots/TutorialTests.swift",
        "authors/tutorial.md": "Tests/RuntimeTests/Bots/TutorialTests.swift",
        "expressions.md": "Tests/EngineTests/Sheet/ExpressionPageTests.swift",
    ]

    struct Section: CustomTestStringConvertible, Sendable {
        /// Its page's path in `docs/`.
        let page: String
        let title: String
        let blocks: [String]

        var testDescription: String { "\(page): \(title)" }

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
            for (key, text) in DocumentTests.rest where !lines.contains(where: { $0.hasPrefix("\(key):") }) { main += text }
            contents["bot.yaml"] = main
            return BotFiles(folder: "", contents: contents.mapValues { Array($0.utf8) })
        }
    }

    /// What a section leaves out.
    private static let rest = [
        ("version", "version: 1\n"),
        ("bot", "bot: {id: receita, name: Receita, language: pt-BR, timezone: America/Sao_Paulo, currency: BRL}\n"),
        ("models", "models: {default: {use: openai/gpt-4o-mini, api_key: \"${OPENAI_API_KEY}\"}}\n"),
        ("connections", "connections: {loja: {sqlite: \"${LOJA}\", access: read}, erp: {http: \"${ERP_URL}\"}}\n"),
        ("graph", "graph: {start: fim, nodes: {fim: {end: pronto}}}\n"),
    ]

    /// All that have a block.
    private static let all: [Section] = {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root + "docs")) ?? []
        return paths.filter { $0.hasSuffix(".md") && !$0.hasPrefix("diagnostics/") }.sorted().flatMap { page in
            let text = (try? String(contentsOfFile: root + "docs/" + page, encoding: .utf8)) ?? ""
            return ("\n" + text).split(separator: "\n## ").map { section in
                let blocks = section.split(separator: "\n```yaml", omittingEmptySubsequences: false).dropFirst().map { part in
                    let text = part.drop { $0 != "\n" }.dropFirst()
                    return String(text.prefix(upTo: text.firstRange(of: "```")?.lowerBound ?? text.endIndex))
                }
                return Section(page: page, title: String(section.prefix { $0 != "\n" }), blocks: blocks)
            }
        }.filter { !$0.blocks.isEmpty }
    }()

    @Test("is loaded here, or by a test that reads the page")
    func pages() throws {
        #expect(Set(Self.all.map(\.page)).isSuperset(of: Self.ownTests.keys))
        for (page, test) in Self.ownTests {
            let source = try String(contentsOfFile: Self.root + test, encoding: .utf8)
            #expect(source.contains(page.split(separator: "/").last ?? ""), "\(test) reads \(page)")
        }
        #expect(Self.all.count { $0.page == "authors/recipes.md" } >= 12)
    }

    @Test("loads without a mistake, and its tests pass", arguments: all.filter { ownTests[$0.page] == nil })
    func loaded(section: Section) throws {
        let compiled = BotCompiler.compile(section.files)
        // The bot around a section has parts that not every section uses.
        let mistakes = compiled.diagnostics.filter {
            $0.code != .unusedConnection && $0.code != .unusedModel && $0.code != .unusedTool
        }
        #expect(DiagnosticText.render(mistakes) == "")
        let bot = try #require(compiled.bot)
        for result in bot.tests.map(bot.play) { #expect(result.passed, "\(TestText.render(result, of: bot))") }
    }
}
