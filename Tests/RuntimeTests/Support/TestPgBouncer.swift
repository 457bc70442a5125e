import FoundationEssentials
import Glibc

@testable import Runtime

/// A PgBouncer before the test run's PostgreSQL, in transaction mode: what one transaction leaves in a session, the next one of the same
/// client need not find. Stopped when the process exits.
struct TestPgBouncer: Sendable {
    private static let program = "/usr/sbin/pgbouncer"
    private static let running = Locked<TestPgBouncer?>(nil)

    private let folder: String

    /// A connection URL to a new, empty database.
    static func database() throws -> String {
        let database = try TestPostgres.newDatabase()
        let pooler = try running.withLock { running in
            let pooler = try running ?? TestPgBouncer(before: database.folder)
            running = pooler
            return pooler
        }
        return "host=\(pooler.folder) port=6432 user=trama dbname=\(database.name)"
    }

    /// - Parameter server: The folder of the server's socket.
    private init(before server: String) throws {
        folder = try TestPostgres.newFolder()
        let settings = """
            [databases]
            * = host=\(server) user=trama
            [pgbouncer]
            listen_addr =
            unix_socket_dir = \(folder)
            listen_port = 6432
            pidfile = \(folder)/pid
            logfile = \(folder)/log
            auth_type = any
            pool_mode = transaction
            default_pool_size = 8
            max_client_conn = 1000
            server_idle_timeout = 2
            """
        try settings.write(toFile: folder + "/pgbouncer.ini", atomically: false, encoding: .utf8)
        try TestPostgres.serving(TestPgBouncer.program, "--daemon", "--quiet", folder + "/pgbouncer.ini")
        try waitUntilItListens()
        atexit { TestPgBouncer.stop() }
    }

    private func waitUntilItListens() throws {
        var tries = 0
        while access(folder + "/.s.PGSQL.6432", F_OK) != 0 {
            guard tries < 1000 else { throw TestPostgres.Failed(words: "PgBouncer does not listen: see \(folder)/log") }
            tries += 1
            usleep(10_000)
        }
    }

    private static func stop() {
        guard let pooler = running.withLock({ $0 }) else { return }
        let text = try? String(contentsOfFile: pooler.folder + "/pid", encoding: .utf8)
        // It was begun by a thread that takes no other signal, and so takes none itself.
        if let text, let id = pid_t(text.prefix { $0.isNumber }) { kill(id, SIGKILL) }
        try? FileManager.default.removeItem(atPath: pooler.folder)
    }
}
