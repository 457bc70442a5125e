import Testing

@testable import Engine

struct DamagedBotTests {
    /// SplitMix64: the same damage in every run.
    struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    static let aliases = "\ntests:\n  - &a {b: [c]}\n  - d:\n      - *a\n    e:\n      f: *a\n"

    static let pieces = [
        "{{", "}}", "'", "\"", ": ", " #", "!", "*a", "&a ", "[", "]", "{", "}", "\n", "\r\n", "\t", "  ", "- ", "|\n", ">-\n",
        "? ", "${", "%",
        "\\", "\u{85}", "\u{2028}", "é\u{301}", "👀", "\u{0}", "---\n", "...", "`", ",", "list(", "~", "<<: *a",
    ]

    @Test("damaged bots are told about, and every place told is in its file", arguments: 0..<8)
    func damage(seed: Int) {
        var generator = Generator(state: UInt64(seed))
        for _ in 0..<150 {
            var scalars = Array((BotDefinitionTests.bot + Self.aliases).unicodeScalars)
            for _ in 0...Int.random(in: 0..<4, using: &generator) {
                let place = Int.random(in: 0..<scalars.count, using: &generator)
                let end = min(place + Int.random(in: 0..<6, using: &generator), scalars.count)
                let piece = Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)]
                scalars.replaceSubrange(place..<end, with: piece.unicodeScalars)
            }
            let text = String(String.UnicodeScalarView(scalars))
            var diagnostics = Diagnostics()
            let files = BotFiles(
                folder: "", contents: ["bot.yaml": Array(text.utf8), "tools/a.yaml": Array(BotDefinitionTests.tool.utf8)])
            _ = BotDefinition.read(files, into: &diagnostics)
            let found = diagnostics.sorted
            #expect(found.allSatisfy { $0.span.end <= $0.span.file.end })
            #expect(!DiagnosticText.render(found).isEmpty || found.isEmpty)
        }
    }
}
