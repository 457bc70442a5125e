import Testing

@testable import Runtime

@Suite("Meta's question whether an address is ours", .inEveryStore)
struct VerificationTests {
    @Test(
        "is answered with its challenge, word for word",
        arguments: [
            "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=optics-token",
            "hub.verify_token=bakery-token&hub.challenge=1158201444&hub.mode=subscribe",
            "hub.mode=subscribe&hub.verify_token=optics%2Dtoken&hub.challenge=1158201444",
        ])
    func verified(query: String) async throws {
        try await HostedServer.run { (server) throws in
            let answer = try await server.get("/webhook/whatsapp?" + query)
            #expect(answer.status == 200)
            #expect(answer.body == "1158201444")
            #expect(answer.headers["content-type"]?.hasPrefix("text/plain") == true)
        }
    }

    @Test(
        "is refused when it cannot be answered",
        arguments: [
            ("", 400), ("hub.mode=subscribe", 400), ("hub.mode=subscribe&hub.challenge=1", 400),
            ("hub_mode=subscribe&hub_challenge=1&hub_verify_token=optics-token", 400),
            ("hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong", 403),
            ("hub.mode=subscribe&hub.challenge=1&hub.verify_token=", 403),
            ("hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=optics-token", 403),
        ])
    func refused(query: String, status: Int) async throws {
        try await HostedServer.run { (server) throws in
            let answer = try await server.get("/webhook/whatsapp?" + query)
            #expect(answer.status == status)
            #expect(answer.body.isEmpty)
        }
    }

    @Test("at a bot's own address takes that bot's token alone")
    func ownAddress() async throws {
        try await HostedServer.run { (server) throws in
            let query = "?hub.mode=subscribe&hub.challenge=1&hub.verify_token=optics-token"
            #expect(try await server.get("/webhook/whatsapp/optics" + query).status == 200)
            #expect(try await server.get("/webhook/whatsapp/bakery" + query).status == 403)
            #expect(try await server.get("/webhook/whatsapp/nobody" + query).status == 404)
        }
    }
}
