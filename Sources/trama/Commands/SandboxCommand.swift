import ArgumentParser
import Engine
import Logging
import Runtime

struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Stands in for WhatsApp, a model, orders and tickets, so that bots run without any account.",
        discussion: """
            With bots it also serves them. With --say it shows a whole exchange; then it goes on until Ctrl-C or, where CI is set, \
            ends. It ends with 1 when a bot has errors or does not reply.
            """
    )

    @Argument(help: "Folders of bots to serve; none: the stand-ins alone.")
    var bots: [String] = []

    @Option(help: "The port of the stand-ins on 127.0.0.1; 0 takes any free one.")
    var port = 0

    @Option(help: "A folder for what the sandbox keeps; without one nothing is kept.")
    var data: String?

    @Option(help: "What a customer writes first.")
    var say: String?

    @OptionGroup var speech: LanguageOption

    @OptionGroup var environment: EnvironmentOption

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port is a number from 0 through 65535") }
        if say != nil, bots.isEmpty { throw ValidationError("--say needs a bot to write to") }
    }

    func run() async throws {
        let bots = try compiledBots()
        let environment = try environment.read()
        let folder = try SandboxFolder(named: data)
        defer { folder.clear() }
        var settings = SandboxSettings()
        settings.port = port
        settings.graph.enforcesWindow = true
        var session = SandboxSession(
            bots: bots, environment: environment,
            files: SandboxSession.Files(orders: folder.orders, conversations: folder.conversations), settings: settings,
            logger: .standardError(level: .warning), write: { Output.show($0 + "\n") })
        session.firstWords = say
        session.endsAfterReply = environment["CI"]?.isEmpty == false
        do {
            try await session.runUntilSignal()
        } catch let failure as SandboxSession.Failure {
            for reason in failure.reasons { Output.complain(reason) }
            throw failure.code == .noReply ? ExitStatus.problems : ExitStatus.unable
        } catch {
            Output.complain(about: error)
            throw ExitStatus.unable
        }
    }

    private func compiledBots() throws -> [Bot] {
        guard !bots.isEmpty else { return [] }
        let compilation = try Compilation(of: bots)
        speech.show(compilation.diagnostics)
        if compilation.hasErrors { throw ExitStatus.problems }
        return compilation.bots
    }
}
