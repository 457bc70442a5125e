import ArgumentParser
import Engine
import Runtime

struct ToolRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Calls one tool of a bot, and shows the request, the answer and what 'output' lets through.",
        discussion: """
            The call goes to the systems that the settings name; what is secret in them is not shown. Ends with 1 when the tool fails.
            """
    )

    @Argument(help: "The folder of one bot.")
    var bot: String

    @Argument(help: "The tool's name.")
    var tool: String

    @Argument(help: "Its arguments, each as name=value.")
    var arguments: [String] = []

    @Option(help: "The telephone of the customer on whose behalf it is called; digits with the country code.")
    var phone = "5511999990001"

    @Flag(help: "Make the call though it changes something outside.")
    var yes = false

    @OptionGroup var speech: LanguageOption

    @OptionGroup var environment: EnvironmentOption

    func validate() throws { _ = try TypedArguments(arguments) }

    func run() async throws {
        let bot = try OneBot(at: bot, speech).bot
        let trying = ToolTry(bot: bot, environment: try environment.read(), phone: phone, mayWrite: yes)
        let report = try await trying.run(tool, with: try TypedArguments(arguments).values)
        if report.isFailure { throw ExitStatus.problems }
    }
}
