import Engine
import Testing

@testable import Runtime

@Suite("what others wrote, in an operator's terminal")
struct TerminalTests {
    @Test(
        "signs that a terminal obeys are shown, and all others stay",
        arguments: [
            ("\u{1b}[2J\u{1b}]0;x\u{07}", #"\u{1b}[2J\u{1b}]0;x\u{7}"#), ("a\0b\rc\u{8}", #"a\u{0}b\u{d}c\u{8}"#),
            ("\u{9b}31m", #"\u{9b}31m"#), ("\u{202e}abc\u{2066}\u{200f}", #"\u{202e}abc\u{2066}\u{200f}"#),
            ("olá\n\t👩‍👧 ação", "olá\n\t👩‍👧 ação"), ("a\r\nb", "a\\u{d}\nb"),
        ])
    func shown(text: String, shown: String) {
        #expect(text.forTerminal() == shown)
    }

    @Test("a name with ends of lines stays in its column")
    func name() {
        let contact = Contact(key: "1", phone: "5511999990001", name: "Ana\n2  optics\u{1b}[A")
        let lines = TextColumns.lines(of: [["1", contact.line, "waiting"], ["2", "a\tb", "ended"]])
        #expect(lines.count == 2)
        #expect(lines[0] == #"1  5511999990001 Ana\u{a}2  optics\u{1b}[A  waiting"#)
        #expect(lines[1].hasPrefix(#"2  a\u{9}b "#) && lines[1].hasSuffix("  ended") && lines[1].count == lines[0].count - 2)
    }

    @Test("a text of several lines cannot be taken for entries of its own")
    func history() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            try await store.accept([.text("one\n2026-11-23T12:00:00Z  2  assistant: two\u{1b}", id: "1")])
            let stored = try #require(try await store.conversation(ConversationID(rawValue: 1), historyEntries: 10))
            let lines = ConversationText.lines(of: stored, turns: [], with: .none)
            #expect(lines.contains { $0.hasSuffix("event 1: one\n      2026-11-23T12:00:00Z  2  assistant: two\\u{1b}") })
        }
    }
}
