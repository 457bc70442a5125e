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

    /// Only an answer that no route gave has the test's date.
    private static func isRouted(_ answer: LoopbackConnection.Answer, of server: HostedServer) -> Bool {
        answer.headers["date"] != server.time.now.httpDate
    }

    @Test("is answered without its route, as the route answered", arguments: ["", "\n"])
    func answer(ending: String) async throws {
        try await HostedServer.run { (server) throws in
            let first = try await server.post(Self.body)
            let second = try await server.post(Self.body + Array(ending.utf8))
            #expect(Self.isRouted(first, of: server))
            #expect(!Self.isRouted(second, of: server))
            #expect(second.status == first.status)
            #expect(second.headers.filter { $0.key != "date" } == first.headers.filter { $0.key != "date" })
            #expect(server.metrics.webhookRequests.value(of: .ok) == 2)
        }
    }

    @Test(
        "goes to its route when it brings anything else",
        arguments: [
            #""statuses":[{"id":"wamid.out","status":"read","timestamp":"1760000000","recipient_id":"111"}]"#,
            #""statuses":[{"id":"wamid.out","status":"unheard of","timestamp":"1760000000","recipient_id":"111"}]"#,
            #""errors":[{"code":131051}]"#,
        ])
    func more(part: String) async throws {
        try await HostedServer.run { (server) throws in
            #expect(try await server.post(Self.body).status == 200)
            let text = String(decoding: Self.body, as: UTF8.self)
            let answer = try await server.post(Array("\(text.dropLast("}}]}]}".count)),\(part)}}]}]}".utf8))
            #expect(answer.status == 200)
            #expect(Self.isRouted(answer, of: server))
        }
    }

    @Test("goes to its route when it tells of a number that its sender may not tell of")
    func foreignNumber() async throws {
        try await HostedServer.run { (server) throws in
            #expect(try await server.post(Self.body).status == 200)
            let foreign = String(decoding: [UInt8].texts(from: ["111"], to: HostedServer.bakery.phoneNumberID), as: UTF8.self)
            let entry = try #require(foreign.firstRange(of: #""entry":["#)).upperBound
            let text = String(decoding: Self.body, as: UTF8.self)
            #expect(try await server.post(Array("\(text.dropLast(2)),\(foreign[entry...])".utf8)).status == 200)
            #expect(server.metrics.webhookEventsForOthers.value == 1)
        }
    }

    @Test("goes to its route, which ends the connection, when its client asks for that")
    func last() async throws {
        try await HostedServer.run { (server) throws in
            #expect(try await server.post(Self.body).status == 200)
            let header = try #require(WebhookSignature(appSecret: HostedServer.optics.appSecret)?.header(for: Self.body))
            try await LoopbackConnection.open(port: server.port) { (connection) throws in
                for (wish, isRouted) in [("keep-alive", false), ("close", true)] {
                    let answer = try await connection.send(
                        "POST", "/webhook/whatsapp", headers: [("Connection", wish), ("X-Hub-Signature-256", header)],
                        body: Self.body)
                    #expect(answer.status == 200)
                    #expect(Self.isRouted(answer, of: server) == isRouted)
                }
                await connection.waitForEnd()
            }
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
                var answers: [LoopbackConnection.Answer] = []
                for _ in 1...5 { answers.append(try await connection.answer()) }
                #expect(answers.map(\.body.isEmpty) == [true, true, false, true, false])
                #expect(answers.prefix(3).map { Self.isRouted($0, of: server) } == [false, false, true])
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

    @Test("lets one by in each quarter of the time after which its connection is idle, and others until that one is answered")
    func idle() async throws {
        try await withHandler { (channel, request) throws in
            #expect(try isAnswered(request, on: channel))
            channel.embeddedEventLoop.advanceTime(by: .milliseconds(14_999))
            #expect(try isAnswered(request, on: channel))
            channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
            for _ in 1...2 { #expect(try !isAnswered(request, on: channel)) }
            for _ in 1...2 {
                try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
                try channel.writeOutbound(HTTPResponsePart.end(nil))
            }
            while try channel.readOutbound(as: HTTPResponsePart.self) != nil {}
            #expect(try isAnswered(request, on: channel))
        }
    }

    @Test("lets by what it cannot answer at once: a client that does not read, a request in pieces, and one that breaks off")
    func unready() async throws {
        try await withHandler { (channel, request) throws in
            channel.isWritable = false
            #expect(try !isAnswered(request, on: channel))
        }
        try await withHandler { (channel, request) throws in
            for part in request { try channel.writeInbound(part) }
            #expect(try taken(from: channel).inbound == 3)
        }
        try await withHandler { (channel, request) throws in
            channel.pipeline.fireChannelRead(request[0])
            channel.pipeline.fireErrorCaught(ChannelError.inputClosed)
            #expect(try taken(from: channel).inbound == 1)
        }
    }

    /// - Parameter body: Gets a channel with the handler, and the parts of a request that is known.
    private func withHandler(_ body: (EmbeddedChannel, [HTTPRequestPart]) throws -> Void) async throws {
        try await TestBackend.sqlite.withStore { store, _, time in
            let webhook = try HostedServer.webhook(on: store, time: time)
            let header = try #require(WebhookSignature(appSecret: HostedServer.optics.appSecret)?.header(for: Self.body))
            webhook.recent.withLock { $0.insert(.request(signature: header, bot: nil)) }
            var head = HTTPRequest(method: .post, scheme: "http", authority: "a", path: "/webhook/whatsapp")
            head.headerFields[try #require(HTTPField.Name("X-Hub-Signature-256"))] = header
            let channel = EmbeddedChannel(handler: RepeatedDeliveryHandler(webhook, idle: .seconds(60)))
            try body(channel, [.head(head), .body(ByteBuffer(bytes: Self.body)), .end(nil)])
        }
    }

    private func isAnswered(_ request: [HTTPRequestPart], on channel: EmbeddedChannel) throws -> Bool {
        for part in request { channel.pipeline.fireChannelRead(part) }
        channel.pipeline.fireChannelReadComplete()
        let (inbound, outbound) = try taken(from: channel)
        #expect(outbound > 0 ? (inbound, outbound) == (0, 2) : (inbound, outbound) == (3, 0))
        return outbound > 0
    }

    /// How many parts the handler has let by, and how many it has written.
    private func taken(from channel: EmbeddedChannel) throws -> (inbound: Int, outbound: Int) {
        var (inbound, outbound) = (0, 0)
        while try channel.readInbound(as: HTTPRequestPart.self) != nil { inbound += 1 }
        while try channel.readOutbound(as: HTTPResponsePart.self) != nil { outbound += 1 }
        return (inbound, outbound)
    }
}
