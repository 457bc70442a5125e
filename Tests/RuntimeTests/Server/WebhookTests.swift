import Engine
import Testing

@testable import Runtime

@Suite("a webhook request", .inEveryStore, .timeLimit(.minutes(2)))
struct WebhookTests {
    @Test("is answered 200 when its messages are in the store, and each conversation is due")
    func accepted() async throws {
        try await HostedServer.run { (server) throws in
            let answer = try await server.post(.texts(from: ["111", "222"]))
            #expect(answer.status == 200)
            #expect(try await server.dueConversations() == 2)
            #expect(server.metrics.messagesReceived.value == 2)
        }
    }

    @Test("that comes twice adds nothing")
    func repeated() async throws {
        try await HostedServer.run { (server) throws in
            for _ in 1...3 { #expect(try await server.post(.texts(from: ["111"])).status == 200) }
            let lease = try await server.store.claimOne(for: server.worker)
            #expect(try await server.store.load(lease).inbox.count == 1)
        }
    }

    @Test("that was stored is known when it comes again, until the store has failed, for it may come back without it")
    func known() async throws {
        try await HostedServer.run { (server) throws in
            let body = [UInt8].texts(from: ["111"])
            #expect(try await server.post(body).status == 200)
            await server.store.close()
            for form in [body, body + Array("\n".utf8)] { #expect(try await server.post(form).status == 200) }
            #expect(server.metrics.messagesReceived.value == 1)
            #expect(try await server.post(.texts(from: ["222"])).status == 503)
            for form in [body, body + Array("\n".utf8)] { #expect(try await server.post(form).status == 503) }
        }
    }

    @Test("with a message that is known and one that is not adds the one")
    func partlyKnown() async throws {
        try await HostedServer.run { (server) throws in
            #expect(try await server.post(.texts(from: ["111"])).status == 200)
            #expect(try await server.post(.texts(from: ["111", "222"])).status == 200)
            #expect(server.metrics.messagesReceived.value == 2)
            #expect(try await server.dueConversations() == 2)
        }
    }

    @Test("that was not stored is not taken for known")
    func unknown() async throws {
        try await HostedServer.run { (server) throws in
            await server.store.close()
            for _ in 1...2 { #expect(try await server.post(.texts(from: ["111"])).status == 503) }
        }
    }

    @Test("without a signature is answered 401, with a wrong one 403, and is not stored")
    func signature() async throws {
        try await HostedServer.run { (server) throws in
            let body = [UInt8].texts(from: ["111"])
            #expect(try await server.post(body, signedWith: nil).status == 401)
            #expect(try await server.post(body, signedWith: Secret("other-secret")).status == 403)
            #expect(try await server.dueConversations() == 0)
            #expect(server.metrics.webhookRequests.value(of: .unauthorized) == 1)
            #expect(server.metrics.webhookRequests.value(of: .forbidden) == 1)
        }
    }

    @Test("may tell of no number but those of the app that signed it")
    func foreignNumber() async throws {
        try await HostedServer.run { (server) throws in
            let body = [UInt8].texts(from: ["111"], to: HostedServer.bakery.phoneNumberID)
            #expect(try await server.post(body, signedWith: HostedServer.optics.appSecret).status == 200)
            #expect(try await server.dueConversations() == 0)
            #expect(server.metrics.webhookEventsForOthers.value == 1)
            #expect(try await server.post(body, signedWith: HostedServer.bakery.appSecret).status == 200)
            #expect(try await server.dueConversations() == 1)
        }
    }

    @Test("at a bot's own address must be signed with that bot's secret, and tell of its number")
    func ownAddress() async throws {
        try await HostedServer.run { (server) throws in
            let body = [UInt8].texts(from: ["111"])
            #expect(try await server.post(body, to: "/webhook/whatsapp/bakery").status == 403)
            #expect(
                try await server.post(body, to: "/webhook/whatsapp/bakery", signedWith: HostedServer.bakery.appSecret).status
                    == 200)
            #expect(try await server.dueConversations() == 0)
            #expect(try await server.post(body, to: "/webhook/whatsapp/optics").status == 200)
            #expect(try await server.dueConversations() == 1)
            #expect(try await server.post(body, to: "/webhook/whatsapp/nobody").status == 404)
        }
    }

    @Test(
        "that can never be understood is answered 200, since it would be the same another time",
        arguments: [
            "no JSON", "{", "{}", "[]", "null", #"{"object":"page","entry":[]}"#, #"{"entry":[{"changes":[{"field":"other"}]}]}"#,
        ])
    func unreadable(text: String) async throws {
        try await HostedServer.run { (server) throws in
            #expect(try await server.post(Array(text.utf8)).status == 200)
            #expect(try await server.dueConversations() == 0)
        }
    }

    @Test("is to be sent again when the store is down")
    func storeDown() async throws {
        try await HostedServer.run { (server) throws in
            await server.store.close()
            let answer = try await server.post(.texts(from: ["111"]))
            #expect(answer.status == 503)
            #expect(answer.headers["retry-after"] == "5")
            #expect(server.metrics.errors.value(of: .store) == 1)
        }
    }

    @Test("is to be sent again when the store is full, and what was stored before stays")
    func storeFull() async throws {
        try await HostedServer.run(pages: 80) { (server) throws in
            var stored = 0
            var status = 200
            while status == 200, stored < 100_000 {
                status = try await server.post(.texts(from: (0..<50).map { "\(stored + $0)" })).status
                if status == 200 { stored += 50 }
            }
            #expect(status == 503)
            #expect(try await server.dueConversations() == stored)
        }
    }

    @Test("over the limit is answered 413, whether its length is told or not")
    func tooLarge() async throws {
        var limits = HTTPServer.Limits()
        limits.bodyBytes = 1000
        try await HostedServer.run(limits: limits) { (server) throws in
            let told = try await LoopbackConnection.open(port: server.port) { (connection) throws in
                try await connection.send("POST", "/webhook/whatsapp", headers: [("Content-Length", "1001")])
            }
            #expect(told.status == 413)
            let untold = try await LoopbackConnection.open(port: server.port) { (connection) throws in
                let head = "POST /webhook/whatsapp HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                try await connection.write(Array((head + "3e9\r\n" + String(repeating: "x", count: 1001) + "\r\n0\r\n\r\n").utf8))
                return try await connection.answer()
            }
            #expect(untold.status == 413)
            #expect(try await server.post([UInt8](repeating: 0x20, count: 1000)).status == 200)
        }
    }

    @Test("that does not end in time loses its connection")
    func slow() async throws {
        var limits = HTTPServer.Limits()
        limits.bodyDeadline = .milliseconds(100)
        try await HostedServer.run(limits: limits) { (server) throws in
            try await LoopbackConnection.open(port: server.port) { (connection) throws in
                try await connection.write(
                    Array("POST /webhook/whatsapp HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\n{".utf8))
                await connection.waitForEnd()
            }
            #expect(try await server.post(.texts(from: ["111"])).status == 200)
        }
    }

    @Test("finds no room when others fill what there is for bodies")
    func busy() async throws {
        var limits = HTTPServer.Limits()
        limits.bodyBytes = 1000
        limits.totalBodyBytes = 1500
        try await HostedServer.run(limits: limits) { (server) throws in
            try await LoopbackConnection.open(port: server.port) { (first) throws in
                let head = "POST /webhook/whatsapp HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n"
                try await first.write(Array(head.utf8) + [UInt8](repeating: 0x20, count: 999))
                // Another request's refusal shows that the server has read what the first one sent so far.
                var status = 200
                while status == 200 {
                    try Task.checkCancellation()
                    status = try await server.post([UInt8](repeating: 0x20, count: 600)).status
                }
                #expect(status == 503)
                try await first.write([0x20])
                #expect(try await first.answer().status == 401)
            }
            #expect(try await server.post([UInt8](repeating: 0x20, count: 600)).status == 200)
        }
    }

    @Test(
        "of Meta's own examples is taken, and with one byte changed refused",
        .enabled(if: ConformanceFolder.whatsAppInbound.exists))
    func examples() async throws {
        try await HostedServer.run { (server) throws in
            for file in ConformanceFolder.whatsAppInbound.files {
                let body = try ConformanceFolder.whatsAppInbound.bytes(of: file)
                #expect(try await server.post(body).status == 200, "\(file)")
                let header = try #require(WebhookSignature(appSecret: HostedServer.optics.appSecret)?.header(for: body))
                var changed = body
                changed[body.count / 2] ^= 1
                let answer = try await LoopbackConnection.open(port: server.port) { (connection) throws in
                    try await connection.send(
                        "POST", "/webhook/whatsapp", headers: [("X-Hub-Signature-256", header)], body: changed)
                }
                #expect(answer.status == 403, "\(file)")
            }
        }
    }
}
