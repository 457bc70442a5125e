import CEL
import Testing

@testable import Engine

struct MapReaderTests {
    struct Sample: MapReadable {
        enum Speed: String, CaseIterable, Sendable { case slow, fast }

        static let text = Field.required("text", .template, "what the person is sent")
        static let next = Field.optional("next", .node, "where to go on")
        static let times = Field.defaulted("times", .integer(1...5), default: 3, "how often")
        static let speed = Field.defaulted("speed", .oneOf(Speed.self), default: .slow, "how fast")
        static let after = Field.optional("after", .duration, "when")
        static let words = Field.optional("words", .oneOrMany(of: .text), "which words")
        static let fields = Fields(text, next, times, speed, after, words)

        let text: TemplateSource
        let next: Located<NodeID>?
        let times: Int
        let speed: Speed
        let after: Duration?
        let words: [String]?

        init(reading map: inout MapReader) throws(Unreadable) {
            text = try map.read(Self.text)
            next = try map.read(Self.next)
            times = try map.read(Self.times)
            speed = try map.read(Self.speed)
            after = try map.read(Self.after)
            words = try map.read(Self.words)
        }
    }

    @Test("fields are read by their names, and what is left out has its default")
    func read() throws {
        let sample = try #require(read("text: 5\nnext: fim\nspeed: fast\nafter: 1500ms\nwords: sim").value)
        #expect(sample.text.text == "5")
        #expect(sample.next?.value == NodeID(rawValue: "fim"))
        #expect(sample.next?.span.description == "bot.yaml:2:7")
        #expect(sample.times == 3)
        #expect(sample.speed == .fast)
        #expect(sample.after == .milliseconds(1500))
        #expect(sample.words == ["sim"])
    }

    @Test("everything wrong with a mapping is told at once")
    func allAtOnce() {
        let found = read("nxt: fim\ntimes: 9\nspeed: fst\nafter: 8 s\nnext: Fim\nwords: {a: 1}").found
        #expect(
            found.map(\.code) == [
                .missingKey, .unknownKey, .wrongValue, .wrongValue, .wrongValue, .invalidName, .wrongType,
            ])
        #expect(found.compactMap(\.help?.english).contains("did you mean 'next'?"))
        #expect(found.compactMap(\.help?.english).contains("did you mean 'fast'?"))
    }

    @Test("an unknown key is told with those that are known, and the others are read")
    func unknownKey() {
        let (value, found) = read("text: olá\nfoo: 1")
        #expect(value != nil)
        #expect(
            found.map { $0.message.text(in: .english) } == [
                "no key 'foo' is known here; allowed are 'text', 'next', 'times', 'speed', 'after' and 'words'"
            ])
    }

    @Test(
        "an expression is its text, whatever YAML would make of it", arguments: ["true", "1", "yes", "null_check", "a > 1 # why"])
    func expressionText(source: String) throws {
        let node = try #require(yaml("if: \(source)").root?.mapping?["if"])
        var diagnostics = Diagnostics()
        let expression = try Shape.expression.read(node, &diagnostics)
        #expect(expression.text == source.split(separator: " #").first.map(String.init))
        #expect(diagnostics.all.isEmpty)
    }

    @Test("braces around a condition are taken off with a warning, and its places stay")
    func bracesInExpression() throws {
        let node = try #require(yaml("if: \"{{ a > \\u0031 }}\"").root?.mapping?["if"])
        var diagnostics = Diagnostics()
        let expression = try Shape.expression.read(node, &diagnostics)
        #expect(expression.text.contains("a > 1"))
        #expect(diagnostics.all.map(\.code) == [.bracesInExpression])
        let place = try #require(expression.text.unicodeScalars.firstIndex(of: "1"))
        let offset = expression.text.unicodeScalars.distance(from: expression.text.unicodeScalars.startIndex, to: place)
        #expect(expression.span(of: offset..<(offset + 1)).text == "\\u0031")
    }

    @Test(
        "a text cut at # is told",
        arguments: [
            ("if: t == 'pedido #12'", Diagnostic.Severity.error, "if: \"t == 'pedido #12'\""),
            ("if: \"a\" # why", nil, ""),
            ("if: Pedido #12 enviado", .warning, "if: 'Pedido #12 enviado'"),
        ])
    func cut(source: String, severity: Diagnostic.Severity?, mended: String) throws {
        let (root, found) = yaml(source)
        #expect(found.isEmpty)
        let node = try #require(root?.mapping?["if"])
        var diagnostics = Diagnostics()
        _ = try? Shape.expression.read(node, &diagnostics)
        #expect(diagnostics.all.map(\.severity) == [severity].compactMap { $0 })
        #expect(diagnostics.all.allSatisfy { $0.code == .cutByComment && $0.help?.english.hasSuffix(mended) == true })
    }

    private func read(_ source: String) -> (value: Sample?, found: [Diagnostic]) {
        var diagnostics = Diagnostics()
        guard let root = YAMLReader.read(SourceFile(path: "bot.yaml", text: source), into: &diagnostics) else {
            return (nil, diagnostics.sorted)
        }
        let value = try? Shape.object(Sample.self).read(root, &diagnostics)
        return (value, diagnostics.sorted)
    }

    private func yaml(_ source: String) -> (root: YAMLNode?, found: [Diagnostic]) {
        var diagnostics = Diagnostics()
        return (YAMLReader.read(SourceFile(path: "bot.yaml", text: source), into: &diagnostics), diagnostics.sorted)
    }
}
