import ArgumentParser
import Engine
import FoundationEssentials
import Runtime

struct GraphCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case mermaid, dot, svg

        /// By the ending of a file's name.
        init(ofFile name: String?) {
            self =
                switch name?.split(separator: ".").last {
                case "dot", "gv": .dot
                case "svg": .svg
                default: .mermaid
                }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Draws the graph of a bot.",
        discussion: """
            'mermaid' is for Markdown, 'dot' for Graphviz, and 'svg' for browsers and paper; Graphviz draws that one, so that its \
            program 'dot' has to be there. Ends with 1 when the bot's files have errors.
            """
    )

    @Argument(help: "The folder of one bot.")
    var bot: String

    @Option(help: "The form of the drawing; left out: by the ending of --output, else 'mermaid'.")
    var format: Format?

    @Option(help: "The file to write; left out: the drawing goes to the standard output.")
    var output: String?

    @OptionGroup var speech: LanguageOption

    func run() throws {
        let compilation = try Compilation(of: [bot])
        if compilation.hasErrors {
            speech.show(compilation.diagnostics)
            throw ExitStatus.problems
        }
        guard let bot = compilation.bots.first, let files = compilation.files.first, compilation.bots.count == 1 else {
            Output.complain("\(bot) holds more than one bot")
            throw ExitStatus.unable
        }
        let text = try text(of: GraphDrawing(of: bot, in: files))
        guard let output else { return Output.write(text) }
        do {
            try text.write(toFile: output, atomically: true, encoding: .utf8)
        } catch {
            Output.complain("\(output): it cannot be written")
            throw ExitStatus.unable
        }
    }

    private func text(of drawing: GraphDrawing) throws -> String {
        switch format ?? Format(ofFile: output) {
        case .mermaid: return drawing.mermaid
        case .dot: return drawing.dot
        case .svg:
            do {
                return try Graphviz.svg(of: drawing.dot)
            } catch {
                Output.complain(error.reason)
                Output.complain("on Debian 'apt-get install graphviz' brings it; '--format mermaid' works without it")
                throw ExitStatus.unable
            }
        }
    }
}
