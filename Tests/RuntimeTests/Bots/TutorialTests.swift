import Engine
import FoundationEssentials
import Testing

@Suite("the tutorial")
struct TutorialTests {
    private static let folder =
        String(#filePath.dropLast("Tests/RuntimeTests/Bots/TutorialTests.swift".count)) + "docs/authors/"

    private struct Block {
        /// `console`, or a language with the file that it belongs to.
        let info: String
        let text: String
    }

    private static func blocks(of page: String) throws -> [Block] {
        let parts = try String(contentsOfFile: folder + page, encoding: .utf8).split(
            separator: "```", omittingEmptySubsequences: false)
        // Each second part stands between fences.
        return parts.indices.filter { $0 % 2 == 1 }.map { place in
            let info = parts[place].prefix { $0 != "\n" }
            return Block(info: String(info), text: String(parts[place].dropFirst(info.count + 1)))
        }.filter { $0.info == "console" || $0.info == "yaml" || $0.info.contains("=") }
    }

    /// Of a console block, what a person types into the terminal.
    private static func commands(of block: Block) -> [Substring] {
        block.text.split(separator: "\n").filter { $0.hasPrefix("$ ") }
    }

    @Test("was followed to the letter: its transcript has each command and each edit in the same order")
    func transcript() throws {
        let page = try Self.blocks(of: "tutorial.md")
        let transcript = try Self.blocks(of: "tutorial-transcript.md")
        #expect(page.count > 15)
        try #require(transcript.count > page.count)
        for (written, followed) in zip(page, transcript) {
            #expect(written.info == followed.info)
            if written.info == "console" {
                #expect(Self.commands(of: written) == Self.commands(of: followed))
            } else {
                #expect(written.text == followed.text)
            }
        }
    }

    @Test("ends with a bot that has no mistakes, and whose tests pass")
    func lastBot() throws {
        let blocks = try Self.blocks(of: "tutorial-transcript.md")
        let count = try Self.blocks(of: "tutorial.md").count
        var contents: [String: [UInt8]] = [:]
        for block in blocks.dropFirst(count) {
            contents[block.info.replacing("yaml file=bots/padaria/", with: "")] = Array(block.text.utf8)
        }
        #expect(
            contents.keys.sorted() == [
                "bot.yaml", "tests/conversa.yaml", "tests/encomendas.yaml", "tools/abrir_chamado.yaml",
                "tools/consultar_encomenda.yaml", "tools/consultar_historico.yaml",
            ])
        let compiled = BotCompiler.compile(BotFiles(folder: "bots/padaria", contents: contents))
        #expect(DiagnosticText.render(compiled.diagnostics) == "")
        let bot = try #require(compiled.bot)
        #expect(bot.tests.count == 5)
        for result in bot.tests.map(bot.play) { #expect(result.passed, "\(TestText.render(result, of: bot))") }
    }
}
