public import Engine
import FoundationEssentials
import Glibc

/// A folder with a `bot.yaml` in it.
public struct BotFolder: Sendable, Equatable {
    /// As the user gave it, or that with a name from inside it.
    public let path: String

    public init(path: String) { self.path = path }

    /// The bots at `paths`, in their order; those inside one folder by name.
    ///
    /// - Parameter paths: Each is a bot's folder, its `bot.yaml`, or a folder of bots.
    /// - Throws: When there is no bot at one of them, or a folder cannot be looked into.
    public static func find(at paths: [String]) throws(BotFolderError) -> [BotFolder] {
        var folders: [BotFolder] = []
        for path in paths { folders += try find(at: path) }
        var seen: Set<String> = []
        return folders.filter { seen.insert($0.path.realPath ?? $0.path).inserted }
    }

    private static func find(at path: String) throws(BotFolderError) -> [BotFolder] {
        var path = path
        if lastName(of: path) == BotFiles.main, isRegularFile(path) {
            path = path == BotFiles.main ? "." : String(path.dropLast(BotFiles.main.count))
        }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        if try isBot(path) { return [BotFolder(path: path)] }
        var inside: [BotFolder] = []
        for name in try names(in: path) where !name.hasPrefix(".") && name != "lost+found" {
            let folder = path + "/" + name
            if try isBot(folder) { inside.append(BotFolder(path: folder)) }
        }
        guard !inside.isEmpty else {
            throw BotFolderError(path: path, reason: "there is no bot in it; a bot is a folder with a \(BotFiles.main)")
        }
        return inside
    }

    /// - Throws: When nobody can tell: a bot that was passed over would leave its customers unheard.
    private static func isBot(_ folder: String) throws(BotFolderError) -> Bool {
        var information = stat()
        if stat("\(folder)/\(BotFiles.main)", &information) == 0 { return information.st_mode & S_IFMT == S_IFREG }
        guard errno == ENOENT || errno == ENOTDIR else { throw BotFolderError(path: folder, reason: .systemReason()) }
        return false
    }

    /// Everything of the bot that is text: `bot.yaml`, `tools/*.yaml`, `graphs/*.yaml`, `tests/*.yaml`, `prompts/*.md` and
    /// `schemas/*.json`.
    ///
    /// - Throws: When a file cannot be read, is over the limits or lies outside the folder. What is in a file is not looked at.
    public func read() throws(BotFolderError) -> BotFiles {
        try read(behind: [])
    }

    /// With the folder that `extends` names, which lies beside this one, and those behind it.
    ///
    /// - Parameter trail: The real paths of the folders that lead here; one that is among them is not read again.
    private func read(behind trail: [String]) throws(BotFolderError) -> BotFiles {
        let files = try readOwn(isBase: !trail.isEmpty)
        guard let name = files.baseName, trail.count < BotFiles.baseLimit else { return files }
        let base = BotFolder(path: path == "." ? "../\(name)" : BotFolder.parent(of: path) + name)
        guard let root = path.realPath, let real = base.path.realPath, real != root, !trail.contains(real),
            BotFolder.parent(of: real) == BotFolder.parent(of: root),
            [BotFiles.base, BotFiles.main].contains(where: { BotFolder.isRegularFile("\(real)/\($0)") })
        else { return files }
        return files.extending(try base.read(behind: trail + [root]))
    }

    private func readOwn(isBase: Bool) throws(BotFolderError) -> BotFiles {
        guard let root = path.realPath else { throw BotFolderError(path: path, reason: .systemReason()) }
        var budget = BotFolder.totalBytes
        let main = isBase && BotFolder.isRegularFile("\(path)/\(BotFiles.base)") ? BotFiles.base : BotFiles.main
        var contents = [main: try read(main, in: root, &budget)]
        for (folder, endings) in BotFolder.parts {
            let location = path + "/" + folder
            guard BotFolder.isDirectory(location) else { continue }
            for name in try BotFolder.names(in: location) where !name.hasPrefix(".") && endings.contains(where: name.hasSuffix) {
                guard contents.count < BotFolder.fileLimit else {
                    throw BotFolderError(path: path, reason: "it holds more than \(BotFolder.fileLimit) files")
                }
                contents["\(folder)/\(name)"] = try read("\(folder)/\(name)", in: root, &budget)
            }
        }
        return BotFiles(folder: path == "." ? "" : path, contents: contents)
    }

    private func read(_ name: String, in root: String, _ budget: inout Int) throws(BotFolderError) -> [UInt8] {
        let location = path + "/" + name
        guard let real = location.realPath else {
            throw BotFolderError(path: location, reason: .systemReason())
        }
        guard real.hasPrefix(root == "/" ? root : root + "/") else {
            throw BotFolderError(path: location, reason: "it is a link to a file outside the bot's folder")
        }
        guard BotFolder.isRegularFile(real) else { throw BotFolderError(path: location, reason: "it is not a file") }
        // Of YAML that is too long the Engine tells what to do about it, as of every mistake in a file.
        let limit = BotFolder.yaml.contains(where: name.hasSuffix) ? BotFolder.totalBytes : BotFolder.fileBytes
        let bytes = try BotFolder.bytes(of: real, shownAs: location, atMost: limit)
        budget -= bytes.count
        guard budget >= 0 else {
            throw BotFolderError(path: path, reason: "its files are over \(BotFolder.totalBytes >> 20) MiB together")
        }
        return bytes
    }
}

/// Why a bot's files could not be read: a matter of the disk, not of what the files say.
public struct BotFolderError: Error, Sendable, Equatable {
    public let path: String
    /// What is wrong with it, as a sentence without a full stop.
    public let reason: String
}

extension BotFolder {
    private static let yaml = [".yaml", ".yml"]
    private static let parts = [("tools", yaml), ("graphs", yaml), ("tests", yaml), ("prompts", [".md"]), ("schemas", [".json"])]
    private static let fileBytes = 1 << 20
    private static let totalBytes = 16 << 20
    private static let fileLimit = 1000

    private static func names(in path: String) throws(BotFolderError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw BotFolderError(path: path, reason: isDirectory(path) ? "it cannot be read" : "there is no such folder")
        }
    }

    /// Never more than the limit, though the file grows while it is read.
    private static func bytes(of path: String, shownAs shown: String, atMost limit: Int) throws(BotFolderError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw BotFolderError(path: shown, reason: .systemReason()) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            guard count >= 0 else { throw BotFolderError(path: shown, reason: .systemReason()) }
            if count == 0 { return bytes }
            bytes += piece[..<count]
            guard bytes.count <= limit else {
                throw BotFolderError(path: shown, reason: "it is over \(limit >> 20) MiB")
            }
        }
    }

    private static func isRegularFile(_ path: String) -> Bool { kind(of: path) == S_IFREG }

    private static func isDirectory(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

    private static func kind(of path: String) -> mode_t? {
        var information = stat()
        return stat(path, &information) == 0 ? information.st_mode & S_IFMT : nil
    }

    /// With a slash at its end; empty for a name alone.
    private static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }

    private static func lastName(of path: String) -> Substring {
        path.split(separator: "/").last ?? ""
    }
}
