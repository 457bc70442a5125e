import ArgumentParser
import Runtime

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Brings the tables of the database to those that this version works on, or makes them.",
        discussion: """
            Serving does the same at its start. All steps are one transaction, made once however many start at a time. With --check it \
            ends with 0 when there is nothing to do and with 1 when there is.
            """)

    @Flag(help: "Tell what is to be done, and leave the database as it is.")
    var check = false

    @OptionGroup var environment: EnvironmentOption

    func run() async throws {
        do {
            let database = try ServerSettings(from: try environment.read()).database
            let state = try await Stores.schema(of: database)
            guard !check else {
                for step in state.pending { Output.write("to do: \(step.number) \(step.name)\n") }
                Output.write("version \(state.version) of \(state.newest)\n")
                if !state.pending.isEmpty { throw ExitStatus.problems }
                return
            }
            for step in try await Stores.migrate(database) { Output.write("done: \(step.number) \(step.name)\n") }
            Output.write("version \(state.newest)\n")
        } catch let error as ExitCode {
            throw error
        } catch {
            Output.complain(about: error)
            throw ExitStatus.unable
        }
    }
}
