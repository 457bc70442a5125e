import ArgumentParser

struct ContactCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact",
        abstract: "Gives out or deletes all that is kept of a person.",
        discussion: "Works on the database of DATABASE_URL, also while the bots are served.",
        subcommands: [ContactExportCommand.self, ContactEraseCommand.self])
}
