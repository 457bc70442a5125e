import FoundationEssentials

/// A folder of one test, gone with it.
final class TestFolder: Sendable {
    let path: String

    init() throws {
        path = "/tmp/trama-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
