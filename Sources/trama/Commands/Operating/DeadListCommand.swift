import ArgumentParser
import Engine
import Runtime

struct DeadListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists dead letters that wait for an operator, the latest first.")

    @Option(help: "Only those of this bot.")
    var bot: String?

    @Flag(help: "Those that were replayed or dropped, too.")
    var all = false

    @Option(help: "How many at most, 1 through 1000.")
    var limit = 50

    @Option(help: "Go on with a list: the number of its last dead letter.")
    var before: Int64?

    @Flag(help: "Show phone numbers whole.")
    var unmasked = false

    @Option(help: "'text' for people, 'json' for programs.")
    var format = OutputFormat.text

    @OptionGroup var database: ConversationDatabase

    func validate() throws {
        guard (1...1000).contains(limit) else { throw ValidationError("--limit is a number from 1 through 1000") }
    }

    func run() async throws {
        let filter = DeadLetterFilter(bot: bot.map(BotID.init(rawValue:)), includesSettled: all)
        let letters = try await database.with { try await $0.deadLetters(filter, before: before, limit: limit) }
        format.write(
            lines: DeadLetterReport.lines(of: letters, bot: filter.bot, isFull: unmasked),
            json: DeadLetterReport.json(of: letters, isFull: unmasked))
    }
}
