import Testing

@Suite("files stay readable")
struct FileTests {
    private static let folders = ["Sources", "Tests"]

    @Test("no file is longer than 400 lines", arguments: folders)
    func length(folder: String) throws {
        let tree = SourceTree(folder: folder)
        for file in try tree.files {
            let lines = try tree.text(of: file).split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(lines <= 400, "\(folder)/\(file)")
        }
    }

    @Test("a class that is Sendable by promise says what makes it safe")
    func promises() throws {
        let tree = SourceTree(folder: "Sources")
        for file in try tree.files {
            let lines = try tree.text(of: file).split(separator: "\n", omittingEmptySubsequences: false)
            for (index, line) in lines.enumerated() where line.contains("@unchecked Sendable") && !line.contains("//") {
                let before = lines[max(0, index - 8)..<index]
                #expect(before.contains { $0.contains("//") }, "\(file):\(index + 1)")
            }
        }
    }

    @Test("input cannot end the process: no forced try, no fatalError")
    func traps() throws {
        let tree = SourceTree(folder: "Sources")
        for file in try tree.files {
            let text = try tree.text(of: file)
            #expect(!text.contains("try!"), "\(file)")
            #expect(!text.contains("fatalError"), "\(file)")
        }
    }
}
