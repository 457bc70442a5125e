import FoundationEssentials
import Glibc
import Runtime

/// Where a sandbox keeps its files: a folder that was named, or one that goes away with the process.
struct SandboxFolder {
    let path: String
    private let isTemporary: Bool

    var orders: String { path + "/pedidos.sqlite" }
    var conversations: String { path + "/trama.sqlite" }

    /// - Throws: `ExitStatus.unable` after it told what is wrong.
    init(named name: String?) throws {
        do {
            if let name {
                try FileManager.default.createDirectory(atPath: name, withIntermediateDirectories: true)
                path = name
                isTemporary = false
            } else {
                let base = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
                var template = Array("\(base)/trama-sandbox-XXXXXX".utf8CString)
                guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
                path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
                isTemporary = true
            }
        } catch {
            Output.complain("\(name ?? "the temporary folder"): it cannot be made")
            throw ExitStatus.unable
        }
    }

    /// Removes what nobody asked to keep.
    func clear() {
        // What is left behind does no harm: it is in the temporary folder.
        if isTemporary { try? FileManager.default.removeItem(atPath: path) }
    }
}
