import ArgumentParser
import Engine
import FoundationEssentials

struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Plays the tests of bots, without network, clock or model.",
        discussion: """
            Tests stand in tests/*.yaml of a bot, and under 'tests' in its bot.yaml. Ends with 0 when all pass, with 1 when one fails \
            or a file has an error, and with 2 when there is nothing to play or a file cannot be read.
            """
    )

    @Argument(help: "Folders of bots, or the folder of one bot.")
    var bots: [String]

    @Option(help: "Play only the tests in whose name this stands.")
    var filter: String?

    @Option(help: "A file for the results as JUnit XML.")
    var junit: String?

    @Flag(help: "Show all that the model was told in a test that fails.")
    var verbose = false

    func run() throws {
        let compilation = try Compilation(of: bots)
        Output.write(DiagnosticText.render(compilation.diagnostics))
        if compilation.hasErrors { throw ExitStatus.problems }
        let suites = compilation.bots.map { bot in
            (bot: bot, results: bot.tests.filter { isChosen($0) }.map { test in played(test, on: bot) })
        }
        let results = suites.flatMap(\.results)
        guard !results.isEmpty else {
            Output.complain(filter.map { "no test has '\($0)' in its name" } ?? "there are no tests")
            throw ExitStatus.unable
        }
        try write(JUnitReport.render(suites))
        let failed = results.count { !$0.passed }
        Output.complain("\(results.count) played: \(results.count - failed) passed, \(failed) failed")
        if failed > 0 { throw ExitStatus.problems }
    }

    private func isChosen(_ test: TestDefinition) -> Bool {
        filter.map { test.name.value.contains($0) } ?? true
    }

    private func played(_ test: TestDefinition, on bot: Bot) -> TestResult {
        let result = bot.play(test)
        Output.write(TestText.render(result, of: bot, showsRequests: verbose))
        return result
    }

    private func write(_ report: String) throws {
        guard let junit else { return }
        do {
            try report.write(toFile: junit, atomically: true, encoding: .utf8)
        } catch {
            Output.complain("\(junit): it cannot be written")
            throw ExitStatus.unable
        }
    }
}
