import Testing

@testable import Engine

struct NameSuggestionTests {
    /// What is written, what there is, and what is suggested.
    static let cases: [(String, [String], String?)] = [
        ("ask_date", ["ask_dates", "ask_name"], "ask_dates"),
        ("nxet", ["next", "text"], "next"),
        ("tpye", ["type"], "type"),
        ("endereco", ["endereço"], "endereço"),
        ("Menu", ["menu"], "menu"),
        ("ask-date", ["ask_date"], "ask_date"),
        ("if", ["is"], nil),
        ("xyz", ["abc"], nil),
        ("say", ["ask"], nil),
        ("sey", ["say"], "say"),
        ("", ["a"], nil),
        ("conects", ["connections", "connects"], "connects"),
    ]

    @Test("the nearest name is suggested when the edits are at most a third of it", arguments: cases)
    func nearest(name: String, candidates: [String], expected: String?) {
        #expect(NameSuggestion.nearest(to: name, in: candidates) == expected)
    }

    @Test("a very long name is not compared")
    func long() {
        let name = String(repeating: "a", count: 100_000)
        #expect(NameSuggestion.nearest(to: name, in: [name + "a"]) == nil)
    }
}
