import CPostgres
import FoundationEssentials
import Glibc
import Synchronization

@testable import Runtime

/// A PostgreSQL server of this test run's own: a temporary cluster behind a socket in its folder, stopped when the process exits.
struct TestPostgres: Sendable {
    static let isAvailable = FileManager.default.isExecutableFile(atPath: binaries + "/initdb")
    static let comment: String = "there is no PostgreSQL 15 in \(binaries): set TRAMA_POSTGRES_BIN"

    static let binaries = ProcessInfo.processInfo.environment["TRAMA_POSTGRES_BIN"] ?? "/usr/lib/postgresql/15/bin"
    private static let running = Locked<TestPostgres?>(nil)
    private static let databases = Atomic(0)
    /// Each store has several connections, and a server only so many.
    static let places = Places(32)

    /// How many connections to the database wait for a lock.
    static let waiting = """
        SELECT pg_stat_clear_snapshot();
        SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
        """

    private let folder: String

    struct Failed: Error {
        let words: String
    }

    /// A connection URL to a new, empty database.
    static func database() throws -> String {
        let (folder, name) = try newDatabase()
        return url(of: name, in: folder)
    }

    /// A new database: the folder of the server's socket, and its name.
    ///
    /// - Parameter template: The database that it is a copy of; left out: it is empty.
    static func newDatabase(from template: String = "template1") throws -> (folder: String, name: String) {
        let server = try running.withLock { running in
            let server = try running ?? TestPostgres()
            running = server
            return server
        }
        let name = "test_\(databases.add(1, ordering: .relaxed).newValue)"
        try execute("CREATE DATABASE \(name) TEMPLATE \(template) STRATEGY file_copy", at: url(of: "postgres", in: server.folder))
        return (server.folder, name)
    }

    /// Runs statements without results, blocking.
    static func execute(_ sql: String, at url: String) throws {
        let connection = PQconnectdb(url)
        defer { PQfinish(connection) }
        let result = PQexec(connection, sql)
        defer { PQclear(result) }
        guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result)) else {
            throw Failed(words: String(cString: PQerrorMessage(connection)))
        }
    }

    private static func url(of database: String, in folder: String) -> String { "host=\(folder) user=trama dbname=\(database)" }

    private init() throws {
        folder = try TestPostgres.newFolder()
        try TestPostgres.initialize(folder + "/data")
        try TestPostgres.start(folder + "/data", in: folder)
        atexit { TestPostgres.stop() }
    }

    /// A folder that the server's user may write to.
    static func newFolder() throws -> String {
        let folder = "/tmp/trama-postgres-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        if getuid() == 0 { try run(["chown", "postgres", folder]) }
        return folder
    }

    static func initialize(_ data: String) throws {
        try serving(binaries + "/initdb", "-D", data, "-A", "trust", "-U", "trama", "-E", "UTF8", "--locale=C", "--no-sync")
    }

    /// - Parameter folder: Where its socket and its messages are.
    static func start(_ data: String, in folder: String, options: String = "") throws {
        let options =
            "-c listen_addresses='' -c unix_socket_directories='\(folder)' -c fsync=off -c max_connections=500 -c log_min_messages=fatal "
            + options
        try serving(binaries + "/pg_ctl", "-D", data, "-w", "-s", "-l", folder + "/log", "-o", options, "start")
    }

    /// Runs one of the clients' programs.
    static func tool(_ program: String, _ arguments: String...) throws { try run([binaries + "/" + program] + arguments) }

    /// Runs a program as the server's user, who is somebody else than root: root may not run the server.
    static func serving(_ command: String...) throws {
        try run(getuid() == 0 ? ["runuser", "-u", "postgres", "--"] + command : command)
    }

    private static func stop() {
        guard let server = running.withLock({ $0 }) else { return }
        try? serving(binaries + "/pg_ctl", "-D", server.folder + "/data", "-s", "-m", "immediate", "stop")
        try? FileManager.default.removeItem(atPath: server.folder)
    }

    /// Waits for the program itself and not, as `Process` does, for all that it leaves running.
    private static func run(_ command: [String]) throws {
        let arguments = (["env", "-C", "/"] + command).map { strdup($0) }
        defer { for argument in arguments { free(argument) } }
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        var process: pid_t = 0
        var status: Int32 = -1
        guard posix_spawnp(&process, "env", &files, nil, arguments + [nil], environ) == 0 else {
            throw Failed(words: "\(command[0]) cannot be started")
        }
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        guard status == 0 else { throw Failed(words: "\(command) ended with \(status)") }
    }
}
