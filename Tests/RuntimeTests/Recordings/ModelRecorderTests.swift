import CEL
import Engine
import FoundationEssentials
import Testing

@testable import Runtime

@Suite("recorded answers of models", .timeLimit(.minutes(1)))
struct ModelRecorderTests {
    private static let bot = """
        version: 1
        bot: {id: eco, name: Eco, language: pt-BR, timezone: America/Sao_Paulo}
        channels:
          whatsapp: {phone_number_id: "1", access_token: "${TOKEN}", app_secret: "${SECRET}", verify_token: "${VERIFY}"}
        models: {default: {use: openai/gpt-4o-mini, api_key: "${KEY}", base_url: "${MODEL_URL}"}}
        prompt: Seja breve.
        graph:
          start: conversa
          nodes: {conversa: {agent: Responda.}}
        tests:
          - test: responde como foi gravado
            model: recorded
            talk:
              - {user: oi, expect: {reply: "resposta 1"}}
              - {user: e aí, expect: {reply: "resposta 2"}}
        """

    private static func compiled(_ folder: String, _ text: String = bot) throws -> (bot: Bot, files: BotFiles) {
        let files = BotFiles(folder: folder, contents: ["bot.yaml": Array(text.utf8)])
        return (try #require(BotCompiler.compile(files).bot), files)
    }

    /// Records on a model that answers `resposta 1`, `resposta 2` and so on.
    private static func record(_ bot: Bot, into recordings: RecordingFolder) async throws -> (ModelRecorder.Outcome, asked: Int) {
        let client = try HTTPClient()
        let result = try await TestServer.serving { _, number in
            .init(
                body:
                    #"{"choices":[{"message":{"content":"resposta \#(number)"}}],"usage":{"prompt_tokens":7,"completion_tokens":2}}"#
            )
        } during: { server in
            let settings = try bot.models(from: ["KEY": "sk", "MODEL_URL": server.url])
            let models = try Models(settings, client: client)
            let test = try #require(bot.tests.first)
            return (try await ModelRecorder(bot, into: recordings, asking: models).record(test), server.requests.count)
        }
        await client.shutdown()
        return result
    }

    @Test("a recorded test passes without the model, and the model is asked each question once")
    func recorded() async throws {
        let folder = try TestFolder()
        let (bot, files) = try Self.compiled(folder.path)
        let test = try #require(bot.tests.first)
        #expect(bot.play(test, recordings: RecordingFolder(of: files)).unrecorded != nil)
        let (outcome, asked) = try await Self.record(bot, into: RecordingFolder(of: files))
        #expect(outcome.result.passed && outcome.asked == 2 && asked == 2)
        #expect(bot.play(test, recordings: RecordingFolder(of: files)).passed)
        let (_, again) = try await Self.record(bot, into: RecordingFolder(of: files))
        #expect(again == 0)
    }

    @Test("another prompt is another question: the test says that it was not recorded")
    func changed() async throws {
        let folder = try TestFolder()
        let (bot, files) = try Self.compiled(folder.path)
        _ = try await Self.record(bot, into: RecordingFolder(of: files))
        let (changed, _) = try Self.compiled(folder.path, Self.bot.replacing("Seja breve.", with: "Seja longo."))
        let result = changed.play(try #require(changed.tests.first), recordings: RecordingFolder(of: files))
        #expect(result.failures.first?.message.text(in: .english).contains("'trama record' asks it") == true)
    }

    @Test("answers that no test asks for are removed")
    func unused() async throws {
        let folder = try TestFolder()
        let (bot, files) = try Self.compiled(folder.path)
        let recordings = RecordingFolder(of: files)
        _ = try await Self.record(bot, into: recordings)
        let stale = ModelRequest(model: "default", messages: [.user("antes")], tools: [])
        try recordings.keep(ModelReply(text: "x", calls: [], usage: .init(promptTokens: 0, completionTokens: 0)), to: stale)
        #expect(try recordings.removeUnused() == 1)
        #expect(recordings.answer(to: stale) == nil)
        #expect(bot.play(try #require(bot.tests.first), recordings: recordings).passed)
    }

    @Test("a reply is read back as it was kept")
    func roundTrip() throws {
        let call = ToolCall(id: "c1", name: "buscar", arguments: #"{"numero":"12"}"#)
        for reply in [
            ModelReply(text: nil, calls: [call], usage: .init(promptTokens: 3, completionTokens: 4)),
            ModelReply(text: "Olá", calls: [], usage: .init(promptTokens: 0, completionTokens: 0)),
        ] {
            #expect(ModelReply(decoding: reply.encoded()) == reply)
        }
        #expect(ModelReply(decoding: ["text": "x"]) == nil)
    }
}
