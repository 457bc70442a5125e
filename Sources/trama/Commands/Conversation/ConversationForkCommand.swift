import ArgumentParser
import Engine
import Runtime

struct ConversationForkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fork", abstract: "Copies a conversation, so that one can go on with it without touching the customer.",
        discussion: "'trama chat BOT --from FILE' goes on with the copy. It holds all that was said and the phone number.")

    @Argument(help: "The conversation's number.")
    var id: Int64

    @Option(help: "The file to write; it must not be there. Without it the copy is written out.")
    var to: String?

    @Option(help: "Copy it as it was before the turn of this event, of those that 'show' lists as recorded.")
    var before: Int64?

    @OptionGroup var database: ConversationDatabase

    func run() async throws {
        let copy = try await database.with { store in
            let stored = try await database.find(id, in: store)
            guard let before else { return try ConversationCopy(of: stored) }
            let turns = try await store.recordedTurns(of: stored.summary.id, limit: ConversationDatabase.turnLimit)
            guard let turn = turns.first(where: { $0.event == before }) else {
                Output.complain("the turn of event \(before) is not recorded")
                throw ExitStatus.unable
            }
            return try ConversationCopy(of: stored, before: turn)
        }
        guard let to else { return Output.write(copy.encoded().layout) }
        try ConversationFile.write(copy, to: to)
    }
}
