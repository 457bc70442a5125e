import ArgumentParser
import Engine
import Runtime

struct CheckCommand: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, sarif, github
    }

    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Looks for mistakes in the files of bots.",
        discussion: """
            Ends with 0 when there is no error, with 1 when there is one, and with 2 when the files cannot be read. Databases whose \
            settings are in the environment or in .env prepare the queries of tools, and MCP servers list their tools; nothing \
            is run there.

            '--explain CODE' looks at no bot: it tells what a code means that stands behind a mistake in brackets.
            """
    )

    @Argument(help: "Folders of bots, or the folder of one bot.")
    var bots: [String] = []

    @Option(
        help: ArgumentHelp(
            "Tells what a code such as 'unknown-node' means, with a file that has the mistake and the file mended.",
            valueName: "code"),
        transform: CheckCommand.parsed)
    var explain: DiagnosticCode?

    @Option(
        help:
            "How mistakes are shown: 'text' for people, 'json' with one object a line, 'sarif' for code scanning, 'github' for annotations."
    )
    var format = Format.text

    @OptionGroup var speech: LanguageOption

    @OptionGroup var environment: EnvironmentOption

    @OptionGroup var pages: PagesOption

    func validate() throws {
        if bots.isEmpty, explain == nil { throw ValidationError("name a folder of bots, or a code to explain") }
        if !bots.isEmpty, explain != nil { throw ValidationError("'--explain' looks at no bot: leave the folders out") }
    }

    @Sendable private static func parsed(_ name: String) throws -> DiagnosticCode {
        if let code = DiagnosticCode(rawValue: name) { return code }
        let nearest = DiagnosticCode.nearest(to: name).map { "; did you mean '\($0.rawValue)'?" } ?? ""
        throw ValidationError("no mistake has the code '\(name)'\(nearest)")
    }

    func run() async throws {
        if let page = explain.flatMap(DiagnosticPage.of) { return speech.show(page) }
        let compilation = try await Compilation(of: bots, asking: try environment.read())
        switch format {
        case .text:
            speech.show(compilation.diagnostics)
            for reason in compilation.untried { Output.complain(reason) }
            Output.complain(
                DiagnosticSummary.words(ofBots: compilation.folders.count, compilation.diagnostics).text(in: speech.language))
            if let more = DiagnosticSummary.more(about: compilation.diagnostics) {
                Output.complain(more.text(in: speech.language))
            }
        case .json:
            Output.write(DiagnosticJSON.render(compilation.diagnostics, in: speech.language))
        case .sarif: Output.write(DiagnosticSARIF.render(compilation.diagnostics, in: speech.language, pages: pages.pages))
        case .github: Output.write(DiagnosticAnnotations.render(compilation.diagnostics, in: speech.language))
        }
        if compilation.hasErrors { throw ExitStatus.problems }
    }
}
