/// The kinds of stores.
public enum Stores {
    /// Opens the store that the settings name, or makes it.
    ///
    /// - Throws: `unavailable` when the database does not answer, and when a file is another process's; `corrupt` when it is no store or a
    ///   later version of the program wrote it.
    public static func open(
        _ database: ServerSettings.Database, time: any TimeSource = SystemTime()
    ) async throws(StoreError) -> any Store {
        switch database {
        case .sqlite(let path): try await SQLiteStore.open(at: path, time: time)
        case .postgres(let url): try await PostgresStore.open(at: url, time: time)
        }
    }

    /// Opens a store that is there beside the processes that work on it: to look, and to put events into inboxes.
    ///
    /// - Throws: As `open`, and `unavailable` when there is no such store.
    public static func visit(
        _ database: ServerSettings.Database, time: any TimeSource = SystemTime()
    ) async throws(StoreError) -> any Store {
        switch database {
        case .sqlite(let path): try await SQLiteStore.visit(at: path, time: time)
        case .postgres(let url): try await PostgresStore.visit(at: url, time: time)
        }
    }

    /// How the tables of a database stand; it is left as it is.
    ///
    /// - Throws: `unavailable` when the database does not answer, `corrupt` when a later version of the program wrote its tables.
    public static func schema(of database: ServerSettings.Database) async throws(StoreError) -> SchemaState {
        switch database {
        case .sqlite(let path): try await SQLiteStore.schema(at: path)
        case .postgres(let url): try await PostgresStore.schema(at: url)
        }
    }

    /// Brings the tables of a database up to date, as opening the store does, or makes them.
    ///
    /// - Returns: What was applied.
    /// - Throws: As `schema`, and `unavailable` when a file is another process's.
    public static func migrate(_ database: ServerSettings.Database) async throws(StoreError) -> [Migration] {
        switch database {
        case .sqlite(let path): try await SQLiteStore.migrate(at: path)
        case .postgres(let url): try await PostgresStore.migrate(at: url)
        }
    }
}
