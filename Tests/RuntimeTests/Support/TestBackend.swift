import Engine
import Glibc
import Synchronization

@testable import Runtime

/// The stores that the conformance suite runs on.
enum TestBackend: String, CaseIterable, Sendable {
    case sqlite, postgres
    /// PostgreSQL behind PgBouncer.
    case pooled
    /// The simulation's own, which does what claims, turns and deliveries need.
    case simulated

    static let allCases: [TestBackend] = [.sqlite, .postgres, .pooled]
    /// Where a test does not say which.
    @TaskLocal static var usual = TestBackend.sqlite
    static let turning = allCases + [.simulated]

    /// Runs `body` on a database of its own, which is removed afterwards.
    func withDatabase<Value>(_ body: (TestDatabase) async throws -> Value) async throws -> Value {
        switch self {
        case .sqlite:
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            return try await body(TestDatabase(place: .sqlite(path: folder.path + "/store.sqlite")))
        case .postgres, .pooled:
            return try await TestPostgres.places.within {
                let url = try self == .pooled ? TestPgBouncer.database() : TestPostgres.database()
                return try await body(TestDatabase(place: .postgres(url: url)))
            }
        case .simulated: return try await body(TestDatabase(place: .simulated(SimulatedDatabase())))
        }
    }

    /// Runs `body` on a store of its own with a registered worker.
    func withStore<Value>(_ body: (any Store, WorkerID, ManualTime) async throws -> Value) async throws -> Value {
        try await withDatabase { database in
            let store = try await database.open()
            do {
                let value = try await body(store, try await store.register(), database.time)
                await store.close()
                return value
            } catch {
                await store.close()
                throw error
            }
        }
    }
}

/// A database that outlives the stores that are opened on it.
struct TestDatabase: Sendable {
    enum Place {
        case sqlite(path: String)
        case postgres(url: String)
        case simulated(SimulatedDatabase)
    }

    let place: Place
    let time = ManualTime()

    /// As `DATABASE_URL` names it.
    var settings: ServerSettings.Database {
        switch place {
        case .sqlite(let path): .sqlite(path: path)
        case .postgres(let url): .postgres(url: Secret(url))
        case .simulated: preconditionFailure("a simulated database has no address")
        }
    }

    /// As a process does that starts when the one before has ended in whatever way: its conversations are due again.
    ///
    /// - Parameter pages: At so many an SQLite store is full.
    func open(maximumPages pages: Int? = nil) async throws(StoreError) -> any Store {
        switch place {
        case .sqlite(let path): return try await SQLiteStore.open(at: path, time: time, maximumPages: pages)
        case .postgres(let url):
            let store = try await PostgresStore.open(at: Secret(url), clock: PostgresClock(time: time, isGiven: true))
            try await takeOver(by: store)
            return store
        case .simulated:
            let store = try await visit()
            try await takeOver(by: store)
            return store
        }
    }

    /// Waits until those before count as dead.
    private func takeOver(by store: any Store) async throws(StoreError) {
        let watcher = try await store.register()
        for _ in 0...PostgresStore.patience + 1 { try await store.beat(watcher) }
    }

    /// As a command does beside the process that works on it.
    func visit() async throws(StoreError) -> any Store {
        switch place {
        case .sqlite(let path): try await SQLiteStore.visit(at: path, time: time)
        case .postgres(let url): try await PostgresStore.open(at: Secret(url), clock: PostgresClock(time: time, isGiven: true))
        case .simulated(let database): SimulatedStore(database, time: time, clock: { [time] in time.now })
        }
    }
}

/// A folder that is nobody else's.
struct TemporaryFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/trama-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw StoreError(.unavailable, "no temporary folder") }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Removes the folder with the files in it.
    func remove() {
        guard let folder = opendir(path) else { return }
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            unlink(path + "/" + name)
        }
        closedir(folder)
        rmdir(path)
    }
}
