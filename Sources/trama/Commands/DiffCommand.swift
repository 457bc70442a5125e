import ArgumentParser
import Engine
import Runtime

struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Tells what an edit of a bot changes for its customers.",
        discussion: """
            Compares two folders, or with --git a folder with what it was at a revision. What is breaking comes first: conversations \
            that stand at a node that is gone. Ends with 0, or with 1 when the files have errors or --exit-code finds what it looks for.
            """
    )

    enum Finding: String, ExpressibleByArgument, CaseIterable {
        case breaking, any
    }

    @Argument(help: "The bot as it was and as it is; with --git one folder.")
    var bots: [String]

    @Option(help: "The revision to compare the folder with, such as HEAD~1.")
    var git: String?

    @OptionGroup var speech: LanguageOption

    @Option(help: "End with 1 when there is a change: 'breaking' or 'any'.")
    var exitCode: Finding?

    func validate() throws {
        if git == nil, bots.count != 2 { throw ValidationError("name two folders, or one and --git with a revision") }
        if git != nil, bots.count != 1 { throw ValidationError("--git compares one folder") }
    }

    func run() throws {
        let folders = try bots.map { try Compilation(of: [$0]) }
        let before = try git.map { try earlier(folders[0], at: $0) } ?? single(folders[0])
        let after = try single(folders[folders.count - 1])
        let difference = BotDifference(from: before.bot, in: before.files, to: after.bot, in: after.files)
        Output.write(difference.text)
        switch exitCode {
        case .breaking? where difference.isBreaking: throw ExitStatus.problems
        case .any? where !difference.changes.isEmpty: throw ExitStatus.problems
        case .breaking, .any, nil: break
        }
    }

    private func single(_ compilation: Compilation) throws -> (bot: Bot, files: BotFiles) {
        try tell(compilation.diagnostics)
        guard let bot = compilation.bots.first, let files = compilation.files.first, compilation.bots.count == 1 else {
            Output.complain("there is more than one bot in the folder")
            throw ExitStatus.unable
        }
        return (bot, files)
    }

    private func earlier(_ compilation: Compilation, at revision: String) throws -> (bot: Bot, files: BotFiles) {
        guard let folder = compilation.folders.first, compilation.folders.count == 1 else {
            Output.complain("there is more than one bot in the folder")
            throw ExitStatus.unable
        }
        let files: BotFiles
        do throws(GitError) {
            files = try GitRevision.files(of: folder, at: revision)
        } catch {
            Output.complain(error.reason)
            throw ExitStatus.unable
        }
        let compiled = BotCompiler.compile(files, locales: SystemLocales().source)
        try tell(compiled.diagnostics)
        guard let bot = compiled.bot else { throw ExitStatus.problems }
        return (bot, files)
    }

    private func tell(_ diagnostics: [Diagnostic]) throws {
        guard diagnostics.contains(where: { $0.severity == .error }) else { return }
        speech.show(diagnostics)
        throw ExitStatus.problems
    }
}
