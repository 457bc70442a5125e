import ArgumentParser
import Engine
import FoundationEssentials
import Runtime

/// The bots in the folders that a command was given.
struct Compilation {
    let folders: [BotFolder]
    /// Of the folders without errors, in their order.
    private(set) var bots: [Bot] = []
    /// What each of `bots` was compiled from.
    private(set) var files: [BotFiles] = []
    /// Of all folders.
    private(set) var diagnostics: [Diagnostic] = []
    /// Tools about which no database and no server was asked, each with the reason.
    private(set) var untried: [String] = []

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// - Throws: `ExitStatus.unable` after it told which file cannot be read.
    init(of paths: [String]) throws {
        let files = try Self.files(at: paths)
        folders = files.map(\.folder)
        let locales = SystemLocales().source
        for (_, files) in files { add(BotCompiler.compile(files, locales: locales), of: files) }
    }

    /// The same on all processors, for many bots.
    ///
    /// - Throws: `ExitStatus.unable` after it told which file cannot be read.
    init(loading paths: [String]) async throws {
        let files = try Self.files(at: paths)
        folders = files.map(\.folder)
        let compiled = await Self.compiled(files.map(\.files))
        for (compiled, files) in zip(compiled, files) { add(compiled, of: files.files) }
    }

    /// In the order of the files.
    private static func compiled(_ files: [BotFiles]) async -> [BotCompiler.Compilation] {
        let locales = SystemLocales().source
        let width = max(1, min(ProcessInfo.processInfo.activeProcessorCount, files.count))
        return await withTaskGroup(of: [(place: Int, result: BotCompiler.Compilation)].self) { group in
            for first in 0..<width {
                group.addTask {
                    stride(from: first, to: files.count, by: width).map { place in
                        (place, BotCompiler.compile(files[place], locales: locales))
                    }
                }
            }
            var all: [(place: Int, result: BotCompiler.Compilation)] = []
            for await part in group { all += part }
            return all.sorted { $0.place < $1.place }.map(\.result)
        }
    }

    /// Also asks the databases about the statements of tools, and MCP servers about theirs.
    ///
    /// - Parameter environment: What the connections' settings are filled in from.
    /// - Throws: `ExitStatus.unable` after it told which file cannot be read.
    init(of paths: [String], asking environment: [String: String]) async throws {
        let files = try Self.files(at: paths)
        folders = files.map(\.folder)
        let locales = SystemLocales().source
        let compiled = await Self.compiled(files.map(\.files))
        for (compiled, (_, files)) in zip(compiled, files) {
            guard let bot = compiled.bot, !bot.queries.isEmpty || !bot.serverTools.isEmpty else {
                add(compiled, of: files)
                continue
            }
            let findings = await QueryProbe.ask(bot, environment: environment)
            untried += findings.untried.map {
                "\(bot.id.rawValue): the query of '\($0.tool.rawValue)' was not tried: \($0.reason)"
            }
            let offers = await MCPProbe.ask(bot, environment: environment)
            untried += offers.untried.map {
                "\(bot.id.rawValue): the tool '\($0.tool.rawValue)' was not compared with its server's: \($0.reason)"
            }
            let answers = findings.answers.merging(offers.answers) { $1 }
            add(answers.isEmpty ? compiled : BotCompiler.compile(files, locales: locales, answers: answers), of: files)
        }
    }

    private mutating func add(_ compiled: BotCompiler.Compilation, of files: BotFiles) {
        diagnostics += compiled.diagnostics
        guard let bot = compiled.bot else { return }
        bots.append(bot)
        self.files.append(files)
    }

    private static func files(at paths: [String]) throws -> [(folder: BotFolder, files: BotFiles)] {
        do {
            return try BotFolder.find(at: paths).map { (folder) throws(BotFolderError) in (folder, try folder.read()) }
        } catch {
            Output.complain("\(error.path): \(error.reason)")
            throw ExitStatus.unable
        }
    }
}
