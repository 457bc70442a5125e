import CEL
import Engine
import Testing

@testable import Runtime

@Suite("Models", .timeLimit(.minutes(1)))
struct ModelsTests {
    private static let good = #"{"choices":[{"message":{"content":"Olá!"}}],"usage":{"prompt_tokens":1,"completion_tokens":2}}"#
    private static let request = ModelRequest(model: "default", messages: [.user("oi")], tools: [])

    private static func settings(
        _ url: String, timeout: Duration = .seconds(30), provider: String = "openai", fallback: String? = nil
    ) -> ModelSettings {
        ModelSettings(
            provider: provider, model: "m", temperature: nil, maximumTokens: nil, apiKey: Secret("sk"), baseURL: url,
            timeout: timeout, fallback: fallback)
    }

    private static func models(
        _ settings: [String: ModelSettings], _ client: HTTPClient, time: any TimeSource = SystemTime()
    ) throws -> Models {
        try Models(settings, client: client, backoff: Backoff(first: .milliseconds(1), limit: .milliseconds(2)), time: time)
    }

    private static func outcome(_ models: Models) async -> Result<ModelReply, CallFailure> {
        do {
            return .success(try await models.complete(request))
        } catch {
            return .failure(error)
        }
    }

    /// What comes of a request when the provider gives these answers, the last one again and again.
    private static func complete(
        _ answers: [TestServer.Answer], timeout: Duration = .seconds(30)
    ) async throws -> (outcome: Result<ModelReply, CallFailure>, tries: Int) {
        let client = try HTTPClient()
        let result = try await TestServer.serving { _, number in
            answers[min(number, answers.count) - 1]
        } during: { server in
            let models = try Self.models(["default": settings(server.url, timeout: timeout)], client)
            return (await outcome(models), server.requests.count)
        }
        await client.shutdown()
        return result
    }

    @Test("a busy provider is asked again", arguments: [429, 500, 503])
    func again(status: Int) async throws {
        let (outcome, tries) = try await Self.complete([.init(status: status), .init(status: status), .init(body: Self.good)])
        #expect(try outcome.get().text == "Olá!")
        #expect(tries == 3)
    }

    @Test("a provider that stays busy is unavailable after four tries, and says how long it asked to wait")
    func unavailable() async throws {
        let (outcome, tries) = try await Self.complete([.init(status: 503), .init(status: 503, headers: ["Retry-After": "0"])])
        #expect(outcome == .failure(CallFailure(.unavailable, "model 'default': status 503", retryAfter: .zero)))
        #expect(tries == 4)
    }

    @Test("a wait that is longer than the time left is not waited for")
    func longWait() async throws {
        let (outcome, tries) = try await Self.complete([.init(status: 429, headers: ["Retry-After": "60"])])
        #expect(outcome == .failure(CallFailure(.unavailable, "model 'default': status 429", retryAfter: .seconds(60))))
        #expect(tries == 1)
    }

    @Test(
        "a refusal and an answer that cannot be read are final",
        arguments: [(400, CallFailure.Code.refused), (401, .misconfigured), (200, .invalid)])
    func final(status: Int, code: CallFailure.Code) async throws {
        let (outcome, tries) = try await Self.complete([.init(status: status, body: "{}")])
        #expect(throws: CallFailure.self) { try outcome.get() }
        if case .failure(let failure) = outcome { #expect(failure.code == code) }
        #expect(tries == 1)
    }

    @Test("a model that does not answer in time is unavailable")
    func timeout() async throws {
        let (client, gate) = (try HTTPClient(), Gate())
        let outcome = try await TestServer.serving { _, _ in
            await gate.passed()
            return .init()
        } during: { server in
            defer { gate.open() }
            return await Self.outcome(try Self.models(["default": Self.settings(server.url, timeout: .milliseconds(50))], client))
        }
        if case .failure(let failure) = outcome {
            #expect(failure.code == .unavailable)
        } else {
            Issue.record("there is a reply")
        }
        await client.shutdown()
    }

    @Test(
        "the fallback answers for a model that is unavailable, and only then",
        arguments: [(503, "Olá!"), (400, nil)] as [(Int, String?)])
    func fallback(status: Int, text: String?) async throws {
        let client = try HTTPClient()
        let outcome = try await TestServer.serving { seen, _ in
            seen.path.hasPrefix("/reserve") ? .init(body: Self.good) : .init(status: status)
        } during: { server in
            let models = try Self.models(
                [
                    "default": Self.settings(server.url, fallback: "reserve"),
                    "reserve": Self.settings(server.url + "/reserve", fallback: "default"),
                ], client)
            return await Self.outcome(models)
        }
        let reply = try? outcome.get()
        #expect(reply?.text == text)
        await client.shutdown()
    }

    @Test("models that fall back on each other are each asked once over")
    func circle() async throws {
        let client = try HTTPClient()
        let tries = try await TestServer.serving { _, _ in
            .init(status: 503)
        } during: { server in
            let models = try Self.models(
                [
                    "default": Self.settings(server.url, fallback: "reserve"),
                    "reserve": Self.settings(server.url, fallback: "default"),
                ], client)
            _ = await Self.outcome(models)
            return server.requests.count
        }
        #expect(tries == 8)
        await client.shutdown()
    }

    @Test("an unknown provider, fallback or model is misconfigured")
    func misconfigured() async throws {
        let client = try HTTPClient()
        let unknown = #expect(throws: CallFailure.self) {
            try Self.models(["default": Self.settings("http://a", provider: "nobody")], client)
        }
        #expect(unknown == CallFailure(.misconfigured, "model 'default': the provider 'nobody' is none of 'openai'"))
        let lost = #expect(throws: CallFailure.self) {
            try Self.models(["default": Self.settings("http://a", fallback: "reserve")], client)
        }
        #expect(lost == CallFailure(.misconfigured, "model 'default': no model is named 'reserve'"))
        let missing = await Self.outcome(try Self.models([:], client))
        #expect(missing == .failure(CallFailure(.misconfigured, "no model is named 'default'")))
        await client.shutdown()
    }

    @Test("a cancelled task neither waits nor falls back")
    func cancelled() async throws {
        let (client, gate, arrived) = (try HTTPClient(), Gate(), Gate())
        try await TestServer.serving { _, _ in
            arrived.open()
            await gate.passed()
            return .init(status: 503)
        } during: { server in
            let models = try Self.models(
                ["default": Self.settings(server.url, fallback: "reserve"), "reserve": Self.settings(server.url)], client)
            await withTaskGroup(of: Void.self) { group in
                group.addTask { _ = await Self.outcome(models) }
                await arrived.passed()
                group.cancelAll()
            }
            #expect(server.requests.count == 1)
            gate.open()
        }
        await client.shutdown()
    }

    @Test("the wait between two tries is by the clock that was given")
    func pause() async throws {
        let (client, time) = (try HTTPClient(), ManualTime())
        try await TestServer.serving { _, number in
            number == 1 ? .init(status: 503) : .init(body: Self.good)
        } during: { server in
            let models = try Self.models(["default": Self.settings(server.url)], client, time: time)
            async let outcome = Self.outcome(models)
            while !time.isSleptOn, !Task.isCancelled { await Task.yield() }
            #expect(server.requests.count == 1)
            time.advance(by: .seconds(1))
            let reply = try await outcome.get()
            #expect(reply.text == "Olá!")
        }
        await client.shutdown()
    }
}
