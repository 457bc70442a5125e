import Testing

@testable import Engine

/// Bots with planted mistakes, in `Golden/planted`. The line above a mistake is `# ! CODE:COLUMN`, for several on a line with more of them.
struct PlantedMistakesTests {
    private static let bots = GoldenCase.all(in: "planted")

    @Test("each planted mistake is told at its line and column, and nothing else is", arguments: bots)
    func mistakes(in bot: GoldenCase) throws {
        let found = BotCompiler.compile(try bot.files()).diagnostics.map {
            Mistake(file: $0.span.file.path, line: $0.span.start.line, column: $0.span.start.column, code: $0.code.rawValue)
        }
        let planted = try Mistake.planted(in: bot)
        #expect(found.filter { !planted.contains($0) } == [])
        #expect(planted.filter { !found.contains($0) } == [])
        #expect(found.count == planted.count)
    }

    @Test("a hundred mistakes are planted, of many kinds")
    func count() throws {
        let planted = try Self.bots.flatMap(Mistake.planted)
        #expect(planted.count == 100)
        #expect(Set(planted.map(\.code)).count > 50)
    }
}

private struct Mistake: Hashable, CustomStringConvertible {
    let file: String
    let line: Int
    let column: Int
    let code: String

    var description: String { "\(file):\(line):\(column) \(code)" }

    static func planted(in bot: GoldenCase) throws -> [Mistake] {
        let files = try bot.files()
        return files.paths.flatMap { path -> [Mistake] in
            let lines = (files[path]?.text ?? "").split(separator: "\n", omittingEmptySubsequences: false)
            return lines.enumerated().flatMap { index, line -> [Mistake] in
                let words = line.split(separator: " ")
                guard words.starts(with: ["#", "!"]) else { return [] }
                return words.dropFirst(2).map { word in
                    let parts = word.split(separator: ":")
                    return Mistake(
                        file: path, line: index + 2, column: parts.last.flatMap { Int($0) } ?? 0, code: String(parts[0]))
                }
            }
        }
    }
}
