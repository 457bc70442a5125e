import ArgumentParser

struct ConversationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conversation",
        abstract: "Looks into conversations, hands them back, copies them and plays them again.",
        discussion: "Works on the database of DATABASE_URL, also while the bots are served.",
        subcommands: [
            ConversationListCommand.self, ConversationShowCommand.self, ConversationReturnCommand.self,
            ConversationSayCommand.self, ConversationForkCommand.self, ConversationReplayCommand.self,
        ]
    )
}
