import Engine
import FoundationEssentials
import Testing

@testable import Runtime

/// What docs/operators/backups.md tells to do, done.
@Suite("copies of a PostgreSQL store", .timeLimit(.minutes(2)))
struct PostgresBackupTests {
    @Test("what pg_dump wrote under load is whole, is restored, and goes on")
    func dump() async throws {
        let place = try TestFolder()
        let url = try TestPostgres.database()
        let store = try await TestDatabase(place: .postgres(url: url)).open()
        let load = StoreLoad()
        let known = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await load.run(on: store) }
            await load.reaches(300)
            let known = load.acknowledged
            try TestPostgres.tool("pg_dump", "--format=custom", "--schema=trama", "--file=\(place.path)/trama.dump", url)
            await load.reaches(load.acknowledged.count + 50)
            load.stop()
            try await group.waitForAll()
            return known
        }
        await store.close()

        let other = try TestPostgres.database()
        try TestPostgres.tool("pg_restore", "--exit-on-error", "--no-owner", "--dbname=\(other)", "\(place.path)/trama.dump")
        let restored = try await TestDatabase(place: .postgres(url: other)).open()
        #expect(restored.id == store.id)
        try await StoreLoad.check(restored, has: known)
        await restored.close()
    }

    @Test("a server that keeps its log is restored to one moment, with all before it and nothing after it, and goes on")
    func pointInTime() async throws {
        let server = try ArchivingPostgres()
        defer { server.remove() }
        let store = try await TestDatabase(place: .postgres(url: server.url)).open()
        let load = StoreLoad()
        let (known, unknown) = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await load.run(on: store) }
            await load.reaches(100)
            try server.copyBase()
            await load.reaches(load.acknowledged.count + 100)
            let known = load.acknowledged
            let segment = try server.mark("before")
            // What was on its way at that moment may be on either side of it.
            let late = load.acknowledged.count + 10
            await load.reaches(late + 100)
            load.stop()
            try await group.waitForAll()
            try await server.finish(segment)
            return (known, Array(load.acknowledged.dropFirst(late)))
        }
        await store.close()
        try server.lose()

        try server.restore(to: "before")
        try await server.isWritable()
        let restored = try await TestDatabase(place: .postgres(url: server.url)).open()
        #expect(!unknown.isEmpty)
        try await StoreLoad.check(restored, has: known, not: unknown)
        await restored.close()
    }
}
