import ArgumentParser
import Runtime

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copies a SQLite database to a file while the bots are served, and checks the copy.",
        discussion: """
            The copy is the database at one moment; nobody waits for it. It holds what customers said and is made for your user alone. A \
            PostgreSQL database is copied by its own tools: see docs/operators/backups.md.
            """)

    @Argument(help: "The file to write; it must not be there.")
    var file: String

    @OptionGroup var environment: EnvironmentOption

    func run() async throws {
        do {
            switch try ServerSettings(from: try environment.read()).database {
            case .sqlite(let path):
                let backup = try await SQLiteBackup.make(of: path, at: file)
                Output.write("\(file): \(backup.conversations) conversations, \(backup.bytes) bytes, checked\n")
            case .postgres:
                let tool = "pg_dump --format=custom --schema=trama --file=FILE \"$DATABASE_URL\""
                Output.complain("PostgreSQL is copied by its own tools: \(tool)")
                throw ExitStatus.unable
            }
        } catch let error as ExitCode {
            throw error
        } catch let error as StoreError {
            // It names the file that is at fault, which may be the copy.
            Output.complain(error.message)
            throw ExitStatus.unable
        } catch {
            Output.complain(about: error)
            throw ExitStatus.unable
        }
    }
}
