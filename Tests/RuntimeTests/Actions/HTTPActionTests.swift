import CEL
import Engine
import Testing

@testable import Runtime

@Suite("HTTP actions", .timeLimit(.minutes(1)))
struct HTTPActionTests {
    private static func context(mayGoOn: @escaping @Sendable () -> Bool = { true }) -> ActionContext {
        ActionContext(
            bot: BotID(rawValue: "loja"), conversation: ConversationID(rawValue: 7), idempotencyKey: "0f8fad5b-d9cb", turn: 3,
            mayGoOn: mayGoOn)
    }

    private struct NoHistory: HistorySource {
        func history(of conversation: ConversationID, limit: Int) async throws(StoreError) -> [HistoryEntry] {
            throw StoreError(.unavailable, "nobody asked for it")
        }
    }

    private static func request(
        _ method: String = "GET", _ path: String = "/tickets", query: [ActionRequest.HTTPAction.Pair] = [],
        headers: [ActionRequest.HTTPAction.Pair] = [], body: JSON? = nil, isWrite: Bool = false, connection: String = "erp"
    ) -> ActionRequest {
        ActionRequest(
            tool: ToolName(rawValue: "t"), isWrite: isWrite,
            action: .http(
                ActionRequest.HTTPAction(
                    connection: connection, method: method, path: path, query: query, headers: headers, body: body, expect: [])))
    }

    private static func settings(
        _ url: String, authorization: HTTPConnectionSettings.Authorization = .none, timeout: Duration = .seconds(30),
        retries: Int = 2, allowsPrivate: Bool = true
    ) -> HTTPConnectionSettings {
        HTTPConnectionSettings(
            baseURL: url, authorization: authorization, timeout: timeout, retries: retries, allowsPrivateAddresses: allowsPrivate)
    }

    private static func outcome(
        _ request: ActionRequest, _ settings: HTTPConnectionSettings, _ client: HTTPClient, time: any TimeSource = SystemTime(),
        for context: ActionContext = context()
    ) async throws -> Result<ActionResult, CallFailure> {
        let actions = try Actions(
            ["erp": .http(settings)], client: client, history: NoHistory(),
            backoff: Backoff(first: .milliseconds(1), limit: .milliseconds(2)), time: time)
        do {
            return .success(try await actions.run(request, for: context))
        } catch {
            return .failure(error)
        }
    }

    /// What comes of a request, and what the server saw of it, when it gives these answers, the last one again and again.
    private static func run(
        _ request: ActionRequest, answers: [TestServer.Answer] = [.init(body: "{}")],
        authorization: HTTPConnectionSettings.Authorization = .none, retries: Int = 2, for context: ActionContext = context()
    ) async throws -> (result: Result<ActionResult, CallFailure>, seen: [TestServer.Seen]) {
        let client = try HTTPClient()
        let outcome = try await TestServer.serving { _, number in
            answers[min(number, answers.count) - 1]
        } during: { server in
            let settings = settings(server.url + "/api", authorization: authorization, retries: retries)
            return (try await Self.outcome(request, settings, client, for: context), server.requests)
        }
        await client.shutdown()
        return outcome
    }

    @Test("a request goes to the connection's host with its path, query, headers and body")
    func request() async throws {
        let request = Self.request(
            "POST", "/tickets/a%2Fb", query: [.init("q", "ação & já?"), .init("n", "1")], headers: [.init("X-Loja", "centro")],
            body: ["subject": "Óculos"])
        let (result, seen) = try await Self.run(request, answers: [.init(status: 201, body: #"{"id":"A-77"}"#)])
        #expect(result == .success(.http(status: 201, body: ["id": "A-77"])))
        let first = try #require(seen.first)
        #expect(first.method == "POST")
        #expect(first.path == "/api/tickets/a%2Fb?q=a%C3%A7%C3%A3o%20%26%20j%C3%A1%3F&n=1")
        #expect(first.header("X-Loja") == "centro")
        #expect(first.header("Content-Type") == "application/json")
        #expect(first.header("Accept") == "application/json")
        #expect(first.header("Idempotency-Key") == nil)
        #expect(first.body == #"{"subject":"Óculos"}"#)
    }

    @Test("a query is added to one that the path has")
    func secondQuery() async throws {
        let seen = try await Self.run(Self.request("GET", "/a?b=c", query: [.init("d", "e")])).seen
        #expect(seen.map(\.path) == ["/api/a?b=c&d=e"])
    }

    @Test(
        "an answer comes with any status, as JSON or as a text",
        arguments: [(404, "{\"a\":1}", ["a": 1]), (500, "oops", "oops"), (204, "", "")] as [(Int, String, JSON)])
    func answers(status: Int, body: String, expected: JSON) async throws {
        let (result, seen) = try await Self.run(Self.request(), answers: [.init(status: status, body: body)])
        #expect(result == .success(.http(status: status, body: expected)))
        #expect(seen.count == 1)
    }

    @Test("a write carries its key, the same on each try")
    func key() async throws {
        let request = Self.request("POST", body: [:], isWrite: true)
        let (result, seen) = try await Self.run(request, answers: [.init(status: 503), .init(status: 201, body: "1")])
        #expect(result == .success(.http(status: 201, body: 1)))
        #expect(seen.map { $0.header("Idempotency-Key") } == ["0f8fad5b-d9cb", "0f8fad5b-d9cb"])
    }

    @Test("a write is not tried again when its conversation may be another process's by now, and a read is")
    func staleWrite() async throws {
        let stale = Self.context { false }
        let write = Self.request("POST", body: [:], isWrite: true)
        let (result, seen) = try await Self.run(write, answers: [.init(status: 503)], for: stale)
        #expect(result == .success(.http(status: 503, body: "")))
        #expect(seen.count == 1)
        #expect(try await Self.run(Self.request(), answers: [.init(status: 503)], for: stale).seen.count == 3)
    }

    @Test(
        "a busy server is asked again as often as the connection says, and its last answer is the result",
        arguments: [(0, 1), (1, 2), (3, 4)])
    func retries(retries: Int, tries: Int) async throws {
        let (result, seen) = try await Self.run(Self.request(), answers: [.init(status: 503, body: "busy")], retries: retries)
        #expect(result == .success(.http(status: 503, body: "busy")))
        #expect(seen.count == tries)
    }

    @Test("a server that asks for a long wait is not asked again")
    func longWait() async throws {
        let (result, seen) = try await Self.run(Self.request(), answers: [.init(status: 429, headers: ["Retry-After": "600"])])
        #expect(result == .success(.http(status: 429, body: "")))
        #expect(seen.count == 1)
    }

    static let authorizations: [(HTTPConnectionSettings.Authorization, String, String)] = [
        (.bearer(Secret("tok")), "Authorization", "Bearer tok"),
        (.basic(user: "Aladdin", password: Secret("open sesame")), "Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        (.basic(user: "a", password: Secret("b")), "Authorization", "Basic YTpi"),
        (.basic(user: "a", password: Secret("bc")), "Authorization", "Basic YTpiYw=="),
        (.header(name: "X-Api-Key", value: Secret("k")), "X-Api-Key", "k"),
    ]

    @Test("the connection shows who asks, and a tool cannot say otherwise", arguments: authorizations)
    func authorization(authorization: HTTPConnectionSettings.Authorization, name: String, value: String) async throws {
        let request = Self.request(headers: [.init(name.lowercased(), "forged")])
        let seen = try await Self.run(request, authorization: authorization).seen
        #expect(seen.first?.header(name) == value)
    }

    @Test("a header with a line break and a path that is none are misconfigured and leave nothing")
    func refused() async throws {
        for request in [
            Self.request(headers: [.init("X-A", "b\r\nX-C: d")]), Self.request("GET", "tickets"),
            Self.request("GET", "@other.example/"),
        ] {
            let (result, seen) = try await Self.run(request)
            guard case .failure(let failure) = result else {
                Issue.record("there is an answer")
                continue
            }
            #expect(failure.code == .misconfigured)
            #expect(seen.isEmpty)
        }
    }

    @Test("a private address is misconfigured unless the connection allows it")
    func privateAddress() async throws {
        let client = try HTTPClient()
        let result = try await TestServer.serving { _, _ in
            .init()
        } during: { server in
            try await Self.outcome(Self.request(), Self.settings(server.url, allowsPrivate: false), client)
        }
        #expect(result == .failure(CallFailure(.misconfigured, "connection 'erp': the host's address is not a public one")))
        await client.shutdown()
    }

    @Test("a server that is not there, or does not answer in time, is unavailable")
    func unavailable() async throws {
        let (client, gate) = (try HTTPClient(), Gate())
        let nobody = try await Self.outcome(Self.request(), Self.settings("http://127.0.0.1:1"), client)
        let silent = try await TestServer.serving { _, _ in
            await gate.passed()
            return .init()
        } during: { server in
            defer { gate.open() }
            return try await Self.outcome(
                Self.request(), Self.settings(server.url, timeout: .milliseconds(50), retries: 1), client)
        }
        for result in [nobody, silent] {
            guard case .failure(let failure) = result else {
                Issue.record("there is an answer")
                continue
            }
            #expect(failure.code == .unavailable)
        }
        await client.shutdown()
    }

    @Test("a connection that no setting names is misconfigured")
    func unknownConnection() async throws {
        let result = try await Self.run(Self.request(connection: "crm")).result
        #expect(result == .failure(CallFailure(.misconfigured, "no HTTP connection is named 'crm'")))
    }

    @Test("the wait between two tries is by the clock that was given")
    func pause() async throws {
        let (client, time) = (try HTTPClient(), ManualTime())
        try await TestServer.serving { _, number in
            .init(status: number == 1 ? 503 : 200, body: "{}")
        } during: { server in
            async let outcome = Self.outcome(Self.request("GET"), Self.settings(server.url), client, time: time)
            while !time.isSleptOn, !Task.isCancelled { await Task.yield() }
            #expect(server.requests.count == 1)
            time.advance(by: .seconds(1))
            let result = try await outcome
            #expect(result == .success(.http(status: 200, body: [:])))
        }
        await client.shutdown()
    }
}
