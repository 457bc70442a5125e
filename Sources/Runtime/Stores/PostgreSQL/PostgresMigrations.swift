import Engine

/// The steps from an empty database to the tables that this program works on, each applied once.
enum PostgresMigrations {
    /// By number, which is that of SQLite's tables with the same content; in order. A released one is never edited.
    private static let all: [(number: Int, sql: [UInt8])] = [
        (2, PackageResources._002_conversations_postgres_sql), (3, PackageResources._003_usage_postgres_sql),
    ]

    static var newest: Int { all.last?.number ?? 0 }

    /// Any number that nobody else uses as a lock.
    private static let lock: Int64 = 7_309_453_117

    /// Brings the database up to date in one transaction. Processes that start together wait for each other.
    ///
    /// - Throws: `corrupt` when a later version of the program wrote the tables.
    static func apply(on link: PostgresLink, until deadline: ContinuousClock.Instant) throws(StoreError) {
        do throws(PostgresFault) {
            try link.query("BEGIN; SELECT pg_advisory_xact_lock(\(lock))", until: deadline)
            try link.query(
                """
                CREATE SCHEMA IF NOT EXISTS trama;
                CREATE TABLE IF NOT EXISTS trama.schema_version (version integer NOT NULL)
                """, until: deadline)
            let version = try link.query("SELECT max(version) FROM trama.schema_version", until: deadline).flatMap(Int.init) ?? 0
            guard version <= newest else {
                _ = try? link.query("ROLLBACK", until: deadline)
                throw PostgresFault.refused(
                    state: "",
                    "the tables have version \(version), and this program knows \(newest) at most: a later one wrote them")
            }
            for migration in all where migration.number > version {
                try link.query(String(decoding: migration.sql, as: UTF8.self), until: deadline)
                try link.query("INSERT INTO trama.schema_version VALUES (\(migration.number))", until: deadline)
            }
            try link.query("COMMIT", until: deadline)
        } catch {
            if case .refused("", let words) = error { throw StoreError(.corrupt, words) }
            throw StoreError(error, in: "migrate")
        }
    }
}
