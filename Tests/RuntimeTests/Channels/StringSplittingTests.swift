import Engine
import Testing

@testable import Runtime

@Suite("Splitting of texts")
struct StringSplittingTests {
    static let cases: [(String, [String])] = [
        ("", [""]), ("curto", ["curto"]), ("exatamente", ["exatamente"]),
        ("aaaaaa\n\nbbbb", ["aaaaaa", "bbbb"]),
        ("aaa bbb\nccccc", ["aaa bbb", "ccccc"]),
        ("aaaaa. bb cccc", ["aaaaa.", "bb cccc"]),
        ("aaaaaa? b c ddd", ["aaaaaa?", "b c ddd"]),
        ("aaaa bbb ccc ddd", ["aaaa bbb", "ccc ddd"]),
        ("aaaaaaaaaaaabbb", ["aaaaaaaaaa", "aabbb"]),
        ("a\n\nbbbbbbbbbbbb", ["a\n\nbbbbbbb", "bbbbb"]),
        ("aaaaaa    \n\n   bbbb", ["aaaaaa", "bbbb"]),
        ("            aaaa", ["aaaa"]), ("aaaaaaaaaa      ", ["aaaaaaaaaa"]),
    ]

    @Test("a text is cut at a paragraph, else a line, a sentence, a word, and else anywhere", arguments: cases)
    func pieces(text: String, pieces: [String]) {
        #expect(text.pieces(ofAtMost: 10).map(String.init) == pieces)
    }

    @Test("a character is never cut, whatever it is made of", arguments: ["👨‍👩‍👧", "é", "🇧🇷", "e\u{301}"])
    func clusters(character: String) {
        let text = String(repeating: character, count: 50)
        let pieces = text.pieces(ofAtMost: 17)
        #expect(pieces.allSatisfy { $0.utf16.count <= 17 })
        #expect(pieces.joined() == text)
        #expect(pieces.allSatisfy { $0.allSatisfy { String($0) == character } })
    }

    @Test("a character that is longer than a whole piece is cut between scalars, and nothing is lost")
    func giant() {
        let text = "a" + String(repeating: "\u{301}", count: 100) + "👀"
        let pieces = text.pieces(ofAtMost: 10)
        #expect(pieces.allSatisfy { $0.utf16.count <= 10 })
        #expect(pieces.map { Array($0.unicodeScalars) }.joined().elementsEqual(text.unicodeScalars))
    }

    @Test("a long text loses only white space", arguments: [1, 2, 3, 7, 64, 4096])
    func complete(limit: Int) {
        let text = (0..<400).map { "Frase número \($0)." + ($0.isMultiple(of: 7) ? "\n\n" : $0.isMultiple(of: 3) ? "\n" : " ") }
            .joined()
        let pieces = text.pieces(ofAtMost: limit)
        #expect(pieces.allSatisfy { $0.utf16.count <= limit && !$0.isEmpty })
        #expect(pieces.joined().filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
    }

    @Test(
        "a title is shortened with an ellipsis",
        arguments: [
            ("Sim", "Sim"), ("Falar com atendente!", "Falar com atendente!"), ("Falar com um atendente", "Falar com um atende…"),
            ("Quero falar com você 👨‍👩‍👧", "Quero falar com voc…"),
        ])
    func shortened(title: String, short: String) {
        #expect(title.shortened(toUnits: 20) == short)
    }
}
