import ArgumentParser
import Engine
import FoundationEssentials

struct FormatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Lays out the YAML files of bots.",
        discussion: """
            Two spaces a level, no spaces at the end of a line, quotes around texts that YAML may take for a number, a date or a \
            truth. Comments and the order of keys stay. A file that cannot be read is left as it is. Ends with 0 when all is well, \
            with 1 when a file cannot be read or, with --check, is not laid out, and with 2 when a file cannot be opened or written.
            """
    )

    @Argument(help: "YAML files, or folders of them.")
    var paths: [String] = ["."]

    @Flag(help: "Write nothing: tell which files would change.")
    var check = false

    @OptionGroup var speech: LanguageOption

    func run() throws {
        var isClean = true
        for path in try paths.flatMap(Self.files) { isClean = try format(path) && isClean }
        if !isClean { throw ExitStatus.problems }
    }

    /// - Returns: Whether nothing is left to be done.
    private func format(_ path: String) throws -> Bool {
        guard let data = FileManager.default.contents(atPath: path) else { throw unable(path, "it cannot be read") }
        let file = SourceFile(path: path, utf8: Array(data))
        switch YAMLFormatter.format(file, as: Self.pathInBot(path)) {
        case .unreadable(let diagnostics):
            speech.show(diagnostics)
            return false
        case .unsafe:
            Output.complain("\(path): it is left as it is, since laid out it would mean something else")
            return false
        case .formatted(let text):
            guard Array(text.utf8) != Array(data) else { return true }
            Output.write("\(path)\n")
            if check { return false }
            do {
                try text.write(toFile: path, atomically: true, encoding: .utf8)
            } catch {
                throw unable(path, "it cannot be written")
            }
            return true
        }
    }

    /// The YAML files at a path, sorted; hidden ones only when they are named.
    private static func files(at path: String) throws -> [String] {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw unable(path, "there is no such file or folder")
        }
        guard isFolder else { return [path] }
        guard let names = try? FileManager.default.subpathsOfDirectory(atPath: path) else {
            throw unable(path, "it cannot be read")
        }
        return names.filter { name in
            (name.hasSuffix(".yaml") || name.hasSuffix(".yml")) && !name.split(separator: "/").contains { $0.hasPrefix(".") }
        }.sorted().map { path == "." ? $0 : path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
    }

    /// The path within the bot that a file belongs to; `nil` when it belongs to none.
    private static func pathInBot(_ path: String) -> String? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        for count in 1...2 where count <= parts.count {
            let folder = parts.dropLast(count).joined(separator: "/")
            let main = parts.count == count ? BotFiles.main : "\(folder)/\(BotFiles.main)"
            if FileManager.default.fileExists(atPath: main) { return parts.suffix(count).joined(separator: "/") }
        }
        return nil
    }

    private func unable(_ path: String, _ reason: String) -> any Error { Self.unable(path, reason) }

    private static func unable(_ path: String, _ reason: String) -> any Error {
        Output.complain("\(path): \(reason)")
        return ExitStatus.unable
    }
}
