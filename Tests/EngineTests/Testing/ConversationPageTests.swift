import Foundation
import Testing

@testable import Engine

@Suite("the page about conversations")
struct ConversationPageTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../docs/authors/conversations.md").standardized

    @Test("has bots without mistakes, whose tests pass")
    func blocks() throws {
        let page = try String(contentsOf: Self.page, encoding: .utf8)
        let blocks = page.components(separatedBy: "```yaml\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
        #expect(blocks.count == 5)
        for block in blocks {
            let text = "version: 1\nbot: {id: pagina, name: Página, language: pt-BR, timezone: America/Sao_Paulo}\n" + block
            let compiled = BotCompiler.compile(BotFiles(folder: "", contents: ["bot.yaml": Array(text.utf8)]))
            #expect(DiagnosticText.render(compiled.diagnostics) == "")
            let bot = try #require(compiled.bot)
            #expect(!bot.tests.isEmpty)
            for result in bot.tests.map(bot.play) { #expect(result.passed, "\(TestText.render(result, of: bot))") }
        }
    }

    @Test("names every key of its nodes")
    func keys() throws {
        let page = try String(contentsOf: Self.page, encoding: .utf8)
        let kinds: [any NodeKind.Type] = [HandoffNode.self, RunNode.self, EachNode.self, ParallelNode.self, WaitNode.self]
        for name in kinds.flatMap({ $0.fields.names }) {
            #expect(page.contains("`\(name)") || page.contains("\(name): "), "\(name)")
        }
    }
}
