import Engine
import FoundationEssentials
import Runtime
import Testing

@Suite("a bot's folder")
struct BotFolderTests {
    /// Runs `body` with a folder of these files, which is removed after it.
    private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/trama-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, text) in files {
            let path = folder + "/" + name
            let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            #expect(FileManager.default.createFile(atPath: path, contents: Data(text.utf8)))
        }
        try body(folder)
    }

    private func paths(of given: String...) throws -> [String] {
        try BotFolder.find(at: given).map(\.path)
    }

    @Test("is read with its tools, graphs, tests and prompts, and nothing else")
    func parts() throws {
        let files = [
            "bot.yaml": "a", "tools/b.yaml": "b", "tools/a.yaml": "a", "tools/.c.yaml": "", "tools/notes.txt": "",
            "prompts/p.md": "p",
            "graphs/g.yaml": "g", "tests/t.yaml": "t", "other/x.yaml": "", "extra.yaml": "",
        ]
        try withFolder(files) { (folder) throws in
            let read = try BotFolder(path: folder).read()
            #expect(
                read.paths == ["bot.yaml", "graphs/g.yaml", "prompts/p.md", "tests/t.yaml", "tools/a.yaml", "tools/b.yaml"])
            #expect(read["bot.yaml"]?.path == folder + "/bot.yaml")
            #expect(read["tools/b.yaml"]?.text == "b")
        }
    }

    @Test("is found by itself, by its bot.yaml, and beside others, each once")
    func finding() throws {
        try withFolder(["b/bot.yaml": "", "a/bot.yaml": "", "c/notes.md": ""]) { (folder) throws in
            #expect(try paths(of: folder) == [folder + "/a", folder + "/b"])
            #expect(try paths(of: folder + "/b/") == [folder + "/b"])
            #expect(try paths(of: folder + "/b/bot.yaml", folder) == [folder + "/b", folder + "/a"])
        }
    }

    @Test("that is not there, or has no bot in it, is told by its path")
    func missing() throws {
        try withFolder(["notes.md": ""]) { (folder) throws in
            let empty = #expect(throws: BotFolderError.self) { try BotFolder.find(at: [folder]) }
            #expect(empty?.path == folder)
            let absent = #expect(throws: BotFolderError.self) { try BotFolder.find(at: [folder + "/x"]) }
            #expect(absent?.path == folder + "/x")
        }
    }

    @Test("that cannot be looked into is told of, and not passed over")
    func unreadable() throws {
        try withFolder(["a/bot.yaml": ""]) { (folder) throws in
            // The tests may run as root, whom no mode keeps out.
            try FileManager.default.createSymbolicLink(atPath: folder + "/b", withDestinationPath: "b")
            for path in [folder, folder + "/b"] {
                let error = #expect(throws: BotFolderError.self) { try BotFolder.find(at: [path]) }
                #expect(error?.path == folder + "/b" && error?.reason == "too many levels of symbolic links")
            }
        }
    }

    @Test("is not left by a link", arguments: ["tools/secret.yaml", "bot.yaml"])
    func links(name: String) throws {
        try withFolder(["bot/bot.yaml": "", "bot/tools/a.yaml": "", "outside.yaml": "secret"]) { (folder) throws in
            try? FileManager.default.removeItem(atPath: "\(folder)/bot/\(name)")
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder)/bot/\(name)", withDestinationPath: folder + "/outside.yaml")
            let error = #expect(throws: BotFolderError.self) { try BotFolder(path: folder + "/bot").read() }
            #expect(error?.reason == "it is a link to a file outside the bot's folder")
        }
    }

    @Test("may hold links to its own files")
    func innerLinks() throws {
        try withFolder(["bot.yaml": "", "prompts/a.md": "text"]) { (folder) throws in
            try FileManager.default.createSymbolicLink(atPath: folder + "/prompts/b.md", withDestinationPath: "a.md")
            #expect(try BotFolder(path: folder).read().paths == ["bot.yaml", "prompts/a.md", "prompts/b.md"])
        }
    }

    @Test("with a file over the limit is refused", arguments: [("prompts/a.md", 1), ("bot.yaml", 16)])
    func size(name: String, limit: Int) throws {
        var files = ["bot.yaml": ""]
        files[name] = String(repeating: "x", count: (limit << 20) + 1)
        try withFolder(files) { (folder) throws in
            let error = #expect(throws: BotFolderError.self) { try BotFolder(path: folder).read() }
            #expect(error?.reason == "it is over \(limit) MiB")
        }
    }

    @Test("with YAML that is too long is read as far as a diagnostic needs it")
    func longYAML() throws {
        try withFolder(["bot.yaml": "a: " + String(repeating: "x", count: 1 << 20)]) { (folder) throws in
            #expect(BotCompiler.compile(try BotFolder(path: folder).read()).diagnostics.map(\.code) == [.fileTooLarge])
        }
    }
}
