import ArgumentParser
import Engine
import Runtime

/// The bots in the folders that a command was given.
struct Compilation {
    let folders: [BotFolder]
    /// Of the folders without errors, in their order.
    let bots: [Bot]
    /// Of all folders.
    let diagnostics: [Diagnostic]

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// - Throws: `ExitStatus.unable` after it told which file cannot be read.
    init(of paths: [String]) throws {
        do {
            folders = try BotFolder.find(at: paths)
            var bots: [Bot] = []
            var diagnostics: [Diagnostic] = []
            let locales = SystemLocales().source
            for folder in folders {
                let compiled = BotCompiler.compile(try folder.read(), locales: locales)
                diagnostics += compiled.diagnostics
                if let bot = compiled.bot { bots.append(bot) }
            }
            self.bots = bots
            self.diagnostics = diagnostics
        } catch {
            Output.complain("\(error.path): \(error.reason)")
            throw ExitStatus.unable
        }
    }
}
