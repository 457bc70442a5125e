public import Engine
import FoundationEssentials

/// A proposed tool on its way into a bot's folder.
public struct NewTool: Sendable {
    /// Why it was not written, as a sentence without a full stop.
    public struct Failure: Error, Sendable, Equatable {
        public let reason: String
    }

    private let folder: BotFolder
    private let files: BotFiles
    public var proposal: ToolProposal

    /// - Throws: When there is a tool of that name already.
    public init(_ proposal: ToolProposal, in folder: BotFolder, files: BotFiles, of bot: Bot) throws(Failure) {
        guard !bot.toolNames.contains(ToolName(rawValue: proposal.name)), files[NewTool.path(of: proposal)] == nil else {
            throw Failure(reason: "the bot has a tool '\(proposal.name)' already, and it stays as it is")
        }
        self.proposal = proposal
        self.folder = folder
        self.files = files
    }

    /// In the bot's folder.
    public var path: String { NewTool.path(of: proposal) }

    private static func path(of proposal: ToolProposal) -> String { "tools/\(proposal.name).yaml" }

    /// `bot.yaml` with the connection that the tool needs; `nil` when it needs none or its author must add it.
    private var main: String? {
        guard let connection = proposal.newConnection, let text = files[BotFiles.main]?.text else { return nil }
        return connection.added(to: text)
    }

    /// Whether `bot.yaml` is written so that the connection cannot be added to it.
    public var leavesConnection: Bool { proposal.newConnection != nil && main == nil }

    /// The bot as it will be.
    public func compiled() -> BotCompiler.Compilation {
        var files = files.replacing(path, with: proposal.yaml)
        if let main { files = files.replacing(BotFiles.main, with: main) }
        return BotCompiler.compile(files, locales: SystemLocales().source)
    }

    /// What a database says of the statement becomes the output, where it can be asked.
    public mutating func askDatabase(environment: [String: String]) async {
        guard let bot = compiled().bot else { return }
        let findings = await QueryProbe.ask(bot, environment: environment)
        guard case .columns(let columns)? = findings.answers[ToolName(rawValue: proposal.name)] else { return }
        proposal.take(columns)
    }

    /// Writes the tool's file, and adds the connection to `bot.yaml`.
    ///
    /// - Returns: The paths of the files that were made or changed.
    public func write() throws(Failure) -> [String] {
        let tools = "\(folder.path)/tools"
        do {
            try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
        } catch {
            throw Failure(reason: "\(tools): the folder cannot be made")
        }
        let place = "\(folder.path)/\(path)"
        do throws(NewFile.Failure) {
            try NewFile.write(proposal.yaml, to: place)
        } catch {
            throw Failure(reason: "\(place): \(error.reason)")
        }
        guard let main else { return [place] }
        let changed = "\(folder.path)/\(BotFiles.main)"
        do {
            try main.write(toFile: changed, atomically: true, encoding: .utf8)
        } catch {
            throw Failure(reason: "\(changed): it cannot be written")
        }
        return [place, changed]
    }

    /// Adds the connection's settings to a file of them, save those that are there or that nobody knows.
    ///
    /// - Returns: The names that were added.
    public func saveSettings(to path: String) throws(Failure) -> [String] {
        let variables = proposal.newConnection?.variables ?? []
        var text = ""
        if FileManager.default.fileExists(atPath: path) {
            guard let found = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw Failure(reason: "\(path): it cannot be read")
            }
            text = found
        }
        guard let present = try? EnvironmentFile(parsing: text) else { throw Failure(reason: "\(path): it cannot be read") }
        let missing = variables.filter { present.values[$0.name] == nil && $0.value != nil }
        guard !missing.isEmpty else { return [] }
        let start = text.isEmpty || text.hasSuffix("\n") ? "" : "\n"
        do throws(NewFile.Failure) {
            try NewFile.append(
                start + missing.map { "\($0.name)=\(EnvironmentFile.quoted($0.value ?? ""))\n" }.joined(), to: path)
        } catch {
            throw Failure(reason: "\(path): \(error.reason)")
        }
        return missing.map(\.name)
    }
}

extension EnvironmentFile {
    /// A value as it is read back from a line.
    fileprivate static func quoted(_ value: String) -> String {
        let isPlain = value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-./:@%+=,?&~!".contains($0)) }
        guard !isPlain else { return value }
        let escapes: [Character: String] = ["\\": "\\\\", "\"": "\\\"", "$": "\\$", "\n": "\\n", "\r": "\\r", "\t": "\\t"]
        return "\"" + value.map { escapes[$0] ?? String($0) }.joined() + "\""
    }
}
