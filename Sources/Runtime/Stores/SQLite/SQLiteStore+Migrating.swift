import Glibc

extension SQLiteStore {
    /// - Returns: What was applied.
    static func migrate(at path: String) async throws(StoreError) -> [Migration] {
        let file = SQLiteFile(at: path)
        let lock = try file.take()
        let steps = try await SQLiteErrand.run("migrate", at: file.path, access: .write) { connection in
            try connection.execute("PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON")
            return try SQLiteMigrations.apply(to: connection)
        }
        return withExtendedLifetime(lock) { steps }
    }

    static func schema(at path: String) async throws(StoreError) -> SchemaState {
        let path = SQLiteFile(at: path).path
        // What cannot be looked at is not absent: opening it tells why.
        if access(path, F_OK) != 0, errno == ENOENT { return try SchemaState(version: 0, of: SQLiteMigrations.all) }
        return try await SQLiteErrand.run("migrate", at: path, access: .change) { try SQLiteMigrations.state(of: $0) }
    }
}
