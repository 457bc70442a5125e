import ArgumentParser
import Engine
import FoundationEssentials
import Runtime

struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Plays the tests of bots, without network, clock or model.",
        discussion: """
            Tests stand in tests/*.yaml of a bot, and under 'tests' in its bot.yaml. Ends with 0 when all pass, with 1 when one fails, \
            a file has an error or a change of --mutate goes unnoticed, and with 2 when there is nothing to play or a file cannot be \
            read.
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

    @Flag(help: "List the nodes, edges, tools and policies that no test reaches.")
    var coverage = false

    @Flag(help: "Change each edge, condition, policy and tool once, and list the changes that no test notices.")
    var mutate = false

    @OptionGroup var speech: LanguageOption

    func validate() throws {
        if mutate, filter != nil { throw ValidationError("--mutate asks all tests: leave --filter out") }
    }

    func run() throws {
        let compilation = try Compilation(of: bots)
        speech.show(compilation.diagnostics)
        if compilation.hasErrors { throw ExitStatus.problems }
        let suites = zip(compilation.bots, compilation.files).map { bot, files in
            let recordings = RecordingFolder(of: files)
            let results = bot.tests.filter { isChosen($0) }.map { test in played(test, on: bot, recordings) }
            return Suite(bot: bot, files: files, recordings: recordings, results: results)
        }
        let results = suites.flatMap(\.results)
        guard !results.isEmpty else {
            Output.complain(DiagnosticSummary.noTests(named: filter).text(in: speech.language))
            throw ExitStatus.unable
        }
        try write(JUnitReport.render(suites.map { ($0.bot, $0.results) }, in: speech.language))
        for suite in suites { tellCoverage(of: suite) }
        let failed = results.count { !$0.passed }
        Output.complain(DiagnosticSummary.words(ofTests: results.count, failed: failed).text(in: speech.language))
        if failed > 0 { throw ExitStatus.problems }
        guard mutate else { return }
        let survivors = suites.reduce(0) { $0 + mutated($1) }
        if survivors > 0 { throw ExitStatus.problems }
    }

    private struct Suite {
        let bot: Bot
        let files: BotFiles
        let recordings: RecordingFolder
        let results: [TestResult]
    }

    private func tellCoverage(of suite: Suite) {
        let reached = Coverage(of: suite.bot, in: suite.files, by: suite.results)
        if coverage { Output.write(reached.text(in: speech.language)) }
        Output.complain(DiagnosticSummary.words(of: reached, bot: suite.bot.id).text(in: speech.language))
    }

    /// - Returns: How many changes went unnoticed.
    private func mutated(_ suite: Suite) -> Int {
        let tester = MutationTester(
            suite.bot, files: suite.files, locales: SystemLocales().source, recordings: suite.recordings)
        var report = MutationReport(of: suite.bot)
        for mutation in tester.mutations {
            let verdict = tester.judge(mutation)
            report.add(verdict)
            if verdict == .survived { Output.write(MutationReport.text(of: mutation, in: speech.language)) }
        }
        Output.complain(report.summary.text(in: speech.language))
        return report.survived
    }

    private func isChosen(_ test: TestDefinition) -> Bool {
        filter.map { test.name.value.contains($0) } ?? true
    }

    private func played(_ test: TestDefinition, on bot: Bot, _ recordings: RecordingFolder) -> TestResult {
        let result = bot.play(test, recordings: recordings)
        Output.write(TestText.render(result, of: bot, showsRequests: verbose, in: speech.language))
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
