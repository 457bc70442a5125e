import Engine
import Testing

@testable import Runtime

@Suite("who watches over the server", .inEveryStore)
struct WatchingTests {
    @Test("learns that it is well", arguments: ["/", "/health"])
    func healthy(path: String) async throws {
        try await HostedServer.run { (server) throws in
            let answer = try await server.get(path)
            #expect(answer.status == 200)
            #expect(try JSON(parsing: answer.body) == ["status": "ok", "store": "ok", "bots": ["optics", "bakery"]])
        }
    }

    @Test("learns that the store is down", arguments: ["/", "/health"])
    func unhealthy(path: String) async throws {
        try await HostedServer.run { (server) throws in
            await server.store.close()
            let answer = try await server.get(path)
            #expect(answer.status == 503)
            #expect(try JSON(parsing: answer.body)["status"] == "unavailable")
        }
    }

    @Test("reads what was counted")
    func metrics() async throws {
        try await HostedServer.run { (server) throws in
            _ = try await server.post(.texts(from: ["111"]))
            let answer = try await server.get("/metrics")
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            for line in [
                "whatsapp_messages_received_total 1", "trama_webhook_requests_total{status=\"200\"} 1",
                "trama_inbox_due_conversations 1",
            ] {
                #expect(answer.body.contains("\n\(line)\n"), "\(line)")
            }
        }
    }

    @Test("still reads the counters when the store is down")
    func metricsWithoutStore() async throws {
        try await HostedServer.run { (server) throws in
            await server.store.close()
            let answer = try await server.get("/metrics")
            #expect(answer.status == 200)
            #expect(!answer.body.contains("trama_inbox_due_conversations"))
        }
    }

    @Test("finds nothing elsewhere", arguments: ["/metrics/x", "/webhook", "/webhook/whatsapp/a/b", "/..", "/%00"])
    func unknown(path: String) async throws {
        try await HostedServer.run { (server) throws in
            #expect(try await server.get(path).status == 404)
        }
    }
}
