import ArgumentParser
import Glibc

struct LanguageServerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lsp",
        abstract: "Serves an editor: mistakes while you type, completion, names that lead to their places.",
        discussion:
            "It speaks the Language Server Protocol 3.17 on standard input and output; docs/authors/editor.md says how to set it up."
    )

    @Flag(help: "Speak on standard input and output, which it does anyway; some editors add this.")
    var stdio = false

    @OptionGroup var pages: PagesOption

    func run() throws {
        // An editor that has gone is the end of the input, and no reason to die before that.
        signal(SIGPIPE, SIG_IGN)
        var server = LanguageServer(pages: pages.pages)
        do {
            if try !server.run() { throw ExitStatus.problems }
        } catch let broken as MessageReader.Broken {
            Output.complain("the client sent \(broken.reason)")
            throw ExitStatus.unable
        }
    }
}
