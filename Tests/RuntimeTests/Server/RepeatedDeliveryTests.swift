import Engine
import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import Runtime

@Suite("a webhook request that comes again", .inEveryStore, .timeLimit(.minutes(1)))
struct RepeatedDeliveryTests {
    private static let body = [UInt8].texts(from: ["111"])

    @Test("is answered with the header fields of the first answer", arguments: ["", "\n"])
    func answer(ending: String) async throws {
        try await HostedServer.run { (server) throws in
            var first = try await server.post(Self.body).headers
            var second = try await server.post(Self.body + Array(ending.utf8)).headers
            #expect(second.removeValue(forKey: "date") != nil)
            first["date"] = nil
            #expect(second == first)
            #expect(server.metrics.webhookRequests.value(of: .ok) == 2)
        }
    }

    @Test("waits for the answers that its connection is owed")
    func order() async throws {
        try await HostedServer.run { (server) throws in
            let header = try #require(WebhookSignature(appSecret: HostedServer.optics.appSecret)?.header(for: Self.body))
            let fields = "Host: a\r\nX-Hub-Signature-256: \(header)\r\nContent-Length: \(Self.body.count)\r\n\r\n"
            let request = Array("POST /webhook/whatsapp HTTP/1.1\r\n\(fields)".utf8) + Self.body
            try await LoopbackConnection.open(port: server.port) { (connection) throws in
                try await connection.write(request)
                #expect(try await connection.answer().status == 200)
                let health = Array("GET /health HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
                try await connection.write(request + request + health + request + health)
                var bodies: [String] = []
                for _ in 1...5 { bodies.append(try await connection.answer().body) }
                #expect(bodies.map(\.isEmpty) == [true, true, false, true, false])
            }
        }
    }

    @Test("is refused with a signature that is not its own")
    func signature() async throws {
        try await HostedServer.run { (server) throws in
            #expect(try await server.post(Self.body).status == 200)
            let header = try #require(WebhookSignature(appSecret: HostedServer.optics.appSecret)?.header(for: Self.body))
            let answer = try await LoopbackConnection.open(port: server.port) { (connection) throws in
                try await connection.send(
                    "POST", "/webhook/whatsapp", headers: [("X-Hub-Signature-256", header)], body: Self.body + [0x20])
            }
            #expect(answer.status == 403)
            #expect(try await server.post(Self.body, signedWith: HostedServer.bakery.appSecret).status == 200)
            #expect(server.metrics.webhookEventsForOthers.value == 1)
            #expect(try await server.post(Self.body, to: "/webhook/whatsapp/bakery").status == 403)
            #expect(try await server.post(Self.body, to: "/webhook/whatsapp-optics").status == 404)
        }
    }
}

@Suite("the handler of repeated deliveries")
struct RepeatedDeliveryHandlerTests {
    private static let body = [UInt8].texts(from: ["111"])

    @Test("lets one by before the server takes its connection for idle, and none while that one is answered")
    func idle() async throws {
        try await TestBackend.sqlite.withDatabase { database in
            let webhook = try HostedServer.webhook(on: try await database.open(), time: database.time)
            let header = try #require(WebhookSignature(appSecret: HostedServer.optics.appSecret)?.header(for: Self.body))
            webhook.recent.withLock { $0.insert(.request(signature: header, bot: nil)) }
            try deliver(signedBy: header, to: RepeatedDeliveryHandler(webhook, idle: .seconds(60)))
        }
    }

    private func deliver(signedBy header: String, to handler: RepeatedDeliveryHandler) throws {
        let channel = EmbeddedChannel(handler: handler)
        #expect(try isAnswered(signedBy: header, on: channel))
        channel.embeddedEventLoop.advanceTime(by: .seconds(29))
        #expect(try isAnswered(signedBy: header, on: channel))
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        for _ in 1...2 { #expect(try !isAnswered(signedBy: header, on: channel)) }
        for _ in 1...2 {
            try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
            try channel.writeOutbound(HTTPResponsePart.end(nil))
        }
        while try channel.readOutbound(as: HTTPResponsePart.self) != nil {}
        #expect(try isAnswered(signedBy: header, on: channel))
    }

    private func isAnswered(signedBy header: String, on channel: EmbeddedChannel) throws -> Bool {
        var head = HTTPRequest(method: .post, scheme: "http", authority: "a", path: "/webhook/whatsapp")
        head.headerFields[try #require(HTTPField.Name("X-Hub-Signature-256"))] = header
        for part in [.head(head), .body(ByteBuffer(bytes: Self.body)), .end(nil)] as [HTTPRequestPart] {
            channel.pipeline.fireChannelRead(part)
        }
        channel.pipeline.fireChannelReadComplete()
        var outbound = 0
        while try channel.readOutbound(as: HTTPResponsePart.self) != nil { outbound += 1 }
        var inbound = 0
        while try channel.readInbound(as: HTTPRequestPart.self) != nil { inbound += 1 }
        #expect(outbound + inbound == (outbound == 0 ? 3 : 2))
        return outbound > 0
    }
}
