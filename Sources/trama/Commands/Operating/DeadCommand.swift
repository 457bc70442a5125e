import ArgumentParser

struct DeadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dead",
        abstract: "Lists dead letters, shows one, replays and drops them.",
        discussion: """
            A dead letter is a turn that did not go as the bot's author meant, or a message that was not delivered. Works on the database \
            of DATABASE_URL, also while the bots are served.
            """,
        subcommands: [DeadListCommand.self, DeadShowCommand.self, DeadReplayCommand.self, DeadDropCommand.self])
}
