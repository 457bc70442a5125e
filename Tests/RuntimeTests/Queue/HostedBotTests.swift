import Engine
import Testing

@testable import Runtime

@Suite("a hosted bot", .timeLimit(.minutes(1)))
struct HostedBotTests {
    private static let limited = """
        version: 1
        bot: {id: optics, name: Optics}
        channels:
          whatsapp:
            phone_number_id: "1001"
            access_token: ${TOKEN}
            app_secret: ${SECRET}
            verify_token: ${VERIFY}
            messages_per_second: 7
        models: {default: {use: openai/gpt-4o-mini, api_key: "${KEY}", base_url: "${URL}", timeout: 30s}}
        limits: {turns: 5, model_calls: 1}
        graph: {start: talk, nodes: {talk: {agent: Answer.}}}
        """

    private static func outcome(_ models: any ModelClient) async -> Result<ModelReply, CallFailure> {
        do {
            return .success(try await models.complete(ModelRequest(model: "default", messages: [.user("oi")], tools: [])))
        } catch {
            return .failure(error)
        }
    }

    @Test("keeps to the limits of its files")
    func limits() async throws {
        let compilation = BotCompiler.compile(BotFiles(folder: "", contents: ["bot.yaml": Array(Self.limited.utf8)]))
        let bot = try #require(compilation.bot, "\(compilation.diagnostics)")
        #expect(bot.limits.turns == 5)
        let (client, time, arrived, gate) = (try HTTPClient(), ManualTime(), Gate(), Gate())
        try await TestServer.serving { _, _ in
            arrived.open()
            await gate.passed()
            return .init(status: 400, body: "{}")
        } during: { server in
            defer { gate.open() }
            let settings = try bot.settings(from: ["TOKEN": "t", "SECRET": "s", "VERIFY": "v", "KEY": "k", "URL": server.url])
            let number = try #require(settings.whatsapp)
            let host = try HostedBot(
                bot, on: number, models: settings.models, actions: TestActions(), client: client, time: time)
            #expect(host.pace.withLock(\.rate) == 7)
            async let first = Self.outcome(host.models)
            await arrived.passed()
            async let second = Self.outcome(host.models)
            while !time.isSleptOn, !Task.isCancelled { await Task.yield() }
            time.advance(by: .seconds(30))
            let outcome = await second
            if case .failure(let failure) = outcome {
                #expect(failure.code == .unavailable)
                #expect(failure.message.contains("limits.model_calls"))
            } else {
                Issue.record("the second call was made")
            }
            #expect(server.requests.count == 1)
            gate.open()
            _ = await first
        }
        await client.shutdown()
    }
}
