import ArgumentParser

@main
struct Trama: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trama",
        abstract: "Chat bots that are nothing but YAML.",
        subcommands: [
<<<<<<< HEAD
            ServeCommand.self,
            CheckCommand.self,
            TestCommand.self,
            RecordCommand.self,
            ChatCommand.self,
            GraphCommand.self,
            SandboxCommand.self,
            SchemaCommand.self,
            FormatCommand.self,
=======
            ServeCommand.self, CheckCommand.self, TestCommand.self, RecordCommand.self, ChatCommand.self, SandboxCommand.self,
            SchemaCommand.self, FormatCommand.self, LanguageServerCommand.self,
>>>>>>> bca0451 (wip: language server)
        ]
    )
}
