import ArgumentParser
import Engine
import Runtime

struct ConversationShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows where a conversation stands and what was said in it.")

    @Argument(help: "The conversation's number.")
    var id: Int64

    @Option(help: "How many entries of the history, the last ones, 1 through 10000.")
    var history = 20

    @OptionGroup var files: BotFilesOption

    @OptionGroup var privacy: PrivacyOption

    @Option(help: "'text' for people, 'json' for programs.")
    var format = OutputFormat.text

    @OptionGroup var database: ConversationDatabase

    func validate() throws {
        guard (1...ConversationDatabase.historyLimit).contains(history) else {
            throw ValidationError("--history is a number from 1 through \(ConversationDatabase.historyLimit)")
        }
    }

    func run() async throws {
        let (stored, turns) = try await database.with { store in
            let stored = try await database.find(id, in: store, historyEntries: history)
            return (stored, try await store.recordedTurns(of: stored.summary.id, limit: ConversationDatabase.turnLimit))
        }
        let bot = privacy.unmasked ? nil : try files.find(stored.summary.bot)?.bot
        let discretion = privacy.discretion(for: bot, in: stored, turns: turns)
        format.write(
            lines: ConversationText.lines(of: stored, turns: turns, with: discretion),
            json: ConversationJSON.json(of: stored, turns: turns, with: discretion))
    }
}
