import CSQLite
import Glibc

/// A copy of a store's file, made while the store is worked on.
///
/// - SeeAlso: SQLite, "Online Backup API".
public struct SQLiteBackup: Sendable, Equatable {
    public let bytes: Int
    public let conversations: Int

    /// How many pages are copied before the disk is looked at again.
    private static let pages: Int32 = 1024

    /// Copies the store as it stands at one moment, checks the copy, and only then gives it its name. Nobody waits for it: the copy is
    /// read from one snapshot, and what is written meanwhile is not in it.
    ///
    /// - Throws: `unavailable` when there is a file of the name already or none can be made, `corrupt` when the copy is not whole. The
    ///   message names the file that is at fault.
    public static func make(of path: String, at target: String) async throws(StoreError) -> SQLiteBackup {
        guard access(target, F_OK) != 0 else {
            throw StoreError(.unavailable, "backup: '\(target)' is there already; give another name")
        }
        let part = target + ".part"
        // The copy holds what customers said: it is for the user alone from its first byte on.
        let descriptor = open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason =
                errno == EEXIST
                ? "is there already; another backup is being made, or one was cut off: then remove it"
                : "cannot be made: \(String.systemReason())"
            throw StoreError(.unavailable, "backup: '\(part)' \(reason)")
        }
        defer { close(descriptor) }
        do throws(StoreError) {
            let conversations = try await SQLiteErrand.run("backup", at: SQLiteFile(at: path).path, access: .change) { source in
                try copy(source, to: SQLiteConnection(path: part, access: .change))
            }
            guard fsync(descriptor) == 0, rename(part, target) == 0 else {
                throw StoreError(.unavailable, "backup: '\(target)' cannot be written: \(String.systemReason())")
            }
            syncFolder(of: target)
            return SQLiteBackup(bytes: Int(clamping: lseek(descriptor, 0, SEEK_END)), conversations: conversations)
        } catch {
            for end in ["", "-journal", "-wal", "-shm"] { unlink(part + end) }
            throw error
        }
    }

    /// - Returns: How many conversations the copy holds.
    private static func copy(_ source: SQLiteConnection, to copy: SQLiteConnection) throws -> Int {
        // The read that is begun here is the snapshot; without it each write of another connection would begin the copy anew.
        try source.execute("BEGIN")
        guard try SQLiteMigrations.isStore(source) else { throw StoreError.foreign(source) }
        guard let backup = sqlite3_backup_init(copy.handle, "main", source.handle, "main") else {
            throw SQLiteError(sqlite3_errcode(copy.handle), of: copy.handle)
        }
        var code = SQLITE_OK
        while code == SQLITE_OK { code = sqlite3_backup_step(backup, pages) }
        sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE else {
            // The copy's handle has the code, and only a full disk is the copy's own.
            let words = SQLiteError(code, of: copy.handle).message
            throw SQLiteError(code: code, message: words, path: code == SQLITE_FULL ? copy.path : source.path)
        }
        try source.execute("COMMIT")
        // One file, with nothing beside it.
        try copy.execute("PRAGMA journal_mode = DELETE")
        let words = try copy.query("PRAGMA integrity_check(1)") { $0.text(0) }
        guard words == ["ok"], try copy.query("PRAGMA foreign_key_check", [], { _ in true }).isEmpty else {
            throw StoreError(.corrupt, "backup: the copy is not whole: \(words.joined(separator: ", "))")
        }
        return try copy.query("SELECT count(*) FROM conversation") { Int(clamping: $0.int(0)) }.first ?? 0
    }

    /// Without this a loss of power may take the name away again.
    private static func syncFolder(of path: String) {
        let folder = path.lastIndex(of: "/").map { path[..<$0].isEmpty ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
