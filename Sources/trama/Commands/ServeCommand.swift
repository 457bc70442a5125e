import ArgumentParser
import Engine
import Logging
import Runtime

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serves bots on WhatsApp until it is told to stop.",
        discussion: "Settings come from the environment and from .env, as in .env.example. SIGTERM finishes the work at hand."
    )

    @Argument(help: "Folders of bots, or the folder of one bot.")
    var bots: [String]

    @OptionGroup var speech: LanguageOption

    @OptionGroup var environment: EnvironmentOption

    func run() async throws {
        let compilation = try await Compilation(loading: bots)
        speech.show(compilation.diagnostics)
        if compilation.hasErrors { throw ExitStatus.problems }
        let environment = try environment.read()
        do {
            let settings = try ServerSettings(from: environment)
            let application = try Application(
                bots: compilation.bots, environment: environment, settings: settings,
                logger: .standardError(level: settings.logLevel)
            ) { _ in CodePages.giveBack() }
            try await application.runUntilSignal()
        } catch {
            Output.complain(about: error)
            throw ExitStatus.unable
        }
    }
}
