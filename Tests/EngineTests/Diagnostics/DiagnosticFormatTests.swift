import CEL
import Testing

@testable import Engine

/// How diagnostics are written for other programs.
struct DiagnosticFormatTests {
    private static let file = SourceFile(path: "bots/são josé/bot.yaml", text: "a: 1\nb: '👀' x\n")

    private static let found = [
        Diagnostic(
            .error, .unknownNode, "no node is named '\("50%: x")'; there are \(Diagnostic.listed([]))",
            at: SourceSpan(file: file, offsets: 12..<13), help: "did you mean '\("y")'?",
            notes: [Diagnostic.Note("'\("y")' is defined", at: SourceSpan(file: file, offsets: 0..<1))]),
        Diagnostic(.warning, .tab, "the file is empty", at: SourceSpan(file: file, offsets: 0..<7)),
        Diagnostic(.warning, .tab, "the file is empty", at: SourceSpan(file: file, offsets: 5..<6)),
    ]

    @Test("SARIF has the rules once, levels, UTF-16 columns, addresses and other places")
    func sarif() throws {
        let text = DiagnosticSARIF.render(Self.found, in: .portuguese)
        let log = try JSON(parsing: Array(text.utf8))
        #expect(log["version"]?.string == "2.1.0")
        let run = try #require(log["runs"]?.elements.first)
        #expect(run["columnKind"]?.string == "utf16CodeUnits")
        #expect(run["language"]?.string == "pt-BR")
        let rules = try #require(run["tool"]?["driver"]?["rules"]?.elements)
        #expect(rules.map { $0["id"]?.string } == ["unknown-node", "tab"])
        #expect(rules[0]["shortDescription"]?["text"]?.string == "Um caminho leva a um nó que não existe.")
        #expect(rules[0]["fullDescription"]?["text"]?.string?.contains("O cliente tocaria no botão") == true)
        #expect(rules[0]["help"]?["text"]?.string?.contains("\n    bot.yaml:8:33: erro: ") == true)
        #expect(rules[0]["help"]?["markdown"]?.string?.contains("\n```yaml\nversion: 1\n") == true)
        #expect(rules.allSatisfy { $0["helpUri"] == nil })
        let results = try #require(run["results"]?.elements)
        #expect(results.map { $0["ruleIndex"] } == [.int(0), .int(1), .int(1)])
        #expect(results.map { $0["level"]?.string } == ["error", "warning", "warning"])
        #expect(
            results[0]["message"]?["text"]?.string
                == "nenhum nó se chama '50%: x'; existem: nenhum\najuda: você quis dizer 'y'?")
        let place = try #require(results[0]["locations"]?.elements.first?["physicalLocation"])
        #expect(place["artifactLocation"]?["uri"]?.string == "bots/s%C3%A3o%20jos%C3%A9/bot.yaml")
        #expect(place["region"]?.text == #"{"startLine":2,"startColumn":9,"endLine":2,"endColumn":10}"#)
        let other = try #require(results[0]["relatedLocations"]?.elements.first)
        #expect(other["message"]?["text"]?.string == "a definição de 'y' está")
    }

    @Test("SARIF has the address of a rule's page where it is known")
    func addresses() throws {
        let pages = try #require(PagesAddress("https://docs.example/diagnostics"))
        let log = try JSON(parsing: Array(DiagnosticSARIF.render(Self.found, pages: pages).utf8))
        let rules = try #require(log["runs"]?.elements.first?["tool"]?["driver"]?["rules"]?.elements)
        #expect(
            rules.map { $0["helpUri"]?.string } == ["unknown-node", "tab"].map { "https://docs.example/diagnostics/\($0).md" })
    }

    @Test("of several mistakes the first error is the one of which more is told")
    func more() {
        #expect(
            DiagnosticSummary.more(about: Self.found.reversed())?.english == "'trama check --explain unknown-node' tells more")
        #expect(DiagnosticSummary.more(about: [Self.found[1]])?.text(in: .portuguese) == "'trama check --explain tab' conta mais")
        #expect(DiagnosticSummary.more(about: []) == nil)
    }

    @Test("annotations escape what would end a property or a line, and have no columns over several lines")
    func annotations() {
        #expect(
            DiagnosticAnnotations.render(Array(Self.found.prefix(2))) == """
                ::error file=bots/são josé/bot.yaml,line=2,endLine=2,col=8,endColumn=9,title=unknown-node::\
                no node is named '50%25: x'; there are none%0Ahelp: did you mean 'y'?%0A\
                note: 'y' is defined at bots/são josé/bot.yaml:1:1
                ::warning file=bots/são josé/bot.yaml,line=1,endLine=2,title=tab::the file is empty

                """)
    }

    @Test("nothing wrong is an empty log, and no line")
    func none() {
        #expect(DiagnosticAnnotations.render([]) == "")
        #expect(DiagnosticSARIF.render([]).contains(#""results":[]"#))
    }

    @Test("colours leave the text as it is")
    func colours() throws {
        let plain = DiagnosticText.render(Self.found)
        let coloured = DiagnosticText.render(Self.found, isColoured: true)
        #expect(coloured.contains("\u{1B}[1;31merror\u{1B}[0m"))
        #expect(coloured.contains("\u{1B}[1;33m^") && coloured.contains("\u{1B}[32mhelp\u{1B}[0m"))
        #expect(coloured.replacing(/\x{1B}\[[0-9;]*m/, with: "") == plain)
    }

    @Test(
        "the language is that of the system's locale, and English where it is another",
        arguments: [
            ("pt_BR.UTF-8", Language.portuguese), ("pt", .portuguese), ("PT_pt", .portuguese), ("C", .english), ("", .english),
            ("de_DE", .english),
        ])
    func locale(name: String, language: Language) {
        #expect(Language(locale: name) == language)
    }
}
