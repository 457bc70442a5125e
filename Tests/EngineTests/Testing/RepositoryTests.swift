import Foundation
import Testing

@testable import Engine

@Suite("the tests of this repository's bots")
struct RepositoryTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    private static let bots: [GoldenCase] = ["bots", "examples"].flatMap { group in
        let folder = root.appending(path: group)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().map { GoldenCase(folder: folder.appending(path: $0)) }
    }

    private static func compiled(_ folder: GoldenCase) throws -> (bot: Bot, files: BotFiles) {
        let files = try folder.files()
        return (try #require(BotCompiler.compile(files).bot), files)
    }

    @Test("pass", arguments: bots)
    func passing(folder: GoldenCase) throws {
        let (bot, _) = try Self.compiled(folder)
        #expect(!bot.tests.isEmpty)
        for result in bot.tests.map(bot.play) { #expect(result.passed, "\(TestText.render(result, of: bot))") }
    }

    @Test("reach every node, edge, tool and policy", arguments: bots)
    func coverage(folder: GoldenCase) throws {
        let (bot, files) = try Self.compiled(folder)
        #expect(Coverage(of: bot, in: files, by: bot.tests.map(bot.play)).text() == "")
    }

    @Test("notice every change", arguments: bots)
    func mutations(folder: GoldenCase) throws {
        let (bot, files) = try Self.compiled(folder)
        let tester = MutationTester(bot, files: files)
        #expect(!tester.mutations.isEmpty)
        for mutation in tester.mutations where tester.judge(mutation) == .survived {
            Issue.record("\(MutationReport.text(of: mutation))")
        }
    }
}
