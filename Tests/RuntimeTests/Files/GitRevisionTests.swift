import Engine
import Foundation
import Testing

@testable import Runtime

@Suite("a bot at a revision")
struct GitRevisionTests {
    private static func run(_ arguments: [String], in folder: URL) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "-C", folder.path, "-c", "user.name=a", "-c", "user.email=a@example.com"] + arguments
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    @Test("is read as it was, and what is no revision is told")
    func earlier() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "trama-git-\(UUID().uuidString)")
        let bot = root.appending(path: "bots/oi")
        try FileManager.default.createDirectory(at: bot, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: root) }
        let file = bot.appending(path: "bot.yaml")
        try Data("a: 1\n".utf8).write(to: file)
        try Self.run(["init", "--quiet"], in: root)
        try Self.run(["add", "."], in: root)
        try Self.run(["commit", "--quiet", "--message", "one"], in: root)
        try Data("a: 2\n".utf8).write(to: file)
        let folder = BotFolder(path: bot.path)
        #expect(try GitRevision.files(of: folder, at: "HEAD")[BotFiles.main]?.text == "a: 1\n")
        #expect(try folder.read()[BotFiles.main]?.text == "a: 2\n")
        #expect(throws: GitError(reason: "'--output=x' is no revision")) { try GitRevision.files(of: folder, at: "--output=x") }
        let unknown = #expect(throws: GitError.self) { try GitRevision.files(of: folder, at: "no-such-thing") }
        #expect(unknown?.reason.hasPrefix("git failed: fatal:") == true)
    }
}
