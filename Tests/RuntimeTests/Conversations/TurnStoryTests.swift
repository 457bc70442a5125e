import CEL
import Engine
import Testing

@testable import Runtime

@Suite("why a stored turn went as it did", .inEveryStore)
struct TurnStoryTests {
    @Test("a turn that a store kept is told with the files' lines, what the model and the tool said, and where it waits")
    func told() async throws {
        try await withRecording { stored, turns in
            let text = try explanation(of: turns[0], in: stored, on: Bots.agent)
            #expect(
                text
                    == """
                    The customer wrote "where is it?".
                    The conversation stood at its beginning.
                    It began at 'talk', a node with 'agent' (bot.yaml:10).
                      The model 'default' was asked, and offered 'find'.
                      The model wanted to call 'find'.
                      The tool 'find' was called without arguments (bot.yaml:6).
                      'find' answered status: "sent".
                        Its 'output' let nothing else of the answer through: not 'weight'.
                      The model 'default' was asked, and offered 'find'.
                      The model answered "It is on its way.".
                      The bot sent "It is on its way.".
                    It now waits at 'talk' (bot.yaml:10).

                    """)
            #expect(turns.map(\.number) == [1, 2])
        }
    }

    @Test("what the customer wrote in several lines stays within its sentence")
    func severalLines() async throws {
        try await Stage.with(Bots.agent) { stage, store in
            stage.models.script.then { _ in .says("Yes.") }
            try await store.accept([.text("is it?\r\nThe bot sent \"No\".", id: "1")])
            try await stage.work(on: store)
            let id = ConversationID(rawValue: 1)
            let stored = try #require(try await store.conversation(id, historyEntries: 100))
            let turn = try #require(try await store.recordedTurns(of: id, limit: 100).first)
            let text = try explanation(of: turn, in: stored, on: Bots.agent)
            #expect(text.hasPrefix("The customer wrote \"is it?\n      The bot sent \"No\".\".\n"))
        }
    }

    @Test("a turn on files that say something else is told with what was sent then")
    func otherFiles() async throws {
        let yaml = Bots.agent.replacing("start: talk", with: "start: greet")
            .replacing("    talk:", with: "    greet: {say: Hi., next: talk}\n    talk:")
        try await withRecording { stored, turns in
            let lines = try explanation(of: turns[0], in: stored, on: yaml).split(separator: "\n")
            #expect(lines[0] == "These are not the files that answered then: with them the bot sends something else.")
            #expect(lines[1] == "  What was sent then: \"It is on its way.\".")
        }
    }

    @Test("a turn that cannot be played to its end says so, and tells the story so far")
    func gap() async throws {
        let yaml = Bots.agent.replacing("start: talk", with: "start: look")
            .replacing("    talk:", with: "    look: {if: \"conversation.turns == 1\", tool: find, next: talk}\n    talk:")
        try await withRecording { stored, turns in
            let text = try explanation(of: turns[0], in: stored, on: yaml)
            #expect(text.hasPrefix("This is not the whole story, for the turn could not be played to its end: no call of 'find'"))
            #expect(text.contains("conversation.turns == 1 was true: conversation.turns is 1 (bot.yaml:10)."))
        }
    }

    @Test("a turn is told in Portuguese, and as JSON for programs with the same lines")
    func languages() async throws {
        try await withRecording { stored, turns in
            let (explainer, bot) = try explainer(Bots.agent)
            let told = explainer.explanation(of: try TurnStory(of: turns[1], in: stored, on: bot).story)
            #expect(told.text(in: .portuguese).hasPrefix("O cliente escreveu \"thanks\".\nA conversa estava em 'talk'"))
            let json = told.json(in: .english)
            #expect(json.elements.count == told.lines.count)
            #expect(json[0]?["topic"] == "event")
            #expect(json[0]?["words"] == "thanks")
            #expect(json[1]?["node"] == "talk")
            #expect(json[1]?["line"] == 10)
        }
    }

    private func explanation(of turn: RecordedTurn, in stored: StoredConversation, on yaml: String) throws -> String {
        let (explainer, bot) = try explainer(yaml)
        let story = try TurnStory(of: turn, in: stored, on: bot)
        return explainer.explanation(of: story.story, caveats: story.caveats).text(in: .english)
    }

    private func explainer(_ yaml: String) throws -> (Explainer, Bot) {
        let files = BotFiles(folder: "", contents: ["bot.yaml": Array(yaml.utf8)])
        let compilation = BotCompiler.compile(files)
        let bot = try #require(compilation.bot, "\(compilation.diagnostics)")
        return (Explainer(of: bot, in: files), bot)
    }

    /// Runs `body` with a conversation of two turns, the first with a tool.
    private func withRecording(_ body: (StoredConversation, [RecordedTurn]) async throws -> Void) async throws {
        try await Stage.with(Bots.agent) { stage, store in
            stage.models.script.then(
                { _ in .calls("find") }, { _ in .says("It is on its way.") }, { _ in .says("You are welcome.") })
            stage.actions.script.then { _ in .success(.rows([["status": "sent", "weight": 3]])) }
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
