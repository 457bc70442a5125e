import ArgumentParser
import Engine
import Runtime

/// The files of the bot that a conversation is with.
struct BotFilesOption: ParsableArguments {
    /// Where bots are looked for that nobody names.
    private static let usual = "bots"

    @Option(help: "The folder of the bot that the conversation is with; left out: it is looked for in 'bots'.")
    var bot: String?

    /// - Returns: `nil` when no folder is named and the bot is not in the usual one, or cannot be loaded there.
    /// - Throws: `ExitStatus.unable` after it told that the folder that is named holds no such bot.
    func find(_ id: BotID) throws -> (bot: Bot, files: BotFiles)? {
        guard let bot else { return usual(id) }
        let compilation = try Compilation(of: [bot])
        if let found = zip(compilation.bots, compilation.files).first(where: { $0.0.id == id }) { return (found.0, found.1) }
        let reason = compilation.hasErrors ? "; 'trama check' tells what is wrong with its files" : ""
        Output.complain("\(bot) holds no bot '\(id.rawValue)'\(reason)")
        throw ExitStatus.unable
    }

    /// Looks at no more bots than it must, and first at the one whose folder has the bot's name.
    private func usual(_ id: BotID) -> (bot: Bot, files: BotFiles)? {
        guard let folders = try? BotFolder.find(at: [Self.usual]) else { return nil }
        let named = "\(Self.usual)/\(id.rawValue)"
        let locales = SystemLocales().source
        for folder in folders.filter({ $0.path == named }) + folders.filter({ $0.path != named }) {
            guard let files = try? folder.read(), let bot = BotCompiler.compile(files, locales: locales).bot, bot.id == id else {
                continue
            }
            return (bot, files)
        }
        return nil
    }
}
