import Engine
import Glibc
import Runtime
import Synchronization

/// The stores that the conformance suite runs on.
enum TestBackend: String, CaseIterable, Sendable {
    case sqlite

    /// Runs `body` on a database of its own, which is removed afterwards.
    func withDatabase<Value>(_ body: (TestDatabase) async throws -> Value) async throws -> Value {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let database = TestDatabase(path: folder.path + "/store.sqlite")
        return try await body(database)
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
    let path: String
    let time = ManualTime()

    func open() async throws(StoreError) -> any Store { try await SQLiteStore.open(at: path, time: time) }
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
