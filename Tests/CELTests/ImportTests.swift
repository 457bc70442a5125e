import Foundation
import Testing

@Suite("the library stands alone")
struct ImportTests {
    @Test("it imports the regular expressions, a lock and the C library, and nothing else")
    func imports() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/CEL")
            .standardizedFileURL
        let files = try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".swift") }
        #expect(!files.isEmpty)
        var found: Set<String> = []
        for file in files {
            let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
            for line in text.split(separator: "\n") {
                let words = line.split(separator: " ")
                if let place = words.firstIndex(of: "import"), place < 2, place + 1 < words.count {
                    found.insert(String(words[place + 1]))
                }
            }
        }
        #expect(found == ["CRE2", "Synchronization", "Glibc", "Musl", "Darwin"])
    }
}
