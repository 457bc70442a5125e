import Engine
import Testing

@testable import Runtime

@Suite("WhatsApp channel", .timeLimit(.minutes(1)))
struct WhatsAppChannelTests {
    private static let contact = Contact(key: "5511999990001", phone: "5511999990001", name: "Ana")
    private static let accepted = #"{"messaging_product":"whatsapp","contacts":[{"input":"1"}],"messages":[{"id":"wamid.OUT"}]}"#

    private static func channel(_ url: String, _ client: HTTPClient) -> WhatsAppChannel {
        WhatsAppChannel(
            WhatsAppSettings(
                phoneNumberID: "106540352242922", accessToken: Secret("token-of-ours"), appSecret: Secret("s"),
                verifyToken: Secret("v"), apiVersion: "v25.0", baseURL: url), client: client)
    }

    /// Runs `body` with a channel whose provider gives these answers, the last one again and again.
    private static func exchange(
        _ answers: [TestServer.Answer], _ body: @escaping @Sendable (WhatsAppChannel, TestServer) async throws -> Void
    ) async throws {
        let client = try HTTPClient()
        try await TestServer.serving { _, number in
            answers[min(number, answers.count) - 1]
        } during: { server in
            try await body(channel(server.url, client), server)
        }
        await client.shutdown()
    }

    private static func failure(_ status: Int, _ body: String) async throws -> SendFailure? {
        let client = try HTTPClient()
        let failure = try await TestServer.serving { _, _ in
            .init(status: status, body: body)
        } during: { server -> SendFailure? in
            do {
                _ = try await channel(server.url, client).send(.text("oi", previewURL: false), to: contact, tag: "t")
                return nil
            } catch {
                return error as? SendFailure
            }
        }
        await client.shutdown()
        return failure
    }

    @Test("a text goes to the number's endpoint with its tag, and the provider's identifier comes back")
    func text() async throws {
        try await Self.exchange([.init(body: Self.accepted)]) { channel, server in
            let id = try await channel.send(.text("Olá! 👀", previewURL: true), to: Self.contact, tag: "outbox-7")
            #expect(id == "wamid.OUT")
            let seen = try #require(server.requests.first)
            #expect(seen.method == "POST")
            #expect(seen.path == "/v25.0/106540352242922/messages")
            #expect(seen.header("Authorization") == "Bearer token-of-ours")
            #expect(seen.header("Content-Type") == "application/json")
            let expected: JSON = [
                "messaging_product": "whatsapp", "recipient_type": "individual", "to": "5511999990001", "type": "text",
                "text": ["body": "Olá! 👀", "preview_url": true], "biz_opaque_callback_data": "outbox-7",
            ]
            #expect(try JSON(parsing: seen.body) == expected)
        }
    }

    @Test(
        "a business-scoped user id is a recipient, and anything else an address",
        arguments: [
            ("BR.13491208655302741918", true), ("US.ENT.11815799212886844830", true), ("5511999990001", false),
            ("BR.", false), ("BRA.1", false), ("br.1", false), ("BR.ABC.1", false), ("BR.a-b", false),
        ])
    func recipient(key: String, isRecipient: Bool) async throws {
        try await Self.exchange([.init(body: Self.accepted)]) { channel, server in
            _ = try await channel.send(.text("oi", previewURL: false), to: Contact(key: key), tag: "t")
            let body = try JSON(parsing: server.requests.first?.body ?? "")
            #expect(body["recipient"]?.string == (isRecipient ? key : nil))
            #expect(body["to"]?.string == (isRecipient ? nil : key))
        }
    }

    @Test("a read receipt with typing is one call, and the reaction another")
    func receipt() async throws {
        try await Self.exchange([.init(body: #"{"success":true}"#)]) { channel, server in
            let receipt = Receipt(messageID: "wamid.IN", markRead: true, typing: true, reaction: "👀")
            try await channel.show(receipt, to: Self.contact)
            let expected: [JSON] = [
                [
                    "messaging_product": "whatsapp", "status": "read", "message_id": "wamid.IN",
                    "typing_indicator": ["type": "text"],
                ],
                [
                    "messaging_product": "whatsapp", "recipient_type": "individual", "to": "5511999990001", "type": "reaction",
                    "reaction": ["message_id": "wamid.IN", "emoji": "👀"],
                ],
            ]
            #expect(try server.requests.map { try JSON(parsing: $0.body) } == expected)
        }
    }

    @Test("a reaction is tried though the read receipt fails, whose failure is then thrown")
    func receiptFails() async throws {
        let refused = TestServer.Answer(status: 400, body: #"{"error":{"code":131009}}"#)
        try await Self.exchange([refused, .init(body: #"{"success":true}"#)]) { channel, server in
            let receipt = Receipt(messageID: "wamid.IN", markRead: true, typing: false, reaction: "👀")
            let failure = await #expect(throws: SendFailure.self) { try await channel.show(receipt, to: Self.contact) }
            #expect(failure?.providerCode == 131_009)
            #expect(server.requests.count == 2)
        }
    }

    @Test(
        "nothing is sent for an empty receipt, or for a message that came without an identifier",
        arguments: ["wamid.IN", "sha256.0f"])
    func emptyReceipt(id: String) async throws {
        try await Self.exchange([.init()]) { channel, server in
            let marks = id.hasPrefix("sha256.")
            try await channel.show(
                Receipt(messageID: id, markRead: marks, typing: false, reaction: marks ? "👀" : nil), to: Self.contact)
            #expect(server.requests.isEmpty)
        }
    }

    @Test(
        "an error is judged by its number, else by the status",
        arguments: [
            (400, #"{"error":{"code":131047,"message":"Re-engagement message"}}"#, SendFailure.Code.windowClosed),
            (400, #"{"error":{"code":131056,"error_data":{"details":"too many"}}}"#, .slowContact),
            (401, #"{"error":{"code":190,"message":"Session has expired"}}"#, .accountBlocked),
            (500, #"{"error":{"code":131000}}"#, .retry), (502, "<html>", .unknownOutcome), (400, "", .rejected),
            (429, "", .slowAccount), (200, "{}", .unknownOutcome), (200, "<html>", .unknownOutcome),
        ])
    func errors(status: Int, body: String, code: SendFailure.Code) async throws {
        #expect(try await Self.failure(status, body)?.code == code)
    }

    @Test("no error repeats the token")
    func token() async throws {
        let failure = try await Self.failure(401, #"{"error":{"code":190,"message":"Malformed access token token-of-ours"}}"#)
        #expect(failure == SendFailure(.accountBlocked, providerCode: 190, "Graph error 190"))
    }

    @Test("a provider that cannot be reached is tried again, and one that falls silent may have taken the message")
    func network() async throws {
        let (client, gate) = (try HTTPClient(), Gate())
        let unreachable = await #expect(throws: SendFailure.self) {
            try await Self.channel("http://127.0.0.1:1", client).send(.text("oi", previewURL: false), to: Self.contact, tag: "t")
        }
        #expect(unreachable?.code == .retry)
        try await TestServer.serving { _, _ in
            gate.open()
            try await Task.sleep(for: .seconds(60))
            return .init()
        } during: { server in
            let channel = Self.channel(server.url, client)
            let code = await withTaskGroup(of: SendFailure.Code?.self) { group in
                group.addTask {
                    do {
                        _ = try await channel.send(.text("oi", previewURL: false), to: Self.contact, tag: "t")
                        return nil
                    } catch {
                        return (error as? SendFailure)?.code
                    }
                }
                await gate.passed()
                group.cancelAll()
                return await group.next() ?? nil
            }
            #expect(code == .unknownOutcome)
        }
        await client.shutdown()
    }

    static let parts: [(OutboundMessage, [OutboundMessage])] = [
        (.text("oi", previewURL: true), [.text("oi", previewURL: true)]),
        (
            .text(String(repeating: "a", count: 4000) + "\n\n" + String(repeating: "b", count: 500), previewURL: true),
            [
                .text(String(repeating: "a", count: 4000), previewURL: true),
                .text(String(repeating: "b", count: 500), previewURL: true),
            ]
        ),
        (
            .buttons("Posso?", [.init(id: "y", title: "Sim, pode abrir agora"), .init(id: "n", title: "Não")]),
            [.buttons("Posso?", [.init(id: "y", title: "Sim, pode abrir ago…"), .init(id: "n", title: "Não")])]
        ),
        (
            .buttons(
                .init(String(repeating: "a", count: 1000) + "\n" + String(repeating: "b", count: 900), footer: "f"),
                [.init(id: "y", title: "Sim")]),
            [
                .text(String(repeating: "a", count: 1000), previewURL: false),
                .buttons(.init(String(repeating: "b", count: 900), footer: "f"), [.init(id: "y", title: "Sim")]),
            ]
        ),
        (
            .media(
                .init(.image, .id("1")), caption: String(repeating: "a", count: 1000) + "\n" + String(repeating: "b", count: 900)),
            [
                .text(String(repeating: "a", count: 1000), previewURL: false),
                .media(.init(.image, .id("1")), caption: String(repeating: "b", count: 900)),
            ]
        ),
        (
            .link(.init(String(repeating: "a", count: 1025)), .init(text: "Abrir", url: "https://a.b")),
            [
                .text(String(repeating: "a", count: 1024), previewURL: false),
                .link("a", .init(text: "Abrir", url: "https://a.b")),
            ]
        ),
        (.media(.init(.audio, .id("1")), caption: nil), [.media(.init(.audio, .id("1")), caption: nil)]),
        (
            .template(.init(name: "retomar", language: "pt_BR", body: ["Ana"])),
            [.template(.init(name: "retomar", language: "pt_BR", body: ["Ana"]))]
        ),
    ]

    @Test("a message over a limit becomes several, the last with the buttons", arguments: parts)
    func split(message: OutboundMessage, parts: [OutboundMessage]) async throws {
        let client = try HTTPClient()
        #expect(Self.channel("http://a", client).parts(of: message) == parts)
        await client.shutdown()
    }
}
