import Engine
import FoundationEssentials

@testable import Runtime

/// A PostgreSQL server of its own that keeps its log of writes, as one does that is to be restored to any moment.
struct ArchivingPostgres {
    private let folder: String
    private var data: String { folder + "/data" }
    private var base: String { folder + "/base" }
    private var archive: String { folder + "/archive" }

    var url: String { "host=\(folder) user=trama dbname=postgres" }

    init() throws {
        folder = try TestPostgres.newFolder()
        try TestPostgres.initialize(data)
        try TestPostgres.serving("mkdir", archive)
        try TestPostgres.start(
            data, in: folder,
            options: "-c archive_mode=on -c archive_command='cp %p \(archive)/%f.part && mv \(archive)/%f.part \(archive)/%f'")
    }

    /// Copies the server's files while it runs.
    func copyBase() throws {
        try TestPostgres.serving(
            TestPostgres.binaries + "/pg_basebackup", "--pgdata=\(base)", "--checkpoint=fast", "--host=\(folder)",
            "--username=trama")
    }

    /// Gives this moment a name.
    ///
    /// - Returns: The part of the log that it is in.
    func mark(_ name: String) throws -> String {
        let deadline = ContinuousClock.now + .seconds(30)
        let link = try PostgresLink(url: Secret(url), patience: PostgresPatience(deadline: deadline))
        let segment = try link.query("SELECT pg_walfile_name(pg_create_restore_point('\(name)'))", until: deadline)
        guard let segment else { throw TestPostgres.Failed(words: "there is no restore point") }
        return segment
    }

    /// Returns when a part of the log is in the archive.
    func finish(_ segment: String) async throws {
        try TestPostgres.execute("SELECT pg_switch_wal()", at: url)
        while !FileManager.default.fileExists(atPath: "\(archive)/\(segment)") {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    /// The server ends at once and its files are gone.
    func lose() throws {
        try TestPostgres.serving(TestPostgres.binaries + "/pg_ctl", "-D", data, "-s", "-m", "immediate", "stop")
        try FileManager.default.removeItem(atPath: data)
    }

    func restore(to name: String) throws {
        try TestPostgres.serving("mv", base, data)
        try TestPostgres.serving("touch", data + "/recovery.signal")
        try TestPostgres.start(
            data, in: folder,
            options:
                "-c restore_command='cp \(archive)/%f %p' -c recovery_target_name=\(name) -c recovery_target_action=promote")
    }

    /// Returns when the server is done with the log.
    func isWritable() async throws {
        let question = "DO $$ BEGIN IF pg_is_in_recovery() THEN RAISE EXCEPTION 'not yet'; END IF; END $$"
        while (try? TestPostgres.execute(question, at: url)) == nil {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    func remove() {
        try? TestPostgres.serving(TestPostgres.binaries + "/pg_ctl", "-D", data, "-s", "-m", "immediate", "stop")
        try? FileManager.default.removeItem(atPath: folder)
    }
}
