import ArgumentParser
import Engine
import Runtime

struct ContactExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes all that is kept of a person as one JSON document.",
        discussion: "Everything is whole in it, the phone number and all that was said, for it is meant for that person.")

    @Argument(help: "The telephone number in any form, or the key that 'conversation show --unmasked' shows.")
    var contact: String

    @Option(help: "Only what this bot keeps.")
    var bot: String?

    @Option(help: "The file to write, for your user alone; it must not be there. Without it the document is written out.")
    var to: String?

    @OptionGroup var database: ConversationDatabase

    func run() async throws {
        let bot = bot.map(BotID.init(rawValue:))
        let export = try await database.with { try await ContactExport(of: contact, bot: bot, from: $0) }
        if export.conversations == 0 { Output.complain(ContactSearch.nothingFound(of: contact, bot: bot)) }
        guard let to else { return Output.write(export.json.layout) }
        try ConversationFile.write(export.json, to: to)
    }
}
