import Testing

@testable import Engine

@Suite("golden drawings")
struct DrawingGoldenTests {
    @Test("a bot's graph is drawn as expected.txt says", arguments: GoldenCase.all(in: "drawings"))
    func drawing(golden: GoldenCase) throws {
        let files = try golden.files()
        let compiled = BotCompiler.compile(files)
        #expect(DiagnosticText.render(compiled.diagnostics) == "")
        let drawing = GraphDrawing(of: try #require(compiled.bot), in: files)
        try golden.check("\(drawing.mermaid)\n\(drawing.dot)")
    }

    @Test("every verb has a colour of its own choice or leads through other nodes")
    func roles() {
        let keywords = NodeRole.allCases.flatMap(\.keywords)
        #expect(Set(keywords) == Set(NodeKinds.keywords))
        #expect(keywords.count == NodeKinds.keywords.count)
    }

    @Test(
        "an excerpt ends at a word and says that it is one",
        arguments: [
            ("uma frase curta", 20, "uma frase curta"), ("uma frase\n  comprida demais", 20, "uma frase comprida…"),
            ("semespaçoalgumaqui", 10, "semespaço…"), ("abc", 3, "abc"), ("", 5, ""),
        ])
    func excerpts(text: String, limit: Int, expected: String) {
        #expect(text.shortened(to: limit) == expected)
    }
}
