public import ArgumentParser
public import Engine
import FoundationEssentials
public import Runtime

extension BotTemplate: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}

struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Makes the folder of a new bot, which works at once.",
        discussion: """
            The templates: 'menu' with buttons, 'form' with questions, 'agent' with a model and a tool, 'shop' with a model that looks \
            up orders and opens tickets. What is there already is never touched.
            """
    )

    @Argument(help: "The folder to make, such as 'bots/padaria'; its last part is the bot's id.")
    var folder: String

    @Option(help: "What the bot begins as.")
    var template = BotTemplate.menu

    @Option(help: "The language of its texts; left out: that of LANG.")
    var language: Language?

    @Option(help: "The bot's name for people; left out: made of its id.")
    var name: String?

    func run() throws {
        do throws(NewBot.Failure) {
            let bot = try NewBot(path: folder, name: name)
            for path in try bot.create(from: template, in: language ?? systemLanguage) {
                Output.write("\(bot.path)/\(path)\n")
            }
            Output.complain("see that it works: trama test \(bot.path)")
        } catch {
            Output.complain(error.reason)
            throw ExitStatus.unable
        }
    }

    private var systemLanguage: Language {
        let environment = ProcessInfo.processInfo.environment
        let wanted = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return Language(locale: wanted ?? "")
    }
}
