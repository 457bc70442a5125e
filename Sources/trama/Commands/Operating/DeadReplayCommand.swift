import ArgumentParser
import Runtime

struct DeadReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Has the bot hear an event again, or sends a message again, as a new one under a new number.",
        discussion: """
            The serving process does the work. A dead letter is replayed once. What follows is a new turn: calls that write have other \
            idempotency keys than those of the turn that failed, so look at what that turn did first.
            """)

    @Argument(help: "The dead letters' numbers.")
    var ids: [Int64]

    @OptionGroup var database: ConversationDatabase

    func run() async throws {
        let isDone = try await database.settle(ids) { store, id in try await store.replay(deadLetter: id) }
        if !isDone { throw ExitStatus.unable }
    }
}

extension ConversationDatabase {
    /// Does something about dead letters, and tells of each what became of it.
    ///
    /// - Returns: Whether all of it was done.
    func settle(
        _ ids: [Int64], _ act: (any Store, Int64) async throws -> DeadLetterAnswer
    ) async throws -> Bool {
        try await with { store in
            var isDone = true
            for id in ids {
                // One whose content cannot be read can be dropped all the same.
                let letter = (try? await store.deadLetter(id))?.letter
                let answer = try await act(store, id)
                let words = DeadLetterReport.words(of: answer, about: letter, id: id)
                if case .done = answer {
                    Output.show(words + "\n")
                } else {
                    isDone = false
                    Output.complain(words)
                }
            }
            return isDone
        }
    }
}
