import ArgumentParser
import Engine
import Runtime

struct DeadShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a dead letter: why it is one, and the event or the message that it is about.")

    @Argument(help: "The dead letter's number.")
    var id: Int64

    @Flag(help: "Show phone numbers and what was written.")
    var unmasked = false

    @Option(help: "'text' for people, 'json' for programs.")
    var format = OutputFormat.text

    @OptionGroup var database: ConversationDatabase

    func run() async throws {
        guard let stored = try await database.with({ try await $0.deadLetter(id) }) else {
            Output.complain("there is no dead letter \(id)")
            throw ExitStatus.unable
        }
        format.write(
            lines: DeadLetterReport.lines(of: stored, isFull: unmasked),
            json: DeadLetterReport.json(of: stored, isFull: unmasked)
        )
    }
}
