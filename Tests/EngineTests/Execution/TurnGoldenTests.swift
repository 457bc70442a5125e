import Engine
import Foundation
import Testing

/// Each folder of `Golden/turns` holds a bot and a conversation with it; `UPDATE_GOLDEN=1` writes what the bot decides.
@Suite("turns")
struct TurnGoldenTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Golden/turns").standardized

    static let cases: [String] = (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? []

    @Test("there are conversations to play")
    func notEmpty() {
        #expect(TurnGoldenTests.cases.count >= 5)
    }

    @Test("a conversation goes as it is written", arguments: cases)
    func play(name: String) throws {
        let place = TurnGoldenTests.folder.appending(path: name)
        let compilation = BotCompiler.compile(try GoldenCase(folder: place).files())
        #expect(compilation.diagnostics.map { $0.message.text(in: .english) } == [])
        let bot = try #require(compilation.bot)
        let talk = place.appending(path: "talk.txt")
        let expected = try String(contentsOf: talk, encoding: .utf8)
        let played = try Script.play(expected, on: bot)
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try played.write(to: talk, atomically: true, encoding: .utf8)
            Issue.record("\(name)/talk.txt was rewritten: read it, then run without UPDATE_GOLDEN")
        } else {
            #expect(played == expected)
        }
    }
}
