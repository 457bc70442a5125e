import FoundationEssentials

/// Bodies from outside that this project reads and writes but does not keep: a folder that `TRAMA_CONFORMANCE` names.
struct ConformanceFolder {
    static let whatsAppInbound = ConformanceFolder("whatsapp/inbound")
    static let whatsAppOutbound = ConformanceFolder("whatsapp/outbound")

    let path: String

    private init(_ name: String) {
        let root = ProcessInfo.processInfo.environment["TRAMA_CONFORMANCE"] ?? "../shared/conformance"
        path = root + "/" + name
    }

    var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// Names of the folder's JSON files, sorted; none when there is no folder.
    var files: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted()
    }

    func bytes(of file: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path + "/" + file)))
    }

    /// The rows of `index.tsv` by their first column.
    func index() throws -> [String: [String]] {
        let text = String(decoding: try bytes(of: "index.tsv"), as: UTF8.self)
        let rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t").map(String.init) }
        return Dictionary(rows.compactMap { row in row.first.map { ($0, row) } }, uniquingKeysWith: { first, _ in first })
    }
}
