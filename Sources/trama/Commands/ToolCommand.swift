import ArgumentParser
import Engine
import Glibc
import Runtime

struct ToolCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tool",
        abstract: "Makes a tool of a request that is known to work, and tries tools by themselves.",
        subcommands: [ToolNewCommand.self, ToolRunCommand.self]
    )
}

/// A bot whose tool is made or tried.
struct OneBot {
    let folder: BotFolder
    let files: BotFiles
    let bot: Bot

    /// - Throws: After it told why there is not one bot without errors.
    init(at path: String, _ speech: LanguageOption) throws {
        let compilation = try Compilation(of: [path])
        let errors = compilation.diagnostics.filter { $0.severity == .error }
        speech.show(errors)
        if !errors.isEmpty { throw ExitStatus.problems }
        guard let bot = compilation.bots.first, let files = compilation.files.first, compilation.folders.count == 1 else {
            Output.complain("\(path) holds more than one bot")
            throw ExitStatus.unable
        }
        folder = compilation.folders[0]
        self.files = files
        self.bot = bot
    }
}

/// `name=value`, as arguments of a tool are typed.
struct TypedArguments {
    let values: [(name: String, text: String)]

    init(_ written: [String]) throws(ValidationError) {
        var values: [(name: String, text: String)] = []
        for text in written {
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
                throw ValidationError("'\(text)' is no argument; write name=value")
            }
            values.append((String(text[..<equals]), String(text[text.index(after: equals)...])))
        }
        self.values = values
    }
}

/// Calls a tool for a person at a terminal.
struct ToolTry {
    let bot: Bot
    let environment: [String: String]
    let phone: String
    let mayWrite: Bool

    /// - Throws: After it told why there was no call.
    func run(_ tool: String, with arguments: [(name: String, text: String)]) async throws -> ToolRun.Report {
        let trial: ToolTrial
        do throws(ToolTrial.Refusal) {
            trial = try ToolTrial(
                of: tool, in: bot, with: arguments, contact: Contact(key: phone, phone: phone), at: SystemTime().now)
        } catch {
            Output.complain(error.message)
            throw ExitStatus.unable
        }
        Output.show((["request"] + bot.shown(trial.request).map { "  \($0)" }).joined(separator: "\n") + "\n\n")
        if trial.request.isWrite { try await askLeave() }
        let folder = try SandboxFolder(named: nil)
        defer { folder.clear() }
        do {
            let report = try await ToolRun(bot: bot, environment: environment, orders: folder.orders).run(trial) { standIns in
                if !standIns.isEmpty { Output.complain("the sandbox stands in for: \(standIns.joined(separator: ", "))") }
            }
            show(report)
            return report
        } catch let missing as MissingSettings {
            Output.complain("settings are missing: \(missing.names.joined(separator: ", "))")
            throw ExitStatus.unable
        } catch {
            Output.complain(about: error)
            throw ExitStatus.unable
        }
    }

    private func askLeave() async throws {
        if mayWrite { return }
        guard isatty(STDIN_FILENO) == 1 else {
            Output.complain("the call changes something outside; add --yes to make it")
            throw ExitStatus.unable
        }
        Output.write("The call changes something outside. Make it? (yes/no) ")
        let answer = await StandardInput.line()?.lowercased() ?? ""
        guard ["y", "yes", "s", "sim"].contains(answer) else {
            Output.complain("nothing was called")
            throw ExitStatus.unable
        }
    }

    private func show(_ report: ToolRun.Report) {
        let milliseconds = report.duration / .milliseconds(1)
        let answer = report.rawAnswer.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
        Output.show("answer after \(Int(milliseconds.rounded())) ms\n\(answer)\n\n")
        switch report.outcome {
        case .found(let value):
            let shown = value.layout.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
            Output.show("what 'output' lets through\n\(shown)\n")
        case .empty(let text): Output.show("nothing was found\(text.isEmpty ? "" : "; said is:\n  \(text)")\n")
        case .failed(let told, let message):
            Output.show("it failed: \(message)\(told.map { "; said is:\n  \($0)" } ?? "")\n")
        }
    }
}

extension ToolRun.Report {
    var isFailure: Bool {
        if case .failed = outcome { true } else { false }
    }
}
