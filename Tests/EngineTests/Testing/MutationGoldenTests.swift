import Testing

@testable import Engine

/// Each folder of `Golden/mutations` holds a bot with tests that leave something out, and what is told of that.
@Suite("coverage and mutation")
struct MutationGoldenTests {
    @Test(
        "what no test reaches and what no test notices is told as its golden file says",
        arguments: GoldenCase.all(in: "mutations"))
    func report(of folder: GoldenCase) throws {
        let files = try folder.files()
        let bot = try #require(BotCompiler.compile(files).bot)
        let results = bot.tests.map(bot.play)
        #expect(results.filter { !$0.passed }.isEmpty)
        let coverage = Coverage(of: bot, in: files, by: results)
        let tester = MutationTester(bot, files: files)
        var report = MutationReport(of: bot)
        var lines = ["tests reach \(coverage.summary.text(in: .english))", coverage.text()]
        for mutation in tester.mutations {
            let verdict = tester.judge(mutation)
            report.add(verdict)
            lines.append("\(mutation.span): \(mutation.words.text(in: .english)): \(verdict)")
        }
        lines += ["", report.summary.text(in: .english), ""]
        try folder.check(lines.joined(separator: "\n"))
    }
}
