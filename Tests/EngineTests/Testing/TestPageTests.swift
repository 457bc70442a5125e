import Foundation
import Testing

@testable import Engine

@Suite("the page about tests")
struct TestPageTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized

    @Test("has tests of the SVLentes bot that pass")
    func blocks() throws {
        let page = try String(contentsOf: Self.root.appending(path: "docs/authors/tests.md"), encoding: .utf8)
        let blocks = page.components(separatedBy: "```yaml\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
        #expect(blocks.count == 3)
        let folder = Self.root.appending(path: "bots/svlentes")
        var contents = ["tests/pagina.yaml": Array(blocks.joined().utf8)]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where !path.hasPrefix("tests") {
            contents[path] = (try? Data(contentsOf: folder.appending(path: path))).map { Array($0) }
        }
        let compiled = BotCompiler.compile(BotFiles(folder: "", contents: contents))
        #expect(DiagnosticText.render(compiled.diagnostics) == "")
        let bot = try #require(compiled.bot)
        #expect(bot.tests.count == 3)
        for result in bot.tests.map(bot.play) { #expect(result.passed, "\(TestText.render(result, of: bot))") }
    }

    @Test("names every key that a test has")
    func keys() throws {
        let page = try String(contentsOf: Self.root.appending(path: "docs/authors/tests.md"), encoding: .utf8)
        let fields = [TestDefinition.fields, TestContact.fields, ExpectationDefinition.fields, TalkStepDefinition.fields]
        for name in fields.flatMap(\.names) {
            #expect(page.contains("`\(name)") || page.contains(" \(name): "), "\(name)")
        }
    }
}
