import ArgumentParser
import Engine
import Runtime

struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Asks the real model what tests with 'model: recorded' need, and keeps its answers.",
        discussion: """
            The answers stand in tests/recorded of the bot; 'trama test' plays them without any model. A question that is recorded \
            already is not asked again; one that no test asks any more is removed. Tools answer as the test says. Ends with 0 when \
            all tests pass, with 1 when one fails, and with 2 when settings are missing or the model does not answer.
            """
    )

    @Argument(help: "Folders of bots, or the folder of one bot.")
    var bots: [String]

    @Option(help: "Record only the tests in whose name this stands.")
    var filter: String?

    @OptionGroup var speech: LanguageOption

    @OptionGroup var environment: EnvironmentOption

    func run() async throws {
        let compilation = try Compilation(of: bots)
        speech.show(compilation.diagnostics)
        if compilation.hasErrors { throw ExitStatus.problems }
        let environment = try environment.read()
        var failed = 0
        var played = 0
        for (bot, files) in zip(compilation.bots, compilation.files) {
            let tests = bot.tests.filter { $0.isRecorded && (filter.map($0.name.value.contains) ?? true) }
            guard !tests.isEmpty else { continue }
            played += tests.count
            failed += try await record(tests, of: bot, into: RecordingFolder(of: files), environment)
        }
        guard played > 0 else {
            Output.complain(
                filter.map { "no test with 'model: recorded' has '\($0)' in its name" } ?? "no test says 'model: recorded'")
            throw ExitStatus.unable
        }
        if failed > 0 { throw ExitStatus.problems }
    }

    /// - Returns: How many tests failed.
    private func record(
        _ tests: [TestDefinition], of bot: Bot, into recordings: RecordingFolder, _ environment: [String: String]
    ) async throws -> Int {
        let client: HTTPClient
        var failed = 0
        do {
            client = try HTTPClient()
            let models = try Models(try bot.models(from: environment), client: client)
            let recorder = ModelRecorder(bot, into: recordings, asking: models)
            for test in tests {
                let outcome = try await recorder.record(test)
                Output.write(TestText.render(outcome.result, of: bot, in: speech.language))
                Output.complain("\(test.name.value): \(outcome.asked) answers recorded")
                failed += outcome.result.passed ? 0 : 1
            }
            if filter == nil, failed == 0 {
                let removed = try recordings.removeUnused()
                if removed > 0 {
                    Output.complain("\(removed) answers that no test asks for were removed from \(recordings.path)")
                }
            }
        } catch let error as MissingSettings {
            Output.complain("these settings are missing: \(error.names.joined(separator: ", "))")
            throw ExitStatus.unable
        } catch {
            Output.complain(about: error)
            throw ExitStatus.unable
        }
        await client.shutdown()
        return failed
    }
}
