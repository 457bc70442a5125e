import CEL
import Testing

@testable import Engine

struct DiagnosticTests {
    @Test("a diagnostic is shown with its line, its mark, its help and its notes")
    func text() {
        let file = SourceFile(path: "bots/rental.yaml", text: "ask_dates: 1\nnode:\n    next: ask_date\n")
        let diagnostic = Diagnostic(
            .error, .unknownTool, "no node is named 'ask_date'", at: SourceSpan(file: file, offsets: 29..<37),
            help: "did you mean 'ask_dates'?",
            notes: [Diagnostic.Note("'ask_dates' is defined", at: SourceSpan(file: file, offsets: 0..<9))]
        )
        #expect(
            DiagnosticText.render([diagnostic]) == """
                bots/rental.yaml:3:11: error: no node is named 'ask_date' [unknown-tool]
                  |
                3 |     next: ask_date
                  |           ^~~~~~~~
                  = help: did you mean 'ask_dates'?
                  = note: 'ask_dates' is defined at bots/rental.yaml:1:1

                """)
    }

    @Test("a diagnostic is one JSON object on a line")
    func json() {
        let file = SourceFile(path: "bot.yaml", text: "a: \"x\"")
        let span = SourceSpan(file: file, offsets: 3..<6)
        let found = [
            Diagnostic(.warning, .unknownKey, "a \"b\"", at: span, help: "c\nd", notes: [Diagnostic.Note("e", at: span)])
        ]
        #expect(
            DiagnosticJSON.render(found) == """
                {"file":"bot.yaml","line":1,"column":4,"offset":3,"end":{"line":1,"column":7,"offset":6},"severity":"warning",\
                "code":"unknown-key","lang":"en","message":"a \\"b\\"","help":"c\\nd","notes":[{"message":"e","file":"bot.yaml","line":1,\
                "column":4,"offset":3}]}

                """)
    }

    @Test(
        "the mark stands under what it marks, whatever the width of the characters",
        arguments: [
            ("a: é\u{301}x y", 6, "     ^~"),
            ("a: 日本 xy", 6, "        ^~"),
            ("\tab", 1, " ^~"),
            ("a: 👀 xy", 5, "      ^~"),
        ])
    func mark(line: String, offset: Int, underline: String) {
        let file = SourceFile(path: "bot.yaml", text: line)
        #expect(SourceExcerpt(of: SourceSpan(file: file, offsets: offset..<(offset + 2))).underline == underline)
    }

    @Test("a long line is cut around the place")
    func longLine() {
        let file = SourceFile(
            path: "bot.yaml", text: String(repeating: "a", count: 500) + "XY" + String(repeating: "b", count: 500))
        let excerpt = SourceExcerpt(of: SourceSpan(file: file, offsets: 500..<502))
        #expect(excerpt.line.count == SourceExcerpt.width + 2)
        let mark = excerpt.underline.prefix { $0 == " " }.count
        #expect(excerpt.underline.dropFirst(mark) == "^~")
        #expect(excerpt.line.dropFirst(mark).hasPrefix("XY"))
    }

    @Test("at most a hundred are shown, errors first, by file and place, one for a cause")
    func limit() {
        let file = SourceFile(path: "bot.yaml", text: String(repeating: "a", count: 300))
        var diagnostics = Diagnostics()
        for offset in (0..<200).reversed() {
            let span = SourceSpan(file: file, offsets: offset..<(offset + 1))
            for _ in 0..<2 { diagnostics.report(Diagnostic(offset < 150 ? .warning : .error, .unknownKey, "m", at: span)) }
        }
        let shown = diagnostics.sorted
        #expect(diagnostics.all.count == 200)
        #expect(shown.map(\.span.start.offset) == Array(0..<50) + Array(150..<200))
    }

    /// Lines with a secret in them, each wrong in its own way.
    static let secrets = [
        "models: {default: {use: openai/x, api_key: sk-12345, tempratur: 1}}",
        "models: {default: {api_key: [sk-12345]}}",
        "models:\n  default:\n    api_key: sk-12345: x\n    use: openai/x",
        "models:\n  default:\n    api_key: \"sk-12345\" x",
        "models:\n  default:\n    api_key: 'sk-12345",
        "models:\n  default:\n    api_key: !sk-12345",
        "models:\n  default:\n    api_key: *sk-12345",
        "models:\n  default:\n    api_key: @sk-12345",
        "models:\n  default:\n    api_key:\tsk-12345\tx: y",
        "models:\n  default:\n    api_key:sk-12345",
        "models:\n  default:\n    use: openai/x\n    api_key:sk-12345",
        "connections: {erp: {http: https://sk-12345@erp, auth: {bearer: sk-12345}, retry: many}}",
    ]

    @Test("a secret is shown nowhere, also by what is wrong beside it", arguments: secrets)
    func secret(line: String) {
        var diagnostics = Diagnostics()
        let source = "version: 1\n\(line)\n"
        _ = BotDefinition.read(BotFiles(folder: "", contents: ["bot.yaml": Array(source.utf8)]), into: &diagnostics)
        let found = diagnostics.sorted
        #expect(diagnostics.hasErrors)
        #expect(!DiagnosticText.render(found).contains("sk-12345"), "\(DiagnosticText.render(found))")
        #expect(!DiagnosticJSON.render(found).contains("sk-12345"))
    }
}
