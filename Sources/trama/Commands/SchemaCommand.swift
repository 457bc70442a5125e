import ArgumentParser
import Engine
import FoundationEssentials

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Writes the JSON Schemas that editors complete and check bots' files with."
    )

    @Option(help: "The folder to write them into.")
    var output = "schemas"

    @Flag(help: "Write no schemas: show the reference of all keys, in Markdown.")
    var reference = false

    func run() throws {
        if reference { return Output.write(ReferencePage.text) }
        do {
            try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
            for schema in BotSchemas.files {
                let path = "\(output)/\(schema.name)"
                try schema.text.write(toFile: path, atomically: true, encoding: .utf8)
                Output.write("\(path)\n")
            }
        } catch {
            Output.complain("\(output): the schemas cannot be written there")
            throw ExitStatus.unable
        }
    }
}
