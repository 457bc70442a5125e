import Runtime
import Testing

@Suite("HTTP client", .timeLimit(.minutes(1)))
struct HTTPClientTests {
    private static func request(_ method: String, _ url: String, body: String? = nil) -> HTTPClient.Request {
        HTTPClient.Request(
            method, url, body: body.map { Array($0.utf8) }, timeout: .seconds(30), allowsPrivateAddresses: true)
    }

    /// Serves while `body` runs with a client of its own, that is shut down at the end.
    private static func exchange(
        limits: HTTPClient.Limits = HTTPClient.Limits(),
        _ answer: @escaping @Sendable (TestServer.Seen, Int) async throws -> TestServer.Answer,
        _ body: @escaping @Sendable (TestServer, HTTPClient) async throws -> Void
    ) async throws {
        let client = try HTTPClient(limits: limits)
        try await TestServer.serving(answer) { try await body($0, client) }
        await client.shutdown()
    }

    @Test("a body goes out by each method and the answer comes back whole", arguments: ["POST", "PUT", "PATCH", "DELETE"])
    func bodies(method: String) async throws {
        try await Self.exchange { seen, _ in
            .init(status: 201, headers: ["X-Echo": seen.method], body: seen.body)
        } _: { server, client in
            let text = String(repeating: "ação ", count: 100_000)
            let response = try await client.send(Self.request(method, server.url + "/a?b=c%20d", body: text))
            #expect(response.status == 201)
            #expect(response.header("x-echo") == method)
            #expect(String(decoding: response.body, as: UTF8.self) == text)
            #expect(server.requests.map(\.path) == ["/a?b=c%20d"])
            #expect(server.requests.first?.header("Expect") == nil)
            #expect(server.requests.first?.header("Content-Type") == nil)
        }
    }

    @Test("a request without a body sends none", arguments: ["GET", "DELETE", "POST", "HEAD"])
    func withoutBody(method: String) async throws {
        try await Self.exchange { _, _ in
            .init()
        } _: { server, client in
            #expect(await Self.status(client, Self.request(method, server.url)) == 200)
            #expect(server.requests.map(\.method) == [method])
            #expect(server.requests.map(\.body) == [""])
        }
    }

    @Test("headers go out as they are, an empty one too")
    func headers() async throws {
        try await Self.exchange { _, _ in
            .init()
        } _: { server, client in
            var request = Self.request("GET", server.url)
            request.headers = [.init("X-One", "a: b; ç"), .init("X-Two", "")]
            _ = try await client.send(request)
            #expect(server.requests.first?.header("X-One") == "a: b; ç")
            #expect(server.requests.first?.header("X-Two") == "")
        }
    }

    @Test("many requests at once share a few connections, each with its own answer")
    func many() async throws {
        var limits = HTTPClient.Limits()
        limits.connectionsPerHost = 4
        try await Self.exchange(limits: limits) { seen, _ in
            .init(body: seen.body)
        } _: { server, client in
            let right = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<500 {
                    group.addTask {
                        let response = try await client.send(Self.request("POST", server.url, body: "\(number)"))
                        return String(decoding: response.body, as: UTF8.self) == "\(number)"
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(right == 500)
        }
    }

    @Test("as many conversations as there may be wait for one host at once")
    func together() async throws {
        let count = 100
        let gate = Gate()
        try await Self.exchange(limits: HTTPClient.Limits(conversations: count)) { _, number in
            // None is answered before all are there.
            if number == count { gate.open() }
            await gate.passed()
            return .init()
        } _: { server, client in
            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<count {
                    group.addTask { try await client.send(Self.request("GET", server.url)).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers == Array(repeating: 200, count: count))
        }
    }

    @Test("a redirect is an answer and is not followed")
    func redirect() async throws {
        try await Self.exchange { _, _ in
            .init(status: 302, headers: ["Location": "/other"])
        } _: { server, client in
            #expect(await Self.status(client, Self.request("GET", server.url)) == 302)
            #expect(server.requests.count == 1)
        }
    }

    @Test("an answer that does not come in time is no answer, and the client goes on")
    func timeout() async throws {
        let gate = Gate()
        try await Self.exchange { _, number in
            if number == 1 { await gate.passed() }
            return .init()
        } _: { server, client in
            var request = Self.request("GET", server.url)
            request.timeout = .milliseconds(50)
            #expect(await Self.failure(client, request) == .noAnswer)
            gate.open()
            #expect(await Self.status(client, Self.request("GET", server.url)) == 200)
        }
    }

    @Test("the time limit also holds for a request that waits for a connection")
    func timeoutInLine() async throws {
        let (gate, arrived) = (Gate(), Gate())
        var limits = HTTPClient.Limits()
        limits.connectionsPerHost = 1
        try await Self.exchange(limits: limits) { _, _ in
            arrived.open()
            await gate.passed()
            return .init()
        } _: { server, client in
            async let first = client.send(Self.request("GET", server.url))
            await arrived.passed()
            var request = Self.request("GET", server.url)
            request.timeout = .milliseconds(50)
            #expect(await Self.failure(client, request) == .unreachable)
            gate.open()
            let status = try await first.status
            #expect(status == 200)
            #expect(await Self.status(client, Self.request("GET", server.url)) == 200)
        }
    }

    @Test("a cancelled task ends its request at once")
    func cancellation() async throws {
        let (gate, arrived) = (Gate(), Gate())
        try await Self.exchange { _, _ in
            arrived.open()
            await gate.passed()
            return .init()
        } _: { server, client in
            let code = await withTaskGroup(of: HTTPClient.Failure.Code?.self) { group in
                group.addTask { await Self.failure(client, Self.request("GET", server.url)) }
                await arrived.passed()
                group.cancelAll()
                return await group.next() ?? nil
            }
            #expect(code == .cancelled)
            gate.open()
        }
    }

    @Test("a task that is cancelled already sends nothing")
    func cancelledBefore() async throws {
        try await Self.exchange { _, _ in
            .init()
        } _: { server, client in
            let code = await withTaskGroup(of: HTTPClient.Failure.Code?.self) { group in
                group.cancelAll()
                group.addTask { await Self.failure(client, Self.request("GET", server.url)) }
                return await group.next() ?? nil
            }
            #expect(code == .cancelled)
            #expect(server.requests.isEmpty)
        }
    }

    @Test("many requests that are cancelled while they run each end once")
    func cancellationStorm() async throws {
        let gate = Gate()
        try await Self.exchange { _, _ in
            await gate.passed()
            return .init()
        } _: { server, client in
            let ended = await withTaskGroup(of: HTTPClient.Failure.Code?.self) { group in
                for _ in 0..<200 {
                    group.addTask { await Self.failure(client, Self.request("GET", server.url)) }
                }
                group.cancelAll()
                return await group.reduce(0) { $0 + ($1 == .cancelled ? 1 : 0) }
            }
            #expect(ended == 200)
            gate.open()
            #expect(await Self.status(client, Self.request("GET", server.url)) == 200)
        }
    }

    @Test("an answer over the limit is given up")
    func tooLarge() async throws {
        try await Self.exchange { _, _ in
            .init(body: String(repeating: "a", count: 5000))
        } _: { server, client in
            var request = Self.request("GET", server.url)
            request.responseLimitBytes = 5000
            #expect(await Self.length(client, request) == 5000)
            request.responseLimitBytes = 4999
            #expect(await Self.failure(client, request) == .tooLarge)
        }
    }

    @Test("after a request that found no host, or may not reach it, the next one goes out")
    func goesOn() async throws {
        try await Self.exchange { _, _ in
            .init()
        } _: { server, client in
            let forbidden = HTTPClient.Request("GET", server.url, timeout: .seconds(30))
            for request in [forbidden] + ["http://127.0.0.1:1/", "http://nowhere.invalid/"].map({ Self.request("GET", $0) }) {
                #expect(await Self.failure(client, request) != nil)
                #expect(await Self.status(client, Self.request("GET", server.url)) == 200, "after \(request.url)")
            }
        }
    }

    @Test("a host that is not there is unreachable", arguments: ["http://127.0.0.1:1/", "http://nowhere.invalid/"])
    func unreachable(url: String) async throws {
        let client = try HTTPClient()
        #expect(await Self.failure(client, Self.request("GET", url)) == .unreachable)
        await client.shutdown()
    }

    @Test("private addresses are refused by number, by name and over a kept connection")
    func privateAddresses() async throws {
        try await Self.exchange { _, _ in
            .init()
        } _: { server, client in
            #expect(await Self.status(client, Self.request("GET", server.url)) == 200)
            for host in ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0.0.0.0"] {
                var request = Self.request("GET", "http://\(host):\(server.port)")
                request.allowsPrivateAddresses = false
                #expect(await Self.failure(client, request) == .forbiddenAddress, "\(host)")
            }
            #expect(server.requests.count == 1)
        }
    }

    @Test(
        "a request that could say something else on the wire is malformed",
        arguments: [
            ("get", "http://a/", HTTPClient.Header("A", "b")), ("", "http://a/", .init("A", "b")),
            ("GET", "ftp://a/", .init("A", "b")), ("GET", "file:///etc/passwd", .init("A", "b")),
            ("GET", "http://a/ b", .init("A", "b")), ("GET", "http://a/\r\nX: y", .init("A", "b")),
            ("GET", "http://", .init("A", "b")), ("GET", "http://a/", .init("A", "b\r\nC: d")),
            ("GET", "http://a/", .init("A", "b\n")), ("GET", "http://a/", .init("A", "b\0")),
            ("GET", "http://a/", .init("A:", "b")), ("GET", "http://a/", .init("", "b")),
        ])
    func malformed(method: String, url: String, header: HTTPClient.Header) async throws {
        let client = try HTTPClient()
        var request = Self.request(method, url)
        request.headers = [header]
        #expect(await Self.failure(client, request) == .malformed)
        await client.shutdown()
    }

    @Test("a request beyond the client's bound is refused and not queued")
    func overloaded() async throws {
        let (gate, arrived) = (Gate(), Gate())
        var limits = HTTPClient.Limits()
        limits.requests = 1
        try await Self.exchange(limits: limits) { _, _ in
            arrived.open()
            await gate.passed()
            return .init()
        } _: { server, client in
            async let first = client.send(Self.request("GET", server.url))
            await arrived.passed()
            #expect(await Self.failure(client, Self.request("GET", server.url)) == .overloaded)
            gate.open()
            let status = try await first.status
            #expect(status == 200)
            #expect(await Self.status(client, Self.request("GET", server.url)) == 200)
        }
    }

    @Test("a shutdown ends what is under way, and nothing begins after it")
    func shutdown() async throws {
        let (gate, arrived) = (Gate(), Gate())
        try await Self.exchange { _, _ in
            arrived.open()
            await gate.passed()
            return .init()
        } _: { server, client in
            async let first = Self.failure(client, Self.request("GET", server.url))
            await arrived.passed()
            await client.shutdown()
            #expect(await first == .cancelled)
            #expect(await Self.failure(client, Self.request("GET", server.url)) == .cancelled)
            await client.shutdown()
            gate.open()
        }
    }

    private static func outcome(
        _ client: HTTPClient, _ request: HTTPClient.Request
    ) async -> Result<HTTPClient.Response, HTTPClient.Failure> {
        do {
            return .success(try await client.send(request))
        } catch {
            return .failure(error)
        }
    }

    private static func failure(_ client: HTTPClient, _ request: HTTPClient.Request) async -> HTTPClient.Failure.Code? {
        guard case .failure(let failure) = await outcome(client, request) else { return nil }
        return failure.code
    }

    private static func status(_ client: HTTPClient, _ request: HTTPClient.Request) async -> Int? {
        try? await outcome(client, request).get().status
    }

    private static func length(_ client: HTTPClient, _ request: HTTPClient.Request) async -> Int? {
        try? await outcome(client, request).get().body.count
    }
}
