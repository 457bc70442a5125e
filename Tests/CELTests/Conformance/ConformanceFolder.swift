import Foundation

/// The public cases: `TRAMA_CONFORMANCE`, or `../shared/conformance` beside the package.
enum ConformanceFolder {
    static let url: URL = {
        if let path = ProcessInfo.processInfo.environment["TRAMA_CONFORMANCE"] { return URL(filePath: path) }
        var package = URL(filePath: #filePath)
        for _ in 0..<4 { package.deleteLastPathComponent() }
        return package.appending(path: "../shared/conformance").standardizedFileURL
    }()

    static var isPresent: Bool { !files(in: "cel").isEmpty }

    static func files(in folder: String) -> [URL] {
        let found = try? FileManager.default.contentsOfDirectory(at: url.appending(path: folder), includingPropertiesForKeys: nil)
        return (found ?? []).filter { $0.pathExtension == "jsonl" }.sorted { $0.path < $1.path }
    }

    /// One decoded value a line.
    static func rows<Row: Decodable>(of file: URL, as type: Row.Type) throws -> [Row] {
        let text = try String(contentsOf: file, encoding: .utf8)
        return try text.split(separator: "\n").map { try JSONDecoder().decode(type, from: Data($0.utf8)) }
    }
}
