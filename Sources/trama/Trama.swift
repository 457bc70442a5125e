import ArgumentParser

@main
struct Trama: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trama",
        abstract: "Chat bots that are nothing but YAML.",
        subcommands: [
            ServeCommand.self,
            CheckCommand.self,
            TestCommand.self,
            RecordCommand.self,
            ChatCommand.self,
            GraphCommand.self,
            DiffCommand.self,
            ExplainCommand.self,
            SandboxCommand.self,
            ConversationCommand.self,
            QueueCommand.self,
            DeadCommand.self,
            ContactCommand.self,
            MigrateCommand.self,
            BackupCommand.self,
            SchemaCommand.self,
            FormatCommand.self,
            LanguageServerCommand.self,
            NewCommand.self,
            ToolCommand.self,
        ]
    )
}
