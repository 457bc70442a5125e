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
        Migration(13, "tries", PackageResources._013_tries_postgres_sql),
        Migration(14, "declining", PackageResources._014_declining_postgres_sql),
        Migration(15, "suspects", PackageResources._015_suspects_postgres_sql),
    ]

    /// Any number that nobody else uses as a lock.
    private static let lock: Int64 = 7_309_453_117

    /// How long a step waits for a lock: whoever wants the table after it waits behind it, and an automatic vacuum gives way only after
    /// a second.
    static let lockWait = Duration.milliseconds(1500)
    /// Until the next try.
    private static let rest = Duration.seconds(3)

    /// Brings the database up to date in one transaction. Processes that start together wait for each other. While somebody else holds
    /// a table for long, as a dump does, the transaction is given up and tried again, so that turns are held up for moments only.
    ///
    /// - Parameter newest: To which version at most.
    /// - Returns: What was applied.
    /// - Throws: `corrupt` when a later version of the program wrote the tables, `unavailable` when a table is not to be had in time.
    @discardableResult
    static func apply(
        on link: PostgresLink, upTo newest: Int = .max, until deadline: ContinuousClock.Instant
    ) throws(StoreError) -> [Migration] {
        while true {
            let obstacle: PostgresFault
            switch try tryToApply(on: link, upTo: newest, until: deadline) {
            case .success(let applied): return applied
            case .failure(let fault): obstacle = fault
            }
            try run("ROLLBACK", on: link, until: deadline)
            guard .now + rest + lockWait < deadline else {
                throw StoreError(
                    .unavailable,
                    "migrate: another connection, such as a pg_dump, is in the way: try when it has ended (\(obstacle.words))")
            }
            try run("SELECT pg_sleep(\(rest.milliseconds) / 1000.0)", on: link, until: deadline)
        }
    }

    /// - Returns: A failure when a lock was not to be had; the transaction is still to be rolled back.
    private static func tryToApply(
        on link: PostgresLink, upTo newest: Int, until deadline: ContinuousClock.Instant
    ) throws(StoreError) -> Result<[Migration], PostgresFault> {
        try run("BEGIN; SELECT pg_advisory_xact_lock(\(lock))", on: link, until: deadline)
        let steps = try state(on: link, until: deadline).pending.filter { $0.number <= newest }
        let begin = """
            SET LOCAL lock_timeout = \(lockWait.milliseconds);
            CREATE SCHEMA IF NOT EXISTS trama;
            CREATE TABLE IF NOT EXISTS trama.schema_version (version integer NOT NULL)
            """
        let changes = steps.map { "\($0.sql);\nINSERT INTO trama.schema_version VALUES (\($0.number))" }
        for statement in [begin] + changes + ["COMMIT"] {
            do throws(PostgresFault) {
                try link.query(statement, until: deadline)
            } catch {
                if case .refused(let state, _) = error, PostgresFault.passing.contains(state) { return .failure(error) }
                throw StoreError(error, in: "migrate")
            }
        }
        return .success(steps)
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
