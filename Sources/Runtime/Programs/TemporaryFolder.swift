import FoundationEssentials
import Glibc

/// A new folder among the system's temporary ones.
struct TemporaryFolder {
    let path: String

    init?() {
        var template = Array("\(ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp")/trama-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { return nil }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    func remove() {
        // What is left behind does no harm: it is in the temporary folder.
        try? FileManager.default.removeItem(atPath: path)
    }
}
