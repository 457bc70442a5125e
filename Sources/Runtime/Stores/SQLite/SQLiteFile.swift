import FoundationEssentials
import Glibc

/// Where a store's file is, or is to be.
struct SQLiteFile: Sendable {
    /// As Linux has it.
    private static let linkLimit = 40

    /// Absolute, and behind all links as SQLite follows them: one file has one `-wal` and one `.lock`, whatever names lead to it.
    let path: String

    init(at path: String) {
        self.path = SQLiteFile.real(path, links: SQLiteFile.linkLimit)
    }

    private static func real(_ path: String, links: Int) -> String {
        if let real = path.realPath { return real }
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? "./"
        if links > 0, let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) {
            return real(target.hasPrefix("/") ? target : folder + target, links: links - 1)
        }
        let here = FileManager.default.currentDirectoryPath
        let parent = folder.realPath ?? (folder.hasPrefix("/") ? folder : "\(here)/\(folder)")
        return (parent.hasSuffix("/") ? parent : parent + "/") + path[(slash.map(path.index(after:)) ?? path.startIndex)...]
    }

    /// Keeps other processes off the file, and makes it where there is none.
    ///
    /// - Throws: `unavailable` when another process has it, or when it cannot be made.
    func take() throws(StoreError) -> FileLock {
        let lock = try FileLock(at: path + ".lock")
        // What customers say is for the user alone; SQLite gives the file's mode to those that it makes beside it. Closing a descriptor
        // of the file would let go of SQLite's own locks, so that none is opened.
        guard mknod(path, S_IFREG | 0o600, 0) == 0 || errno == EEXIST else {
            throw StoreError(.unavailable, "'\(path)' cannot be made: \(String.systemReason())")
        }
        return lock
    }
}
