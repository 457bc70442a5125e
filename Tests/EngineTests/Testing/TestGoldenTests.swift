import Testing

@testable import Engine

/// Each folder of `Golden/tests` holds a bot with its tests, and what comes of them.
@Suite("tests of bots")
struct TestGoldenTests {
    private static let cases = GoldenCase.all(in: "tests")

    private static func bot(in test: GoldenCase) throws -> Bot {
        let compilation = BotCompiler.compile(try test.files())
        #expect(DiagnosticText.render(compilation.diagnostics) == "")
        return try #require(compilation.bot)
    }

    @Test("a test's result is told as its golden file says", arguments: cases)
    func results(of test: GoldenCase) throws {
        let bot = try Self.bot(in: test)
        try test.check(bot.tests.map { TestText.render(bot.play($0), of: bot) }.joined())
        try test.check(
            bot.tests.map { TestText.render(bot.play($0), of: bot, in: .portuguese) }.joined(), with: "expected.pt-BR.txt")
    }

    @Test("tests in a file 'certos.yaml' pass, and those in 'errados.yaml' fail at their own lines", arguments: cases)
    func passing(in test: GoldenCase) throws {
        let bot = try Self.bot(in: test)
        for result in bot.tests.map(bot.play) {
            let file = result.test.span.file.path
            #expect(result.passed == file.hasSuffix("certos.yaml"), "\(result.test.value)")
            for failure in result.failures { #expect(failure.span.file.path == file) }
        }
    }

    @Test("a test that is played again has the same result", arguments: cases)
    func repeated(in test: GoldenCase) throws {
        let bot = try Self.bot(in: test)
        for played in bot.tests {
            let texts = (0..<2).map { _ in TestText.render(bot.play(played), of: bot, showsRequests: true) }
            #expect(texts[0] == texts[1])
        }
    }
}
