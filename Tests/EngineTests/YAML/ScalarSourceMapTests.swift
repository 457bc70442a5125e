import Testing

@testable import Engine

struct ScalarSourceMapTests {
    /// A file, a part of its one scalar's text, and what stands in the file there, with its line and column.
    struct Case: CustomTestStringConvertible, Sendable {
        let source: String
        let part: String
        let written: String
        let line: Int
        let column: Int
        var testDescription: String { source.debugDescription }

        init(_ source: String, _ part: String, _ written: String, _ line: Int, _ column: Int) {
            self.source = source
            self.part = part
            self.written = written
            self.line = line
            self.column = column
        }
    }

    static let cases = [
        Case("k: olá {{ x }}", "{{ x }}", "{{ x }}", 1, 8),
        Case("k: &a olá x", "x", "x", 1, 11),
        Case("k: one\n  two  three\n\n  four", "two", "two", 2, 3),
        Case("k: one\n  two  three\n\n  four", "three", "three", 2, 8),
        Case("k: one\n  two  three\n\n  four", "four", "four", 4, 3),
        Case("k: one\n  two", "one two", "one\n  two", 1, 4),
        Case("k: 'it''s x'", "x", "x", 1, 11),
        Case("k: 'it''s x'", "'", "''", 1, 7),
        Case("k: 'one\n\n  two x'", "x", "x", 3, 7),
        Case(#"k: "a\tb \u00e9 x""#, "x", "x", 1, 17),
        Case(#"k: "a\tb \u00e9 x""#, "\u{e9}", #"\u00e9"#, 1, 10),
        Case(#"k: "\U0001F600 \x41 x""#, "A", #"\x41"#, 1, 16),
        Case("k: \"one \\\n   two\\\n  \\ x\"", "two", "two", 2, 4),
        Case("k: \"one \\\n   two\\\n  \\ x\"", "x", "x", 3, 5),
        Case("k: \"one\n\n  two\n  x\"", "x", "x", 4, 3),
        Case("k: |\n  one\n  two x\n", "x", "x", 3, 7),
        Case("k: |\n  one\n\n   two\n  x\n", "two", "two", 4, 4),
        Case("k: |2-  # note\n    one\n  x\n\n", "x", "x", 3, 3),
        Case("k: |1\n  one\n x\n", "x", "x", 3, 2),
        Case("k:\n  - |+\n    one\n    x\n\n\n", "x", "x", 4, 5),
        Case("k: |+\n  x\n\n\n", "\n\n\n", "\n\n\n", 2, 4),
        Case("k: >\n  one\n  two x\n\n  three\n", "x", "x", 3, 7),
        Case("k: >\n  one\n  two x\n\n  three\n", "three", "three", 5, 3),
        Case("k: >-\n  one\n    more\n  x\n", "more", "more", 3, 5),
        Case("k: >-\n  one\n    more\n  x\n", "x", "x", 4, 3),
        Case("k: >-\n\n  one\n\n\n  x", "x", "x", 6, 3),
        Case("k: |\r\n  one\r\n  x\r\n", "x", "x", 3, 3),
        Case("k: 'one\r\n\r\n  x'", "x", "x", 3, 3),
        Case("k: >\n  a\n  b", "a b", "a\n  b", 2, 3),
    ]

    @Test("a part of a scalar's text is found in the file", arguments: cases)
    func place(of test: Case) throws {
        let scalar = try #require(try firstScalar(of: test.source))
        let text = Array(scalar.text.unicodeScalars)
        let part = Array(test.part.unicodeScalars)
        let start = try #require((0...(text.count - part.count)).first { text[$0..<($0 + part.count)].elementsEqual(part) })
        let span = scalar.span(of: start..<(start + part.count))
        #expect(span.text == test.written)
        #expect(span.start.line == test.line)
        #expect(span.start.column == test.column)
    }

    @Test("each character of a scalar comes from a place of its own, in order", arguments: cases)
    func order(in test: Case) throws {
        let scalar = try #require(try firstScalar(of: test.source))
        let map = scalar.sourceMap
        let spans = (0..<scalar.text.unicodeScalars.count).map { map.span(of: $0..<($0 + 1)) }
        for (left, right) in zip(spans, spans.dropFirst()) {
            #expect(left.end <= right.start)
            #expect(left.start < left.end)
        }
    }

    @Test("an empty part has an empty place, also behind the last character")
    func emptyPart() throws {
        let scalar = try #require(try firstScalar(of: "k: 'ab'"))
        #expect(scalar.span(of: 1..<1).offsets == 5..<5)
        #expect(scalar.span(of: 2..<2).offsets == 6..<6)
        #expect(scalar.span(of: 5..<9).offsets == 6..<6)
    }

    private func firstScalar(of source: String) throws -> YAMLScalar? {
        var diagnostics = Diagnostics()
        let root = YAMLReader.read(SourceFile(path: "bot.yaml", text: source), into: &diagnostics)
        #expect(diagnostics.all.isEmpty)
        let value = root?.mapping?["k"]
        return value?.scalar ?? value?.sequence?.elements.first?.scalar
    }
}
