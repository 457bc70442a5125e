import ArgumentParser
import Runtime

struct DeadDropCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop", abstract: "Settles dead letters without doing anything about them.",
        discussion: "'trama dead list --all' shows them with the reason.")

    @Argument(help: "The dead letters' numbers.")
    var ids: [Int64]

    @Option(help: "Why nothing needs to be done.")
    var because: String

    @OptionGroup var database: ConversationDatabase

    func validate() throws {
        guard because.contains(where: { !$0.isWhitespace }) else { throw ValidationError("--because says why") }
    }

    func run() async throws {
        let isDone = try await database.settle(ids) { store, id in try await store.drop(deadLetter: id, because: because) }
        if !isDone { throw ExitStatus.unable }
    }
}
