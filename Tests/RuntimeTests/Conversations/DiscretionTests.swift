import CEL
import Engine
import Testing

@testable import Runtime

@Suite("what operators are shown of people's data", .inEveryStore)
struct DiscretionTests {
    private static let yaml = """
        version: 1
        bot: {id: optics, name: Optics, language: pt-BR}
        state:
          name: {type: string, pii: true}
          born: {type: date, pii: true}
          color: string
        graph:
          start: name
          nodes:
            name: {ask: "Name?", save: name}
            born: {ask: "When were you born, {{ name }}?", save: born}
            color: {ask: "Which color?", save: color}
            told: {say: "{{ name }} wants {{ color }}.", next: hand}
            hand: {handoff: desk, summary: "{{ name }}, {{ born }}, {{ color }}"}
        """

    private static let secrets = ["Maria Silva", "1990-03-12", "12/3/1990", "529.982.247-25", "ana@example.com", "5511999990001"]

    @Test("by default nothing personal is in what is listed, shown, played again or explained, and all else is")
    func hidden() async throws {
        try await withConversation { stored, turns, bot, explainer in
            let discretion = Discretion(for: bot, in: stored, turns: turns)
            let shown = try all(stored, turns, bot, explainer, discretion)
            for secret in Self.secrets { #expect(!shown.contains(secret), "\(secret)") }
            #expect(shown.contains("[name] wants blue."))
            #expect(shown.contains("[cpf …25]"))
            #expect(shown.contains("[email]"))
            #expect(shown.contains("\"color\": \"blue\""))
            #expect(shown.contains("name is now [name]"))
        }
    }

    @Test("operators who ask for it are shown everything")
    func unmasked() async throws {
        try await withConversation { stored, turns, bot, explainer in
            let shown = try all(stored, turns, bot, explainer, .none)
            for secret in Self.secrets { #expect(shown.contains(secret), "\(secret)") }
        }
    }

    @Test("where the bot's files are not there, all of the state is hidden and the reason is told")
    func blind() async throws {
        try await withConversation { stored, turns, _, _ in
            let lines = ConversationText.lines(of: stored, turns: turns, with: Discretion(for: nil, in: stored, turns: turns))
            for secret in Self.secrets + ["blue"] where secret != "12/3/1990" {
                #expect(!lines.joined(separator: "\n").contains(secret), "\(secret)")
            }
            #expect(lines.contains { $0.contains("\"color\": \"[color]\"") })
            #expect(lines.last?.contains("--bot FOLDER") == true)
        }
    }

    @Test("a copy that is gone on with keeps the real data")
    func copy() async throws {
        try await withConversation { stored, turns, _, _ in
            let copies = [try ConversationCopy(of: stored), try ConversationCopy(of: stored, before: turns[4])]
            for copy in copies {
                let text = copy.encoded().text
                for secret in ["Maria Silva", "1990-03-12", "5511999990001"] { #expect(text.contains(secret), "\(secret)") }
            }
        }
    }

    @Test("a value is hidden where it stands as a word, and not within another")
    func words() async throws {
        try await withConversation { stored, turns, bot, _ in
            let discretion = Discretion(for: bot, in: stored, turns: turns)
            #expect(discretion.masked("Maria Silva, Maria Silvana") == "[name], Maria Silvana")
            #expect(discretion.masked("blue, 12345") == "blue, 12345")
        }
    }

    private func all(
        _ stored: StoredConversation, _ turns: [RecordedTurn], _ bot: Bot, _ explainer: Explainer, _ discretion: Discretion
    ) throws -> String {
        var replay = ConversationReplay(of: stored, on: bot)
        let played = turns.map { replay.play($0) }
        let lines =
            ConversationText.lines(of: [stored.summary], with: discretion)
            + ConversationText.lines(of: stored, turns: turns, with: discretion)
            + ConversationText.lines(of: played, name: bot.name, forgotten: false, with: discretion)
            + turns.map { explained($0, stored, bot, explainer, discretion) }
        let documents = [
            ConversationJSON.json(of: [stored.summary], with: discretion),
            ConversationJSON.json(of: stored, turns: turns, with: discretion),
            ConversationJSON.json(of: played, forgotten: false, with: discretion),
        ]
        return (lines + documents.map(\.layout)).joined(separator: "\n")
    }

    private func explained(
        _ turn: RecordedTurn, _ stored: StoredConversation, _ bot: Bot, _ explainer: Explainer, _ discretion: Discretion
    ) -> String {
        guard let story = try? TurnStory(of: turn, in: stored, on: bot) else { return "" }
        let told = explainer.explanation(of: story.story, with: discretion, caveats: story.caveats)
        return told.text(in: .english) + told.json(in: .english).layout
    }

    /// Runs `body` with a conversation in which a customer told much of themselves, and which was handed over.
    private func withConversation(
        _ body: (StoredConversation, [RecordedTurn], Bot, Explainer) async throws -> Void
    ) async throws {
        try await Stage.with(Self.yaml) { stage, store in
            let words = ["oi, meu CPF é 529.982.247-25", "Maria Silva", "12/3/1990", "blue", "ana@example.com"]
            for (number, text) in words.enumerated() {
                try await store.accept([
                    .text(text, id: "\(number)", from: "5511999990001", named: "Maria Silva", phone: "5511999990001", at: number)
                ])
                try await stage.work(on: store)
            }
            let id = ConversationID(rawValue: 1)
            let stored = try #require(try await store.conversation(id, historyEntries: 100))
            let files = BotFiles(folder: "", contents: ["bot.yaml": Array(Self.yaml.utf8)])
            let bot = stage.host.bot
            try await body(stored, try await store.recordedTurns(of: id, limit: 100), bot, Explainer(of: bot, in: files))
        }
    }
}
