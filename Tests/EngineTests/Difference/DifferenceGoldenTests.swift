import Foundation
import Testing

@testable import Engine

@Suite("golden differences")
struct DifferenceGoldenTests {
    @Test("what an edit changes is told as expected.txt says", arguments: GoldenCase.all(in: "differences"))
    func difference(golden: GoldenCase) throws {
        let versions = try ["old", "new"].map { name in
            let files = try GoldenCase(folder: golden.folder.appending(path: name)).files()
            let compiled = BotCompiler.compile(files)
            #expect(DiagnosticText.render(compiled.diagnostics) == "")
            return (bot: try #require(compiled.bot), files: files)
        }
        let (old, new) = (versions[0], versions[1])
        try golden.check(BotDifference(from: old.bot, in: old.files, to: new.bot, in: new.files).text)
        #expect(BotDifference(from: new.bot, in: new.files, to: new.bot, in: new.files).changes == [])
    }

    @Test(
        "words that change stand among a few that do not",
        arguments: [
            ("a b c", "a x c", "a [-b-] {+x+} c"), ("a b", "a b c", "a b {+c+}"), ("b", "", "[-b-]"),
            ("a  b", "a\nb", "only spaces or line breaks change"),
            ("1 2 3 4 5 6 7 8 9 x", "1 2 3 4 5 6 7 8 9 y", "… 5 6 7 8 9 [-x-] {+y+}"),
            ("x 1 2 3 4 5 6 7 8", "y 1 2 3 4 5 6 7 8", "[-x-] {+y+} 1 2 3 4 5 …"),
        ])
    func words(old: String, new: String, expected: String) {
        #expect(WordDifference.text(from: old, to: new) == expected)
    }
}
