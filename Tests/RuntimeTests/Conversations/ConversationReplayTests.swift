import CEL
import Engine
import Testing

@testable import Runtime

@Suite("a conversation that is copied and played again", .inEveryStore)
struct ConversationReplayTests {
    @Test("the same bot sends the same messages, with the answers that were recorded")
    func same() async throws {
        try await withRecording { stored, turns in
            let played = try replay(turns, of: stored, on: Bots.agent)
            #expect(played.map(\.differs) == [false, false])
            #expect(played.map(\.gap) == [nil, nil])
            #expect(played.map { $0.sent.map(\.text) } == [["It is on its way."], ["You are welcome."]])
        }
    }

    @Test("another version is told the same, and what it sends otherwise is shown")
    func otherWords() async throws {
        let yaml = Bots.agent.replacing("start: talk", with: "start: greet")
            .replacing("    talk:", with: "    greet: {say: Hi., next: talk}\n    talk:")
        try await withRecording { stored, turns in
            let played = try replay(turns, of: stored, on: yaml)
            #expect(played.map(\.differs) == [true, false])
            let lines = ConversationText.lines(of: played, name: "Agent", forgotten: false, with: .none)
            #expect(lines[0] == "2026-11-23T12:00:00Z  event 1: where is it?")
            #expect(lines.contains("  - Agent: It is on its way."))
            #expect(lines.contains("  way: greet, talk"))
            #expect(lines.last == "2 turns: 1 the same, 1 differ, 0 not played to their end")
        }
    }

    @Test("a call that was not recorded ends the turn, and the next one begins from what was recorded")
    func gap() async throws {
        let yaml = Bots.agent.replacing("start: talk", with: "start: look")
            .replacing("    talk:", with: "    look: {if: \"conversation.turns == 1\", tool: find, next: talk}\n    talk:")
        try await withRecording { stored, turns in
            let played = try replay(turns, of: stored, on: yaml)
            #expect(played.map(\.gap) == ["no call of 'find' with these arguments was recorded", nil])
            #expect(played.map(\.differs) == [false, false])
        }
    }

    @Test("an operator's text that a channel sent in parts is the same, also where it has no white space")
    func operatorInParts() async throws {
        try await Stage.with(Bots.agent) { stage, store in
            let text = String(repeating: "á", count: 5000)
            let id = ConversationID(rawValue: 1)
            stage.models.script.then { _ in .says("Hello.") }
            try await store.accept([.text("hello", id: "1")])
            try await stage.work(on: store)
            _ = try await store.operate(.wrote(text), on: id)
            try await stage.work(on: store)
            let stored = try #require(try await store.conversation(id, historyEntries: 100))
            let turn = try #require(try await store.recordedTurns(of: id, limit: 100).last)
            func differs(_ parts: [Substring]) throws -> [Bool] {
                let turn = RecordedTurn(
                    event: turn.event, endedAt: turn.endedAt, checkpoint: turn.checkpoint, told: turn.told,
                    sent: parts.map { .text(String($0), previewURL: true) })
                return try replay([turn], of: stored, on: Bots.agent).map(\.differs)
            }
            let parts = text.pieces(ofAtMost: ChannelLimits.Part.text.limit)
            #expect(parts.count == 2)
            #expect(try differs(parts) == [false])
            #expect(try differs(parts + ["more"]) == [true])
        }
    }

    @Test("a copy is read back as it was written")
    func copy() async throws {
        try await withRecording { stored, _ in
            let copy = try ConversationCopy(of: stored)
            #expect(try ConversationCopy(decoding: JSON(parsing: copy.encoded().text)) == copy)
            #expect(copy.conversation.history.map(\.text) == ["where is it?", "It is on its way.", "thanks", "You are welcome."])
        }
    }

    @Test("a copy may be taken from before a recorded turn")
    func earlierCopy() async throws {
        try await withRecording { stored, turns in
            let copy = try ConversationCopy(of: stored, before: turns[1])
            #expect(copy.conversation.history.map(\.text) == ["where is it?", "It is on its way."])
            #expect(copy.conversation.checkpoint.turn == 1)
            #expect(try ConversationCopy(of: stored, before: turns[0]).conversation.checkpoint == .start)
        }
    }

    @Test("what is no copy is refused in words", arguments: ["{}", #"{"version": 1}"#, #"{"version": 2}"#])
    func wrongCopy(text: String) throws {
        let json = try JSON(parsing: text)
        #expect(throws: WrongCopy.self) { try ConversationCopy(decoding: json) }
    }

    private func replay(_ turns: [RecordedTurn], of stored: StoredConversation, on yaml: String) throws -> [ReplayedTurn] {
        let compilation = BotCompiler.compile(BotFiles(folder: "", contents: ["bot.yaml": Array(yaml.utf8)]))
        let bot = try #require(compilation.bot, "\(compilation.diagnostics)")
        var replay = ConversationReplay(of: stored, on: bot)
        return turns.map { replay.play($0) }
    }

    /// Runs `body` with a conversation of two turns, the first with a tool.
    private func withRecording(_ body: (StoredConversation, [RecordedTurn]) async throws -> Void) async throws {
        try await Stage.with(Bots.agent) { stage, store in
            stage.models.script.then(
                { _ in .calls("find") }, { _ in .says("It is on its way.") }, { _ in .says("You are welcome.") })
            stage.actions.script.then { _ in .success(.rows([["status": "sent"]])) }
            try await store.accept([.text("where is it?", id: "1", named: "Ana", phone: "5511999990001")])
            try await stage.work(on: store)
            try await store.accept([.text("thanks", id: "2", at: 1)])
            try await stage.work(on: store)
            let id = ConversationID(rawValue: 1)
            let stored = try #require(try await store.conversation(id, historyEntries: 100))
            try await body(stored, try await store.recordedTurns(of: id, limit: 100))
        }
    }
}
