import Engine

/// The steps from an empty database to the tables that this program works on, each applied once.
enum PostgresMigrations {
    /// By number, which is that of SQLite's tables with the same content; in order.
    static let all = [
        Migration(2, "conversations", PackageResources._002_conversations_postgres_sql),
        Migration(3, "usage", PackageResources._003_usage_postgres_sql),
        Migration(4, "operating", PackageResources._004_operating_postgres_sql),
        Migration(5, "letters", PackageResources._005_letters_postgres_sql),
        Migration(6, "silences", PackageResources._006_silences_postgres_sql),
        Migration(7, "plans", PackageResources._007_plans_postgres_sql),
        Migration(8, "names", PackageResources._008_names_postgres_sql),
        Migration(9, "indexes", PackageResources._009_indexes_postgres_sql),
        Migration(10, "seen", PackageResources._010_seen_postgres_sql),
        Migration(11, "leases", PackageResources._011_leases_postgres_sql),
        Migration(12, "statements", PackageResources._012_statements_postgres_sql),
    ]

    /// Any number that nobody else uses as a lock.
    private static let lock: Int64 = 7_309_453_117

    /// Brings the database up to date in one transaction. Processes that start together wait for each other.
    ///
    /// - Parameter newest: To which version at most.
    /// - Returns: What was applied.
    /// - Throws: `corrupt` when a later version of the program wrote the tables.
    @discardableResult
    static func apply(
        on link: PostgresLink, upTo newest: Int = .max, until deadline: ContinuousClock.Instant
    ) throws(StoreError) -> [Migration] {
        try run("BEGIN; SELECT pg_advisory_xact_lock(\(lock))", on: link, until: deadline)
        let steps = try state(on: link, until: deadline).pending.filter { $0.number <= newest }
        try run(
            """
            CREATE SCHEMA IF NOT EXISTS trama;
            CREATE TABLE IF NOT EXISTS trama.schema_version (version integer NOT NULL)
            """, on: link, until: deadline)
        for step in steps {
            try run("\(step.sql);\nINSERT INTO trama.schema_version VALUES (\(step.number))", on: link, until: deadline)
        }
        try run("COMMIT", on: link, until: deadline)
        return steps
    }

    static func state(on link: PostgresLink, until deadline: ContinuousClock.Instant) throws(StoreError) -> SchemaState {
        guard try run("SELECT to_regclass('trama.schema_version')", on: link, until: deadline) != nil else {
            return try SchemaState(version: 0, of: all)
        }
        let version = try run("SELECT max(version) FROM trama.schema_version", on: link, until: deadline)
        return try SchemaState(version: version.flatMap { Int($0) } ?? 0, of: all)
    }

    @discardableResult
    private static func run(
        _ sql: String, on link: PostgresLink, until deadline: ContinuousClock.Instant
    ) throws(StoreError) -> String? {
        do throws(PostgresFault) {
            return try link.query(sql, until: deadline)
        } catch {
            throw StoreError(error, in: "migrate")
        }
    }
}
