import CEL
import Testing

@testable import Engine

/// Each folder of `Golden/explanations` holds a bot with tests, and how their steps are told in both languages.
@Suite("a turn told in words")
struct ExplanationGoldenTests {
    @Test("a step is told as it is written", arguments: GoldenCase.all(in: "explanations"))
    func told(test: GoldenCase) throws {
        let files = try test.files()
        let compilation = BotCompiler.compile(files)
        #expect(compilation.diagnostics.map { $0.message.text(in: .english) } == [])
        let bot = try #require(compilation.bot)
        try test.check(tell(bot, files, .english), with: "expected.txt")
        try test.check(tell(bot, files, .portuguese), with: "expected.pt-BR.txt")
    }

    private func tell(_ bot: Bot, _ files: BotFiles, _ language: Language) -> String {
        let explainer = Explainer(of: bot, in: files)
        var text = ""
        for test in bot.tests {
            text += "# \(test.name.value)\n"
            for step in bot.stories(of: test, recordings: NoRecordings()) {
                text += "\n" + explainer.explanation(of: step.story).text(in: language)
            }
            text += "\n"
        }
        return text
    }
}
