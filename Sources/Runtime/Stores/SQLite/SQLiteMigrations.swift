import Engine

/// The steps from an empty file to the tables that this program works on, each applied once.
enum SQLiteMigrations {
    /// In order; the first one brings an empty file to version 1. A released one is never edited.
    static let all: [[UInt8]] = [
        PackageResources._001_conversations_sql, PackageResources._002_events_sql,
        PackageResources._003_usage_sql,
    ]

    /// Brings the file up to date in one transaction.
    ///
    /// - Throws: `corrupt` when a later version of the program wrote the file.
    static func apply(to connection: SQLiteConnection, path: String) throws {
        try connection.execute("BEGIN EXCLUSIVE")
        let version = try version(of: connection)
        guard version <= Int64(all.count) else {
            throw StoreError(
                .corrupt,
                "'\(path)' has schema version \(version), and this program knows \(all.count) at most: a later one wrote it")
        }
        for migration in all.dropFirst(Int(version)) {
            try connection.execute(String(decoding: migration, as: UTF8.self))
        }
        try connection.execute("PRAGMA user_version = \(all.count)")
        try connection.execute("COMMIT")
    }

    /// - Throws: `corrupt` when the file is not of this version; it is left as it is.
    static func check(_ connection: SQLiteConnection, path: String) throws {
        let version = try version(of: connection)
        guard version == Int64(all.count) else {
            throw StoreError(
                .corrupt, "'\(path)' has schema version \(version), and this program works on \(all.count): serve with it first")
        }
    }

    private static func version(of connection: SQLiteConnection) throws -> Int64 {
        try connection.query("PRAGMA user_version") { $0.int(0) }.first ?? 0
    }
}
