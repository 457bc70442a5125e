import ArgumentParser
import Engine
import Runtime

struct ConversationReturnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "return", abstract: "Gives a conversation that was handed over back to its bot.")

    @Argument(help: "The conversation's number.")
    var id: Int64

    @OptionGroup var database: ConversationDatabase

    func run() async throws {
        try await database.with { store in
            let stored = try await database.find(id, in: store, historyEntries: 0)
            guard stored.summary.handedOver != nil else {
                Output.complain("conversation \(id) is not handed over")
                throw ExitStatus.unable
            }
            _ = try await store.operate(.giveBack, on: stored.summary.id)
        }
    }
}
