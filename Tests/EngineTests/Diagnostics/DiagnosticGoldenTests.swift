import Testing

@testable import Engine

struct DiagnosticGoldenTests {
    @Test("a mistake is told as its golden file says", arguments: GoldenCase.all(in: "diagnostics"))
    func diagnostics(of test: GoldenCase) throws {
        var diagnostics = Diagnostics()
        _ = BotDefinition.read(try test.files(), into: &diagnostics)
        #expect(diagnostics.all.contains { $0.code.rawValue == test.name || test.name == "several" })
        try test.check(DiagnosticText.render(diagnostics.sorted))
    }

    /// Needs a file of more than a mebibyte, and is shown by the limits of the YAML reader.
    static let withoutFile: Set<DiagnosticCode> = [.fileTooLarge]

    @Test("each code has a golden case")
    func everyCode() {
        let names = Set(GoldenCase.all(in: "diagnostics").map(\.name))
        let missing = DiagnosticCode.allCases.filter { !Self.withoutFile.contains($0) && !names.contains($0.rawValue) }
        #expect(missing == [])
    }
}
