import ArgumentParser
import Engine
import Runtime

struct CheckCommand: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Looks for mistakes in the files of bots.",
        discussion: """
            Ends with 0 when there is no error, with 1 when there is one, and with 2 when the files cannot be read. Databases whose \
            settings are in the environment or in .env prepare the queries of tools; nothing is run there.
            """
    )

    @Argument(help: "Folders of bots, or the folder of one bot.")
    var bots: [String]

    @Option(help: "How mistakes are shown: 'text' for people, 'json' with one object a line.")
    var format = Format.text

    @OptionGroup var environment: EnvironmentOption

    func run() async throws {
        let compilation = try await Compilation(of: bots, asking: try environment.read())
        switch format {
        case .text:
            Output.write(DiagnosticText.render(compilation.diagnostics))
            for reason in compilation.untried { Output.complain(reason) }
            Output.complain(summary(of: compilation))
        case .json:
            Output.write(DiagnosticJSON.render(compilation.diagnostics))
        }
        if compilation.hasErrors { throw ExitStatus.problems }
    }

    private func summary(of compilation: Compilation) -> String {
        let errors = compilation.diagnostics.count { $0.severity == .error }
        let warnings = compilation.diagnostics.count - errors
        let checked = counted(compilation.folders.count, "bot")
        return "\(checked) checked: \(counted(errors, "error")), \(counted(warnings, "warning"))"
    }

    private func counted(_ number: Int, _ noun: String) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }
}
