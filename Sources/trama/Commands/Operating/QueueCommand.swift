import ArgumentParser
import Engine
import Runtime

struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "Shows how much there is to do, bot by bot, and how long the oldest of it has waited.",
        discussion: "Works on the database of DATABASE_URL, also while the bots are served.")

    @Option(help: "Only this bot.")
    var bot: String?

    @Option(help: "'text' for people, 'json' for programs.")
    var format = OutputFormat.text

    @OptionGroup var database: ConversationDatabase

    func run() async throws {
        let report = try await database.with { try await QueueReport(of: $0, bot: bot.map(BotID.init(rawValue:))) }
        format.write(lines: report.lines, json: report.json)
    }
}
