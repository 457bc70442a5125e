import Foundation
import Testing

@testable import Engine

/// The page of each code: what stands on it, and in `docs/diagnostics`.
struct DiagnosticPageTests {
    private static let pages = DiagnosticPage.groups.flatMap(\.pages)

    @Test("each code has one page")
    func complete() {
        #expect(Self.pages.map(\.code.rawValue).sorted() == DiagnosticCode.allCases.map(\.rawValue).sorted())
        for code in DiagnosticCode.allCases { #expect(DiagnosticPage.of(code)?.code == code) }
    }

    @Test("the file with the mistake has it, at a place of that file, and no other", arguments: DiagnosticCode.allCases)
    func failing(of code: DiagnosticCode) throws {
        let page = try #require(DiagnosticPage.of(code))
        let found = page.diagnostics(of: page.failing)
        #expect(found.map(\.code) == [page.code], "\(DiagnosticText.render(found))")
        #expect(found.map(\.span.file.path) == [page.path])
    }

    @Test("nothing is said of the mended file, which differs little", arguments: DiagnosticCode.allCases)
    func mended(of code: DiagnosticCode) throws {
        let page = try #require(DiagnosticPage.of(code))
        let found = page.diagnostics(of: page.mended)
        #expect(found.isEmpty, "\(DiagnosticText.render(found))")
        #expect(page.mended != page.failing)
    }

    @Test("a page is short, in both languages, and fits a terminal", arguments: DiagnosticCode.allCases)
    func length(of code: DiagnosticCode) throws {
        let page = try #require(DiagnosticPage.of(code))
        for language in Language.allCases {
            let (title, about) = page.summary(in: language)
            #expect((10...80).contains(title.count), "\(title)")
            #expect((60...700).contains(about.count), "\(page.code)")
            #expect(page.about[language].split(separator: "\n").allSatisfy { $0.count <= 100 })
        }
        #expect(page.title.english != page.title.portuguese)
        #expect(page.failing.split(separator: "\n").count <= 26)
    }

    @Test("the pages in docs/diagnostics are these", arguments: DiagnosticCode.allCases)
    func document(of code: DiagnosticCode) throws {
        let page = try #require(DiagnosticPage.of(code))
        try GoldenCase.check(page.document, against: "docs/diagnostics/\(page.code.rawValue).md")
    }

    @Test("the index in docs/diagnostics names them, and no other page stands there")
    func index() throws {
        try GoldenCase.check(DiagnosticPage.index, against: "docs/diagnostics/README.md")
        let folder = GoldenCase.repository.appending(path: "docs/diagnostics")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(files) == Set(Self.pages.map { "\($0.code.rawValue).md" } + ["README.md"]))
    }

    @Test("in a terminal it is in the author's language, and colours leave it as it is")
    func terminal() throws {
        let page = try #require(DiagnosticPage.of(.unknownNode))
        let text = page.text(in: .portuguese)
        #expect(text.hasPrefix("unknown-node: Um caminho leva a um nó que não existe\n\nUm 'next', um botão"))
        #expect(text.contains("\nCom o erro, bot.yaml:\n\n    version: 1\n"))
        #expect(
            text.contains(
                "    bot.yaml:8:33: erro: nenhum nó se chama 'bollo'; existem: 'oi', 'pao', 'bolo' e 'fim' [unknown-node]\n"))
        #expect(text.hasSuffix("    fim: {end: pronto}\n"))
        let coloured = page.text(in: .portuguese, isColoured: true)
        #expect(coloured != text)
        #expect(coloured.replacing(/\x{1B}\[[0-9;]*m/, with: "") == text)
    }

    @Test(
        "an address of pages is one that a browser opens",
        arguments: [
            ("https://docs.example/trama/", "https://docs.example/trama/tab.md"), ("file:///d", "file:///d/tab.md"),
            ("docs/diagnostics", nil), ("https://", nil), ("https://docs.example/a b", nil), ("javascript://x", nil),
        ])
    func address(text: String, page: String?) {
        #expect(PagesAddress(text)?.page(of: .tab) == page)
    }

    @Test("a code that is misspelt is guessed, and another word is not")
    func nearest() {
        #expect(DiagnosticCode.nearest(to: "unknow-node") == .unknownNode)
        #expect(DiagnosticCode.nearest(to: "xyz") == nil)
    }
}
