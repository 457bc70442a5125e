import ArgumentParser
import Engine
import Glibc
import Runtime

struct ChatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat",
        abstract: "Talks with a bot in the terminal.",
        discussion: "The sandbox stands in for the model, the orders and the tickets that no settings are there for."
    )

    @Argument(help: "The folder of one bot.")
    var bot: String

    @Flag(help: "Show the tools that the model calls, with their arguments.")
    var tools = false

    @Option(help: "Go on with a conversation that 'trama conversation fork' copied into this file.")
    var from: String?

    @OptionGroup var speech: LanguageOption

    @OptionGroup var environment: EnvironmentOption

    func run() async throws {
        let compilation = try Compilation(of: [bot])
        speech.show(compilation.diagnostics)
        if compilation.hasErrors { throw ExitStatus.problems }
        guard let bot = compilation.bots.first, compilation.bots.count == 1 else {
            Output.complain("\(bot) holds more than one bot")
            throw ExitStatus.unable
        }
        let environment = try environment.read()
        let folder = try SandboxFolder(named: nil)
        defer { folder.clear() }
        var session = ConsoleSession(
            bot: bot, environment: environment, orders: folder.orders, read: { await ChatCommand.nextLine() },
            write: { Output.show($0 + "\n") })
        session.showsTools = tools
        if let files = compilation.files.first {
            let explainer = Explainer(of: bot, in: files)
            let language = speech.language
            session.explain = { explainer.explanation(of: $0).text(in: language) }
        }
        session.beginning = try from.map { try ConversationFile.read($0, for: bot) }
        do {
            try await session.run()
        } catch {
            Output.complain(about: error)
            throw ExitStatus.unable
        }
    }

    /// A line that is piped in is shown, since nobody sees it being typed.
    private static func nextLine() async -> String? {
        let isTerminal = isatty(STDIN_FILENO) == 1
        Output.write("> ")
        let line = await StandardInput.line()
        if !isTerminal || line == nil { Output.write((line ?? "") + "\n") }
        return line
    }
}
