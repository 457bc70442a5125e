import ArgumentParser
import Engine
import Runtime

struct ConversationReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Plays a conversation's recorded turns on a bot, and shows where it sends other messages.",
        discussion: """
            Nothing leaves: models and tools answer what they answered then. Ends with 0 when all turns are the same, with 1 when one \
            differs or asks for what is not recorded.
            """)

    @Argument(help: "The conversation's number.")
    var id: Int64

    @Option(help: "The folder of the bot, of this version or another.")
    var bot: String

    @Option(help: "'text' for people, 'json' for programs.")
    var format = OutputFormat.text

    @OptionGroup var privacy: PrivacyOption

    @OptionGroup var speech: LanguageOption

    @OptionGroup var database: ConversationDatabase

    func run() async throws {
        let compilation = try Compilation(of: [bot])
        if compilation.hasErrors {
            speech.show(compilation.diagnostics)
            throw ExitStatus.problems
        }
        let (stored, turns) = try await database.with { store in
            let stored = try await database.find(id, in: store)
            return (stored, try await store.recordedTurns(of: stored.summary.id, limit: ConversationDatabase.turnLimit))
        }
        guard let bot = compilation.bots.first(where: { $0.id == stored.summary.bot }) else {
            Output.complain("\(bot) holds no bot '\(stored.summary.bot.rawValue)'")
            throw ExitStatus.unable
        }
        guard let first = turns.first else {
            Output.complain("no turn of conversation \(id) is recorded any more")
            throw ExitStatus.unable
        }
        var replay = ConversationReplay(of: stored, on: bot)
        let played = turns.map { replay.play($0) }
        let forgotten = first.checkpoint != nil
        let discretion = privacy.discretion(for: bot, in: stored, turns: turns)
        format.write(
            lines: ConversationText.lines(of: played, name: bot.name, forgotten: forgotten, with: discretion),
            json: ConversationJSON.json(of: played, forgotten: forgotten, with: discretion))
        if played.contains(where: { $0.differs || $0.gap != nil }) { throw ExitStatus.problems }
    }
}
