import Glibc
import Testing

@testable import Runtime

@Suite("the pages of the program's code")
struct CodePagesTests {
    @Test("are given back, and come back when they are needed")
    func giveBack() throws {
        let before = try Self.residentFileKilobytes()
        CodePages.giveBack()
        let after = try Self.residentFileKilobytes()
        #expect(after < before)
    }

    /// What of mapped files is in memory.
    private static func residentFileKilobytes() throws -> Int {
        let file = try #require(fopen("/proc/self/status", "r"))
        defer { fclose(file) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        while getline(&line, &capacity, file) > 0, let text = line.map({ String(cString: $0) }) {
            guard text.hasPrefix("RssFile:") else { continue }
            return try #require(text.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) })
        }
        throw CancellationError()
    }
}
