import Testing

@testable import Engine

struct YAMLReaderTests {
    @Test("keys, scalars and collections have their places")
    func places() throws {
        let root = try #require(read("a: &x [é, {b: 'c d'}]\nlist:\n  - one\n  - k: two\n    l: |\n      text\n").root)
        let map = try #require(root.mapping)
        #expect(map.entries.map { $0.key.span.description } == ["bot.yaml:1:1", "bot.yaml:2:1"])
        #expect(map["a"]?.span.text == "[é, {b: 'c d'}]")
        #expect(map["a"]?.sequence?.elements.last?.mapping?["b"]?.span.text == "'c d'")
        #expect(map["list"]?.span.text == "- one\n  - k: two\n    l: |\n      text\n")
        #expect(map["list"]?.sequence?.elements.last?.span.description == "bot.yaml:4:5")
    }

    @Test("a quoted scalar is a text, and yes, no and on are texts")
    func wantedType() throws {
        let map = try #require(
            read("a: 'true'\nb: true\nc: yes\nd: '1'\ne: 0x1F\nf: 1.5e3\ng: ~\nh: '~'\ni: 1_000\nj: .inf").root?.mapping)
        #expect(map["a"]?.scalar?.boolean == nil)
        #expect(map["b"]?.scalar?.boolean == true)
        #expect(map["c"]?.scalar?.boolean == nil)
        #expect(map["d"]?.scalar?.integer == nil)
        #expect(map["e"]?.scalar?.integer == 31)
        #expect(map["f"]?.scalar?.number == 1500)
        #expect(map["g"]?.isNull == true)
        #expect(map["h"]?.isNull == false)
        #expect(map["i"]?.scalar?.integer == nil)
        #expect(map["j"]?.scalar?.number == nil)
    }

    @Test("a collection that ends with an alias ends where the alias stands", arguments: ["b:\n  c: *x", "b:\n  - *x"])
    func aliasAtEnd(source: String) throws {
        let map = try #require(read("a: &x [1, 2]\n\(source)").root?.mapping)
        #expect(map["b"]?.span.text.hasSuffix("*x") == true)
        #expect(map.span.text.hasSuffix("*x"))
    }

    @Test("an alias stands for what its anchor is on")
    func alias() throws {
        let map = try #require(read("a: &x {b: 1}\nc: *x").root?.mapping)
        #expect(map["c"]?.mapping?["b"]?.scalar?.integer == 1)
    }

    /// What is too much, its code and the offset where it is noticed.
    static let tooMuch: [(String, DiagnosticCode, Int)] = [
        (String(repeating: "[", count: 65), .tooDeep, 64),
        ("a: &a [x]\nb: [" + String(repeating: "*a,", count: 1001) + "]", .tooManyAliases, 3014),
        ("[" + String(repeating: "a,", count: 100_000) + "]", .tooManyNodes, 199_999),
        (String(repeating: "#", count: 1 << 20) + "\n", .fileTooLarge, 0),
    ]

    @Test("a file that holds too much is refused, with the place where it does", arguments: tooMuch)
    func limits(source: String, code: DiagnosticCode, offset: Int) throws {
        let (root, found) = read(source)
        #expect(root == nil)
        #expect(found.map(\.code) == [code])
        #expect(found.map { $0.span.start.offset } == [offset])
    }

    @Test("an alias bomb ends where its nodes are too many")
    func bomb() throws {
        var source = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            source += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]\n"
        }
        let (root, found) = read(source)
        #expect(root == nil)
        #expect(found.map(\.code) == [.tooManyNodes])
        #expect(found.first?.span.start.line == 5)
    }

    @Test("aliases inside one another are not deeper than the limit either")
    func deepAliases() throws {
        var source = "- &a0 [x]\n"
        for level in 1...70 { source += "- &a\(level) [*a\(level - 1)]\n" }
        #expect(read(source).found.map(\.code) == [.tooDeep])
    }

    @Test(
        "each mistake has its code and place",
        arguments: [
            ("a: 1\nb: 2\na: 3", DiagnosticCode.duplicateKey, "3:1"),
            ("? [a]\n: 1", .complexKey, "1:3"),
            ("a: 1\n---\nb: 2", .severalDocuments, "2:1"),
            ("# nothing\n", .emptyFile, "1:1"),
            ("a: 1\n  b: 2", .yamlSyntax, "2:4"),
            ("a: 'olá\nb: 2\n", .yamlSyntax, "1:4"),
            ("a: [1, 2\nb: 3", .yamlSyntax, "2:2"),
            ("a: 1\ntexto\nb: 2", .yamlSyntax, "2:1"),
            ("a: \"\\d\"", .yamlSyntax, "1:5"),
            ("a: | texto", .unquotedValue, "1:4"),
            ("a: \u{7}", .invalidCharacter, "1:4"),
            ("a: *b", .unknownAnchor, "1:4"),
            ("a: !!str 5", .yamlTag, "1:4"),
        ])
    func mistake(source: String, code: DiagnosticCode, place: String) {
        let found = read(source).found
        #expect(found.map(\.code) == [code], "\(DiagnosticText.render(found))")
        #expect(found.map { "\($0.span.start.line):\($0.span.start.column)" } == [place])
    }

    @Test("bytes that are not UTF-8 are told with their place")
    func encoding() {
        var diagnostics = Diagnostics()
        let file = SourceFile(path: "bot.yaml", utf8: [0x61, 0x3A, 0x0A, 0xC3, 0xA9, 0xFF, 0x0A])
        #expect(YAMLReader.read(file, into: &diagnostics) == nil)
        #expect(diagnostics.sorted.map { $0.span.description } == ["bot.yaml:2:2"])
    }

    @Test("a byte order mark and Windows line ends move no place")
    func windows() throws {
        var diagnostics = Diagnostics()
        let file = SourceFile(path: "bot.yaml", utf8: [0xEF, 0xBB, 0xBF] + Array("a: 1\r\nb: x\r\n".utf8))
        let map = YAMLReader.read(file, into: &diagnostics)?.mapping
        #expect(diagnostics.all.isEmpty)
        #expect(map?["b"]?.span.description == "bot.yaml:2:4")
    }

    private func read(_ source: String) -> (root: YAMLNode?, found: [Diagnostic]) {
        var diagnostics = Diagnostics()
        let root = YAMLReader.read(SourceFile(path: "bot.yaml", text: source), into: &diagnostics)
        return (root, diagnostics.sorted)
    }
}
