import ArgumentParser
import Engine
import Runtime

struct ContactEraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Deletes all that is kept of a person, from every table.",
        discussion: """
            What is being said to the person at this moment is cut off; what is unsent is not sent. Backups keep what they hold, and so does \
            what tools have written elsewhere.
            """)

    @Argument(help: "The telephone number in any form, or the key that 'conversation show --unmasked' shows.")
    var contact: String

    @Option(help: "Only what this bot keeps.")
    var bot: String?

    @Flag(help: "Really delete it. Without it what would go is shown, and the command ends with 2 where there is something.")
    var yes = false

    @Flag(
        help: """
            Do not rewrite the database's file: bytes of what was deleted may stay in its free space. Rewriting takes about a second for 100 \
            MB, in which nothing else is written.
            """)
    var quick = false

    @OptionGroup var database: ConversationDatabase

    func run() async throws {
        try await database.with { store in
            let bot = bot.map(BotID.init(rawValue:))
            let found = try await store.conversations(of: contact, bot: bot)
            if found.isEmpty { Output.show(ContactSearch.nothingFound(of: contact, bot: bot) + "\n") }
            guard yes else {
                if found.isEmpty { return }
                for line in ConversationText.lines(of: found, with: Discretion(for: nil)) { Output.show(line + "\n") }
                Output.complain("nothing was deleted; --yes deletes what is listed")
                throw ExitStatus.unable
            }
            for summary in found where try await store.erase(summary.id) {
                Output.write("deleted conversation \(summary.id.rawValue) of \(summary.bot.rawValue)\n")
            }
            if !quick { try await store.scrub() }
        }
    }
}
