import ArgumentParser
import Engine
import Runtime

struct ConversationSayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "say", abstract: "Sends an operator's words to the person, after what is being sent already.",
        discussion: "The serving process sends them. They stand in the history as the operator's.")

    @Argument(help: "The conversation's number.")
    var id: Int64

    @Argument(help: "What the person is to read.")
    var text: String

    @OptionGroup var database: ConversationDatabase

    func validate() throws {
        guard text.contains(where: { !$0.isWhitespace }) else { throw ValidationError("there is nothing to say") }
    }

    func run() async throws {
        try await database.with { store in
            let stored = try await database.find(id, in: store, historyEntries: 0)
            _ = try await store.operate(.wrote(text), on: stored.summary.id)
        }
    }
}
