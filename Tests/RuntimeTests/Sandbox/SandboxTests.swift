import Engine
import Testing

@testable import Runtime

@Suite("the sandbox over HTTP")
struct SandboxTests {
    private static let message: JSON = [
        "messaging_product": "whatsapp", "to": "5511999990001", "type": "text", "text": ["body": "Olá"],
        "biz_opaque_callback_data": "m1",
    ]

    @Test("takes a message, keeps it, and refuses one that Meta would refuse")
    func messages() async throws {
        try await RunningSandbox.serving { running in
            let path = "/v25.0/\(SandboxCredentials.phoneNumberID)/messages"
            let taken = try await running.ask("POST", path, Self.message, token: SandboxCredentials.accessToken)
            #expect(taken.status == 200)
            #expect(taken.body["messages"]?[0]?["id"]?.string?.hasPrefix("wamid.") == true)
            let refused = try await running.ask("POST", path, Self.message, token: "another")
            #expect(refused.status == 401)
            #expect(refused.body["error"]?["code"] == 190)
            let record = try await running.ask("GET", "/sandbox/messages").body["messages"]?.elements ?? []
            #expect(record.map { $0["event"] } == ["accepted", "refused"])
            #expect(record.first?["text"] == "Olá")
        }
    }

    @Test("knows no messages endpoint but Meta's", arguments: ["/25/1/messages", "/v25.0/me/messages", "/vx.y/1/messages"])
    func path(path: String) async throws {
        try await RunningSandbox.serving { running in
            let answer = try await running.ask("POST", path, Self.message, token: SandboxCredentials.accessToken)
            #expect(answer.status == 400)
            #expect(answer.body["error"]?["code"] == 2500)
        }
    }

    @Test("answers as a model host")
    func model() async throws {
        try await RunningSandbox.serving { running in
            let body: JSON = ["model": "gpt-4o-mini", "messages": [["role": "user", "content": "Oi"]]]
            let answer = try await running.ask("POST", "/v1/chat/completions", body, token: SandboxCredentials.modelKey)
            #expect(answer.status == 200)
            #expect(answer.body["choices"]?[0]?["message"]?["content"] == "Olá! Como posso ajudar você hoje?")
            let models = try await running.ask("GET", "/v1/models")
            #expect(models.body["data"]?[0]?["id"] == "gpt-4o-mini")
        }
    }

    @Test("opens one ticket for one Idempotency-Key")
    func tickets() async throws {
        try await RunningSandbox.serving { running in
            let key = [HTTPClient.Header("Idempotency-Key", "k1")]
            let token = SandboxCredentials.ticketToken
            let first = try await running.ask("POST", "/tickets", ["descricao": "a"], token: token, headers: key)
            let again = try await running.ask("POST", "/tickets", ["descricao": "a"], token: token, headers: key)
            #expect([first.status, again.status] == [201, 200])
            #expect(first.body["ticket"] == "T-00001" && again.body["ticket"] == "T-00001")
            let list = try await running.ask("GET", "/tickets")
            #expect(list.body["tickets"]?.elements.map { $0["calls"] } == [2])
            let keyless = try await running.ask("POST", "/tickets", ["descricao": "a"], token: token)
            #expect(keyless.status == 400)
        }
    }

    @Test("a customer's words reach the bot's webhook signed and in Meta's escaped form")
    func webhook() async throws {
        try await TestServer.serving { _, _ in
            TestServer.Answer()
        } during: { bot in
            try await RunningSandbox.serving { running in
                await running.sandbox.connect(webhook: bot.url + "/webhook/whatsapp")
                let said = try await running.ask("POST", "/sandbox/say", ["text": "Olá 1/2", "from": "5511988887777"])
                #expect(said.status == 200)
                let seen = try #require(bot.requests.first)
                #expect(seen.body.contains(#"Ol\u00e1 1\/2"#))
                let signature = try #require(WebhookSignature(appSecret: Secret(SandboxCredentials.appSecret)))
                #expect(signature.isValid(seen.header("X-Hub-Signature-256") ?? "", for: Array(seen.body.utf8)))
                let value = try JSON(parsing: seen.body)["entry"]?[0]?["changes"]?[0]?["value"]
                #expect(value?["messages"]?[0]?["from"] == "5511988887777")
                #expect(value?["metadata"]?["phone_number_id"] == .string(SandboxCredentials.phoneNumberID))
            }
        }
    }

    @Test("a customer can tap a button that was offered, and no other")
    func tap() async throws {
        try await TestServer.serving { _, _ in
            TestServer.Answer()
        } during: { bot in
            try await RunningSandbox.serving { running in
                await running.sandbox.connect(webhook: bot.url)
                let button: JSON = ["type": "reply", "reply": ["id": "b1", "title": "Sim, abrir"]]
                let offer: JSON = [
                    "messaging_product": "whatsapp", "to": "5511999990001", "type": "interactive",
                    "interactive": ["type": "button", "body": ["text": "Posso?"], "action": ["buttons": [button]]],
                ]
                _ = try await running.ask("POST", "/v25.0/1/messages", offer, token: SandboxCredentials.accessToken)
                #expect(try await running.ask("POST", "/sandbox/say", ["tap": "Não"]).status == 400)
                #expect(try await running.ask("POST", "/sandbox/say", ["tap": "Sim, abrir"]).status == 200)
                let bodies = try bot.requests.map {
                    try JSON(parsing: $0.body)["entry"]?[0]?["changes"]?[0]?["value"]?["messages"]?[0]
                }
                let message = try #require(bodies.compactMap { $0 }.first)
                #expect(message["interactive"]?["button_reply"] == ["id": "b1", "title": "Sim, abrir"])
                #expect(message["context"]?["id"]?.string?.hasPrefix("wamid.") == true)
            }
        }
    }

    @Test("a bot that does not answer 200 is told of", arguments: [204, 500])
    func webhookRefused(status: Int) async throws {
        try await TestServer.serving { _, _ in
            TestServer.Answer(status: status)
        } during: { bot in
            try await RunningSandbox.serving { running in
                await running.sandbox.connect(webhook: bot.url)
                let refusal = await running.sandbox.say(.text("Oi"))
                #expect(refusal?.contains("answered \(status)") == true)
            }
        }
    }

    @Test("tells of an accepted message that it was sent, then that it was delivered, with its tag")
    func statuses() async throws {
        try await TestServer.serving { _, _ in
            TestServer.Answer()
        } during: { bot in
            try await RunningSandbox.serving { running in
                await running.sandbox.connect(webhook: bot.url)
                let path = "/v25.0/1/messages"
                _ = try await running.ask("POST", path, Self.message, token: SandboxCredentials.accessToken)
                let events = await running.sandbox.events()
                _ = await events.first { $0.kind == .statusTold("delivered") }
                let told = try bot.requests.map {
                    try JSON(parsing: $0.body)["entry"]?[0]?["changes"]?[0]?["value"]?["statuses"]?[0]
                }
                #expect(told.map { $0?["status"] } == ["sent", "delivered"])
                #expect(told.map { $0?["biz_opaque_callback_data"] } == ["m1", "m1"])
            }
        }
    }

    @Test("a reader gets what happened before it came, then what happens")
    func events() async throws {
        try await RunningSandbox.serving { running in
            let send = { @Sendable in
                _ = try await running.ask("POST", "/v25.0/1/messages", Self.message, token: SandboxCredentials.accessToken)
            }
            try await send()
            var events = await running.sandbox.events().makeAsyncIterator()
            #expect(await events.next()?.number == 1)
            try await send()
            #expect(await events.next()?.number == 2)
            var late = await running.sandbox.events(after: 1).makeAsyncIterator()
            #expect(await late.next()?.number == 2)
        }
    }

    @Test("a scripted model says its lines to whoever asks")
    func script() async throws {
        try await RunningSandbox.serving { running in
            let scripted = try await running.ask("POST", "/sandbox/script", [["reply": "Primeira."]])
            #expect(scripted.status == 200)
            let body: JSON = ["model": "m", "messages": [["role": "user", "content": "Oi"]]]
            let answer = try await running.ask("POST", "/v1/chat/completions", body, token: SandboxCredentials.modelKey)
            #expect(answer.body["choices"]?[0]?["message"]?["content"] == "Primeira.")
            #expect(try await running.ask("POST", "/sandbox/script", [["say": "x"]]).status == 400)
        }
    }
}
