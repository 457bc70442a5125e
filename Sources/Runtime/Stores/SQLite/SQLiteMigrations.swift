import Engine

/// The steps from an empty file to the tables that this program works on, each applied once.
enum SQLiteMigrations {
    /// In order; the first one brings an empty file to version 1.
    static let all = [
        Migration(1, "conversations", PackageResources._001_conversations_sql),
        Migration(2, "events", PackageResources._002_events_sql),
        Migration(3, "usage", PackageResources._003_usage_sql),
        Migration(4, "operating", PackageResources._004_operating_sql),
        Migration(5, "letters", PackageResources._005_letters_sql),
        Migration(6, "silences", PackageResources._006_silences_sql),
        Migration(7, "plans", PackageResources._007_plans_sql),
        Migration(8, "names", PackageResources._008_names_sql),
        Migration(9, "indexes", PackageResources._009_indexes_sql),
        Migration(10, "seen", PackageResources._010_seen_sql),
        Migration(11, "leases", PackageResources._011_leases_sql),
        Migration(12, "statements", PackageResources._012_statements_sql),
        Migration(13, "tries", PackageResources._013_tries_sql),
        Migration(14, "declining", PackageResources._014_declining_sql),
        Migration(15, "suspects", PackageResources._015_suspects_sql),
    ]

    /// Brings the file up to date in one transaction.
    ///
    /// - Parameter newest: To which version at most.
    /// - Returns: What was applied.
    /// - Throws: `corrupt` when a later version of the program wrote the file.
    @discardableResult
    static func apply(to connection: SQLiteConnection, upTo newest: Int = .max) throws -> [Migration] {
        try connection.execute("BEGIN EXCLUSIVE")
        let steps = try state(of: connection).pending.filter { $0.number <= newest }
        for step in steps { try connection.execute("\(step.sql);\nPRAGMA user_version = \(step.number)") }
        try connection.execute("COMMIT")
        return steps
    }

    /// - Throws: `corrupt` when the file is not ours, or a later version of the program wrote it.
    static func state(of connection: SQLiteConnection) throws -> SchemaState {
        let version = try connection.query("PRAGMA user_version") { $0.int(0) }.first ?? 0
        let state = try SchemaState(version: Int(clamping: version), of: all)
        guard try version == 0 ? isEmpty(connection) : isStore(connection) else { throw StoreError.foreign(connection) }
        return state
    }

    /// Since the first version.
    static func isStore(_ connection: SQLiteConnection) throws -> Bool {
        try !connection.query("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'store'") { _ in true }.isEmpty
    }

    private static func isEmpty(_ connection: SQLiteConnection) throws -> Bool {
        try connection.query("SELECT 1 FROM sqlite_schema LIMIT 1") { _ in true }.isEmpty
    }
}
