import Testing

@testable import Engine

struct YAMLTrapTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let source: String
        let code: DiagnosticCode
        /// Where the mistake is, as `line:column`.
        let place: String
        let mended: String
        var testDescription: String { source.debugDescription }

        init(_ source: String, _ code: DiagnosticCode, _ place: String, _ mended: String) {
            self.source = source
            self.code = code
            self.place = place
            self.mended = mended
        }
    }

    static let cases = [
        Case("if: !pago", .yamlTag, "1:5", "if: '!pago'"),
        Case("if: !pago == true", .yamlTag, "1:5", "if: '!pago == true'"),
        Case("if: !a && b", .unquotedValue, "1:5", "if: '!a && b'"),
        Case("if: !(a || b)", .unquotedValue, "1:5", "if: '!(a || b)'"),
        Case("text: {{ nome }}", .unquotedTemplate, "1:7", "text: '{{ nome }}'"),
        Case("text: {{ nome }} olá", .unquotedTemplate, "1:7", "text: '{{ nome }} olá'"),
        Case("text: {{ money(total, 'BRL') }}", .unquotedTemplate, "1:7", "text: \"{{ money(total, 'BRL') }}\""),
        Case("parts:\n  - {{ nome }}", .unquotedTemplate, "2:5", "- '{{ nome }}'"),
        Case("if: a ? 'x' : 'y'", .unquotedValue, "1:5", "if: \"a ? 'x' : 'y'\""),
        Case("text: Total {{ x }}: ok", .unquotedValue, "1:7", "text: 'Total {{ x }}: ok'"),
        Case("next:\n  - if: a ? b : c\n    then: d", .unquotedValue, "2:9", "if: 'a ? b : c'"),
        Case("if: \"x\" == y", .unquotedValue, "1:5", "if: '\"x\" == y'"),
        Case("if: 'a' in b", .unquotedValue, "1:5", "if: \"'a' in b\""),
        Case("a: 1\nif: 'a' in b\nc: 2", .unquotedValue, "2:5", "if: \"'a' in b\""),
        Case("text: 'It's ok'", .unquotedValue, "1:7", "text: \"It's ok\""),
        Case("if: [1,2].exists(x, x > 1)", .unquotedValue, "1:5", "if: '[1,2].exists(x, x > 1)'"),
        Case("if: {'a': 1}.a == 1", .unquotedValue, "1:5", "if: \"{'a': 1}.a == 1\""),
        Case("if: `x` == 1", .unquotedValue, "1:5", "if: '`x` == 1'"),
        Case("text: @ana olá", .unquotedValue, "1:7", "text: '@ana olá'"),
        Case("text: %d itens", .unquotedValue, "1:7", "text: '%d itens'"),
        Case("text: *negrito* aqui", .unquotedValue, "1:7", "text: '*negrito* aqui'"),
        Case("text: *negrito", .unknownAnchor, "1:7", "text: '*negrito'"),
        Case("text: & Cia: fim", .unquotedValue, "1:7", "text: '& Cia: fim'"),
        Case("next:\n  - {if: \"x\" == y, then: z}", .unquotedValue, "2:10", "if: '\"x\" == y'"),
        Case("next:\n  - {if: x in ['a'], then: z}", .unquotedValue, "2:10", "if: \"x in ['a']\""),
        Case("next:\n  - {else: z}\n  - {then: z, if: {{ x }}}", .unquotedTemplate, "3:19", "if: '{{ x }}'"),
    ]

    @Test("a trap is told at its place with the mended line", arguments: cases)
    func trap(_ test: Case) throws {
        let (_, found) = read(test.source)
        let first = try #require(found.first)
        #expect(found.count == 1, "\(DiagnosticText.render(found))")
        #expect(first.code == test.code)
        #expect("\(first.span.start.line):\(first.span.start.column)" == test.place)
        #expect(first.help?.text(in: .english).hasSuffix(test.mended) == true, "\(first.help?.text(in: .english) ?? "no help")")
    }

    @Test("the mended line is read without complaint, as the text that was meant", arguments: cases)
    func mendedLine(_ test: Case) throws {
        let (root, found) = read(test.mended)
        #expect(found.isEmpty)
        let value = try #require(root?.mapping?.entries.first?.value ?? root?.sequence?.elements.first)
        #expect(value.scalar != nil)
    }

    @Test("what follows a trap is read too, and the value is what it looks like")
    func goesOn() throws {
        let (root, found) = read("a: 'x' == y\nb: {{ z }}\nc: p ? q : r\nd: !w\ne: ok\ne: ok")
        #expect(found.map(\.code) == [.unquotedValue, .unquotedTemplate, .unquotedValue, .yamlTag, .duplicateKey])
        let texts = root?.mapping?.entries.map { $0.value.scalar?.text }
        #expect(texts == ["'x' == y", "{{ z }}", "p ? q : r", "!w", "ok"])
    }

    static let tightKeys = ["menu:\n  say:Oi\n  next: fim", "menu:\n  next: fim\n  say:Oi"]

    @Test("a key without the space after it is told", arguments: tightKeys)
    func missingSpace(source: String) {
        let found = read(source).1
        #expect(found.map(\.code) == [.missingSpace])
        #expect(found.first?.span.text == "say:")
    }

    /// Files with a mistake next to what only looks like a trap.
    static let innocent = ["a: &x 1\nb: *x\n  c: 1", "a: &x [1,\nb: 2", "a: |\n  x\n y: 1"]

    @Test("what only looks like a trap is not blamed for a mistake beside it", arguments: innocent)
    func notBlamed(source: String) {
        #expect(read(source).1.map(\.code) == [.yamlSyntax])
    }

    @Test("a tab is told where it stands", arguments: [("a:\n\tb: 1", "2:1"), ("a: |\n  b\n\tc", "3:1")])
    func tab(source: String, place: String) throws {
        let (_, found) = read(source)
        #expect(found.map(\.code) == [.tab])
        #expect(found.map { "\($0.span.start.line):\($0.span.start.column)" } == [place])
    }

    private func read(_ source: String) -> (YAMLNode?, [Diagnostic]) {
        var diagnostics = Diagnostics()
        let root = YAMLReader.read(SourceFile(path: "bot.yaml", text: source), into: &diagnostics)
        return (root, diagnostics.sorted)
    }
}
