import ArgumentParser
import Engine
import Runtime

struct ConversationListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists conversations, the latest begun first.")

    @Option(help: "Only those with this bot.")
    var bot: String?

    @Option(
        help: "Only those that stand so: working, handed-over, waiting or ended.", transform: ConversationListCommand.standing)
    var standing: ConversationSummary.Standing?

    @Flag(help: "Only those that a person has.")
    var handedOver = false

    @Option(help: "Only those in which nothing was said for so many hours.")
    var quietHours: Int?

    @Option(help: "How many at most, 1 through 1000.")
    var limit = 50

    @Option(help: "Go on with a list: the number of its last conversation.")
    var before: Int64?

    @OptionGroup var privacy: PrivacyOption

    @Option(help: "'text' for people, 'json' for programs.")
    var format = OutputFormat.text

    @OptionGroup var database: ConversationDatabase

    func validate() throws {
        guard (1...1000).contains(limit) else { throw ValidationError("--limit is a number from 1 through 1000") }
        if let quietHours, !(0...100_000).contains(quietHours) {
            throw ValidationError("--quiet-hours is a number from 0 through 100000")
        }
        if handedOver, standing != nil { throw ValidationError("--handed-over is itself a standing: leave --standing out") }
    }

    func run() async throws {
        let filter = ConversationFilter(
            bot: bot.map(BotID.init(rawValue:)), standing: handedOver ? .handedOver : standing,
            quietFor: quietHours.map { .seconds($0 * 3600) }, by: SystemTime())
        let summaries = try await database.with {
            try await $0.conversations(filter, before: before.map(ConversationID.init(rawValue:)), limit: limit)
        }
        format.write(
            lines: ConversationText.lines(of: summaries, with: privacy.discretion),
            json: ConversationJSON.json(of: summaries, with: privacy.discretion))
    }

    private static func standing(_ text: String) throws -> ConversationSummary.Standing {
        guard let standing = ConversationSummary.Standing(rawValue: text) else {
            let all = ConversationSummary.Standing.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(text)' is none of \(all)")
        }
        return standing
    }
}
