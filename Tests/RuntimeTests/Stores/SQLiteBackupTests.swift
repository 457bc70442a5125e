import Engine
import FoundationEssentials
import Testing

@testable import Runtime

@Suite("copies of a SQLite store", .timeLimit(.minutes(2)))
struct SQLiteBackupTests {
    @Test("a copy that is made under load is whole, is restored, and goes on")
    func underLoad() async throws {
        let place = try TestFolder()
        let (path, copy) = (place.path + "/store.sqlite", place.path + "/copy.sqlite")
        let database = TestDatabase(place: .sqlite(path: path))
        let store = try await database.open()
        let load = StoreLoad()
        let (known, backup) = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await load.run(on: store) }
            await load.reaches(500)
            let known = load.acknowledged
            let backup = try await SQLiteBackup.make(of: path, at: copy)
            // The load went on while the copy was made, and goes on after it.
            await load.reaches(load.acknowledged.count + 100)
            load.stop()
            try await group.waitForAll()
            return (known, backup)
        }
        await store.close()
        #expect(backup.conversations == 10)
        #expect(try Data(contentsOf: URL(filePath: copy)).count == backup.bytes)
        let names = try FileManager.default.contentsOfDirectory(atPath: place.path)
        #expect(names.filter { $0.hasPrefix("copy") } == ["copy.sqlite"])
        #expect(try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int == 0o600)

        let restored = try await TestDatabase(place: .sqlite(path: copy)).open()
        #expect(restored.id == store.id)
        try await StoreLoad.check(restored, has: known)
        await restored.close()
    }

    @Test("no file is overwritten, and a copy that fails leaves nothing")
    func refused() async throws {
        let place = try TestFolder()
        let path = place.path + "/store.sqlite"
        let store = try await SQLiteStore.open(at: path)
        await #expect { try await SQLiteBackup.make(of: path, at: path) } throws: {
            ($0 as? StoreError)?.message == "backup: '\(path)' is there already; give another name"
        }
        await #expect { try await SQLiteBackup.make(of: path, at: place.path + "/no/copy") } throws: {
            ($0 as? StoreError)?.code == .unavailable
        }
        let other = place.path + "/other"
        #expect(FileManager.default.createFile(atPath: other, contents: Data("not a database".utf8)))
        await #expect { try await SQLiteBackup.make(of: other, at: place.path + "/copy") } throws: {
            ($0 as? StoreError)?.code == .corrupt
        }
        await #expect { try await SQLiteBackup.make(of: place.path + "/none", at: place.path + "/copy") } throws: {
            ($0 as? StoreError)?.code == .unavailable
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: place.path)
        #expect(!names.contains { $0.hasPrefix("copy") || $0 == "none" })
        let part = place.path + "/copy.part"
        #expect(FileManager.default.createFile(atPath: part, contents: nil))
        await #expect { try await SQLiteBackup.make(of: path, at: place.path + "/copy") } throws: {
            ($0 as? StoreError)?.message
                == "backup: '\(part)' is there already; another backup is being made, or one was cut off: then remove it"
        }
        #expect(FileManager.default.fileExists(atPath: part))
        await store.close()
    }
}
