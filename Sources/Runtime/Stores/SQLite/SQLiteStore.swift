import CEL
import Engine

/// A store in one file, for one process: the writes go through one thread, in shared transactions, and the reads through another.
///
/// A class for identity: it owns the file. Beside the file are SQLite's `-wal` and `-shm` and a `.lock`, which keeps a second process out.
public final class SQLiteStore: Store {
    public let id: String
    let path: String
    let writer: SQLiteThread
    let reader: SQLiteThread
    let time: any TimeSource
    let hints = Hints()
    private let lock: Locked<FileLock?>

    /// Opens the store, or makes it. Every conversation that was claimed when the last process ended is due again.
    ///
    /// - Throws: `unavailable` when the file cannot be used or another process works on it, `corrupt` when it is no store or was written
    ///   by a later version of the program.
    public static func open(at path: String, time: any TimeSource = SystemTime()) async throws(StoreError) -> SQLiteStore {
        try await open(at: path, time: time, maximumPages: nil)
    }

    /// - Parameter maximumPages: At which size the file counts as full; `nil`: when its disk is.
    static func open(at path: String, time: any TimeSource, maximumPages: Int?) async throws(StoreError) -> SQLiteStore {
        let file = SQLiteFile(at: path)
        let (path, lock) = (file.path, try file.take())
        let now = time.now.milliseconds
        let writer = try await SQLiteThread {
            let connection = try SQLiteConnection(path: path, access: .write)
            try connection.execute("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON")
            if let maximumPages { try connection.execute("PRAGMA max_page_count = \(maximumPages)") }
            try SQLiteMigrations.apply(to: connection)
            try SQLiteStore.tune(connection)
            try SQLiteStore.freeAllLeases(in: connection, at: now)
            return connection
        }
        return try await SQLiteStore(at: path, writer: writer, time: time, lock: lock)
    }

    /// Opens a store that is there beside the process that works on it: to look, and to put events into inboxes. Its leases stay as
    /// they are.
    ///
    /// - Throws: `unavailable` when there is no file, `corrupt` when it is no store or another version of the program wrote it.
    public static func visit(at path: String, time: any TimeSource = SystemTime()) async throws(StoreError) -> SQLiteStore {
        let path = SQLiteFile(at: path).path
        let writer = try await SQLiteThread {
            let connection = try SQLiteConnection(path: path, access: .change)
            try SQLiteMigrations.state(of: connection).check()
            try connection.execute("PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON")
            try SQLiteStore.tune(connection)
            return connection
        }
        return try await SQLiteStore(at: path, writer: writer, time: time, lock: nil)
    }

    /// What undoes a statement stays in memory, where more than 64 KB of it would go through a file. The log has 4000 pages, 16 MB, before
    /// they go into the file, since a busy page is written into the log many times and into the file once.
    private static func tune(_ connection: SQLiteConnection) throws(SQLiteError) {
        try connection.execute("PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000")
    }

    private convenience init(at path: String, writer: SQLiteThread, time: any TimeSource, lock: FileLock?)
        async throws(StoreError)
    {
        let reader = try await SQLiteThread { try SQLiteConnection(path: path, access: .read) }
        let id = try await reader.perform("open") { connection in
            try connection.query("SELECT id FROM store") { $0.text(0) }.first
        }
        guard let id else { throw StoreError(.corrupt, "'\(path)' has no store identifier") }
        self.init(id: id, path: path, writer: writer, reader: reader, time: time, lock: lock)
    }

    private init(
        id: String, path: String, writer: SQLiteThread, reader: SQLiteThread, time: any TimeSource, lock: FileLock?
    ) {
        self.id = id
        self.path = path
        self.writer = writer
        self.reader = reader
        self.time = time
        self.lock = Locked(lock)
    }

    public func wakeUps() -> AsyncStream<Void> { hints.stream() }

    public func ping() async throws(StoreError) {
        _ = try await reader.perform("ping") { connection in try connection.query("SELECT count(*) FROM store") { $0.int(0) } }
    }

    public func close() async {
        hints.finish()
        await reader.close()
        await writer.close()
        lock.withLock { $0 = nil }
    }

    /// The file has one process at a time, so at its start nobody works on anything.
    private static func freeAllLeases(in connection: SQLiteConnection, at now: Int64) throws {
        try connection.run(
            """
            UPDATE schedule SET worker_id = NULL, next_run_at = min(coalesce(next_run_at, ?1), ?1) WHERE worker_id IS NOT NULL
            """, [.integer(now)])
        try connection.run("DELETE FROM worker")
    }
}
