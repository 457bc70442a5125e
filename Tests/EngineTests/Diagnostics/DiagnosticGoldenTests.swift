import Testing

@testable import Engine

struct DiagnosticGoldenTests {
    @Test("a mistake is told as its golden files say, in each language", arguments: GoldenCase.all(in: "diagnostics"))
    func diagnostics(of test: GoldenCase) throws {
        let diagnostics = BotCompiler.compile(try test.files(), answers: try test.answers()).diagnostics
        #expect(diagnostics.contains { $0.code.rawValue == test.name } || test.name.hasPrefix("several-in"))
        try test.check(DiagnosticText.render(diagnostics))
        try test.check(DiagnosticText.render(diagnostics, in: .portuguese), with: "expected.pt-BR.txt")
    }

    @Test("each code has a golden case")
    func everyCode() {
        let names = Set(GoldenCase.all(in: "diagnostics").map(\.name))
        let missing = DiagnosticCode.allCases.filter { !names.contains($0.rawValue) }
        #expect(missing == [])
    }
}
