import Foundation
import Testing

@testable import Engine

@Suite("formatting")
struct FormatterTests {
    private static func formatted(_ text: String, as path: String? = BotFiles.main) throws -> String {
        guard case .formatted(let text) = YAMLFormatter.format(SourceFile(path: "bot.yaml", text: text), as: path) else {
            throw Unformatted()
        }
        return text
    }

    private struct Unformatted: Error {}

    @Test(
        "two spaces a level, and one behind a dash",
        arguments: [
            ("a:\n    b: 1\n    c:\n      d: 2\n", "a:\n  b: 1\n  c:\n    d: 2\n"),
            ("a:\n- b: 1\n  c: 2\n- d\n", "a:\n  - b: 1\n    c: 2\n  - d\n"),
            ("a:\n  -   b: 1\n      c:\n        - - x\n          -  y\n", "a:\n  - b: 1\n    c:\n      - - x\n        - y\n"),
            ("-\n  a: 1\n  b: 2\n", "-\n  a: 1\n  b: 2\n"),
            ("a: {b: 1,\n    c: 2}\n", "a: {b: 1,\n    c: 2}\n"),
            ("a:\n    b: {c: 1,\n        d: 2}\n", "a:\n  b: {c: 1,\n      d: 2}\n"),
            ("a:\n    b: um texto\n      que segue\n", "a:\n  b: um texto\n    que segue\n"),
        ])
    func indentation(before: String, after: String) throws {
        #expect(try Self.formatted(before, as: nil) == after)
    }

    @Test(
        "a comment stays with what it stands by",
        arguments: [
            ("# one\n\n\n# two\na:   1   # three   \n", "# one\n\n# two\na:   1   # three\n"),
            (
                "a:\n    # of b\n    b: 1\n    # last of a\n# of c\nc: 2\n# end\n",
                "a:\n  # of b\n  b: 1\n  # last of a\n# of c\nc: 2\n# end\n"
            ),
            ("a:\n- b: 1\n  # in the item\n# next item\n- c: 2\n", "a:\n  - b: 1\n    # in the item\n  # next item\n  - c: 2\n"),
            ("a:\n    b: |\n        text\n    # after\nc: 1\n", "a:\n  b: |\n      text\n  # after\nc: 1\n"),
        ])
    func comments(before: String, after: String) throws {
        #expect(try Self.formatted(before, as: nil) == after)
    }

    @Test(
        "a text over several lines is kept",
        arguments: [
            "a: |\n  one  \n\n\n    two\n  # no comment\nb: 1\n", "a: |+\n  one\n\n\n", "a: >-\n  one\n  two",
            "a: \"one  \n\n\n  two \\\n  three\"\n", "a: |2\n    deep\n   less\n",
        ])
    func texts(text: String) throws {
        #expect(try Self.formatted(text, as: nil) == text)
    }

    @Test("a text moves with what it belongs to, and says the same")
    func movedText() throws {
        let after = try Self.formatted("a:\n      b: |\n          one\n\n            two\n      c: 1\n", as: nil)
        #expect(after == "a:\n  b: |\n      one\n\n        two\n  c: 1\n")
    }

    @Test(
        "a text that some reader of YAML takes for something else gets quotes",
        arguments: [
            ("yes", true), ("No", true), ("on", true), ("1.0", true), ("2026-12-25", true), ("01234567890", true),
            ("08:30", true),
            ("1_000", true), ("0x1F", true), ("5511999990001", false), ("7", false), ("-3", false), ("amanhã", false),
            ("2a", false), ("12345678901234567890", true), ("1e3", true), (".5", true), ("v21.0", false), ("e5", false),
            ("111.111.111-11", false), ("10.0.0.1", false), ("1-2", false), ("_1", false), ("1e", false),
        ])
    func risky(text: String, isQuoted: Bool) throws {
        let shown = isQuoted ? "\"\(text)\"" : text
        let after = try Self.formatted("graph: {nodes: {a: {say: \(text), buttons: {Yes: a, Vai: a}}}}\n")
        #expect(after == "graph: {nodes: {a: {say: \(shown), buttons: {\"Yes\": a, Vai: a}}}}\n")
    }

    @Test("a number, a truth or an expression where such is wanted gets none")
    func wanted() throws {
        let text =
            "models: {default: {temperature: 1.0}}\nstate: {a: {type: string, optional: true, min: 1.0, default: 007}}\n"
            + "graph: {nodes: {a: {set: {a: 1.0}, if: true}}}\n"
        #expect(try Self.formatted(text) == text)
    }

    @Test(
        "a file that cannot be read is left alone, and it is said why",
        arguments: ["a: [1\n", "a: 1\na: 2\n", "", "a:\n\tb: 1\n"])
    func unreadable(text: String) {
        guard case .unreadable(let diagnostics) = YAMLFormatter.format(SourceFile(path: "bot.yaml", text: text), as: nil) else {
            Issue.record("it was formatted")
            return
        }
        #expect(!diagnostics.isEmpty)
    }

    /// The YAML files of the repository by the paths at which a bot has them.
    static func repository() throws -> [(name: String, path: String?, text: String)] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        return try ["bots", "examples", "Tests/EngineTests/Golden"].flatMap { group in
            try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: group).path).sorted()
                .filter { $0.hasSuffix(".yaml") }
                .map { path in
                    let url = root.appending(path: group).appending(path: path)
                    let parts = path.split(separator: "/").suffix(2)
                    let inBot = parts.last == "bot.yaml" ? BotFiles.main : parts.joined(separator: "/")
                    return ("\(group)/\(path)", inBot, String(decoding: try Data(contentsOf: url), as: UTF8.self))
                }
        }
    }

    static func tree(_ text: String) -> YAMLNode? {
        var diagnostics = Diagnostics()
        let root = YAMLReader.read(SourceFile(path: "bot.yaml", text: text), into: &diagnostics)
        return diagnostics.hasErrors ? nil : root
    }

    /// What is wrong with how a text was formatted.
    static func fault(in text: String, as path: String?) -> String? {
        switch YAMLFormatter.format(SourceFile(path: "bot.yaml", text: text), as: path) {
        case .unreadable: return tree(text) == nil ? nil : "a readable file was refused"
        case .unsafe: return "it would mean something else"
        case .formatted(let after):
            guard let before = tree(text), let now = tree(after), before.means(now) else { return "it means something else" }
            guard case .formatted(after) = YAMLFormatter.format(SourceFile(path: "bot.yaml", text: after), as: path) else {
                return "formatted again it changes:\n\(after)"
            }
            return comments(in: text) == comments(in: after) ? nil : "comments were lost"
        }
    }

    private static func comments(in text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            line.firstIndex(of: "#").map { String(line[$0...]).trimmingCharacters(in: .whitespaces) }
        }
    }

    @Test("every file of the repository means the same afterwards, keeps its comments, and is done at once")
    func wholeRepository() throws {
        let files = try Self.repository()
        #expect(files.count > 50)
        for file in files {
            if let fault = Self.fault(in: file.text, as: file.path) { Issue.record("\(file.name): \(fault)") }
        }
    }

    @Test("the bots of the repository are formatted")
    func clean() throws {
        for file in try Self.repository() where file.name.hasPrefix("bots/") || file.name.hasPrefix("examples/") {
            #expect(try Self.formatted(file.text, as: file.path) == file.text, "\(file.name)")
        }
    }

    @Test("trees that nobody wrote mean the same afterwards")
    func randomTrees() {
        var writer = RandomYAML(seed: 7)
        var count = 0
        for round in 0..<600 {
            let text = writer.document()
            guard Self.tree(text) != nil else { continue }
            count += 1
            if let fault = Self.fault(in: text, as: nil) { Issue.record("round \(round): \(fault)\n\(text)") }
        }
        #expect(count > 300)
    }

    @Test("damaged files are left alone or mean the same afterwards")
    func damaged() throws {
        var writer = RandomYAML(seed: 11)
        let files = try Self.repository().filter { $0.name.hasPrefix("bots/") || $0.name.hasPrefix("examples/") }
        for file in files {
            for _ in 0..<12 {
                let text = writer.damaged(file.text)
                switch YAMLFormatter.format(SourceFile(path: "bot.yaml", text: text), as: file.path) {
                case .unreadable, .unsafe: break
                case .formatted(let after):
                    guard let before = Self.tree(text), let now = Self.tree(after) else {
                        Issue.record("\(file.name): what cannot be read was formatted")
                        continue
                    }
                    #expect(before.means(now))
                }
            }
        }
    }
}
