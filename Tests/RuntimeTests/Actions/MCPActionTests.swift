import CEL
import Engine
import Testing

@testable import Runtime

@Suite("MCP actions", .timeLimit(.minutes(1)))
struct MCPActionTests {
    private static func context(mayGoOn: Bool) -> ActionContext {
        ActionContext(
            bot: BotID(rawValue: "loja"), conversation: ConversationID(rawValue: 7), idempotencyKey: "0f8fad5b-d9cb", turn: 3,
            mayGoOn: { mayGoOn })
    }

    private static func request(isWrite: Bool = false) -> ActionRequest {
        ActionRequest(
            tool: ToolName(rawValue: "t"), isWrite: isWrite,
            action: .mcp(.init(connection: "crm", tool: "find-order", arguments: ["number": "12345"])))
    }

    /// A server with one session after another; each `tools/call` gets `answer`, which is given the call's number.
    private struct Server: Sendable {
        var session: String? = "s"
        var version = "2025-06-18"
        /// Whether answers come as a stream of events.
        var streams = false
        /// Sessions that the server has forgotten.
        var forgotten: Set<String> = []
        var call: @Sendable (Int) -> TestServer.Answer? = { _ in nil }
        var result: JSON = ["content": [["type": "text", "text": "ok"]]]

        func answer(_ seen: TestServer.Seen, _ openings: Locked<Int>, _ calls: Locked<Int>) -> TestServer.Answer {
            guard seen.method == "POST", let message = try? JSON(parsing: seen.body) else { return .init() }
            switch message["method"]?.string {
            case "initialize":
                let number = openings.withLock {
                    $0 += 1
                    return $0
                }
                let result: JSON = ["protocolVersion": .string(version), "capabilities": [:], "serverInfo": [:]]
                return success(message, result, headers: session.map { ["Mcp-Session-Id": "\($0)\(number)"] } ?? [:])
            case "notifications/initialized": return .init(status: 202)
            case "tools/call":
                let number = calls.withLock {
                    $0 += 1
                    return $0
                }
                if let id = seen.header("Mcp-Session-Id"), forgotten.contains(id) { return .init(status: 404) }
                return call(number) ?? success(message, result)
            default: return .init(status: 400)
            }
        }

        private func success(_ message: JSON, _ result: JSON, headers: [String: String] = [:]) -> TestServer.Answer {
            let text = JSON.object(["jsonrpc": "2.0", "id": message["id"] ?? .null, "result": result]).text
            let notice = #"{"jsonrpc":"2.0","method":"notifications/message","params":{}}"#
            guard streams else {
                return .init(headers: headers.merging(["Content-Type": "application/json"]) { $1 }, body: text)
            }
            let body = ": hello\r\nevent: message\r\ndata: \(notice)\r\n\r\nevent: message\r\nid: 1\r\ndata: \(text)\r\n\r\n"
            return .init(headers: headers.merging(["Content-Type": "text/event-stream"]) { $1 }, body: body)
        }
    }

    /// What comes of requests, one after another, and what the server saw until the bot was closed.
    private static func run(
        _ requests: [ActionRequest], on server: Server = Server(), retries: Int = 0, mayGoOn: Bool = true
    ) async throws -> (results: [Result<ActionResult, CallFailure>], seen: [TestServer.Seen]) {
        let client = try HTTPClient()
        let (openings, calls) = (Locked(0), Locked(0))
        let outcome = try await TestServer.serving { seen, _ in
            server.answer(seen, openings, calls)
        } during: { test in
            let settings = HTTPConnectionSettings(
                baseURL: test.url + "/mcp", authorization: .bearer(Secret("tok")), timeout: .seconds(30), retries: retries,
                allowsPrivateAddresses: true)
            let actions = try Actions(
                ["crm": .mcp(settings)], client: client, history: NoHistory(),
                backoff: Backoff(first: .milliseconds(1), limit: .milliseconds(2)))
            var results: [Result<ActionResult, CallFailure>] = []
            for request in requests {
                do throws(CallFailure) {
                    results.append(.success(try await actions.run(request, for: context(mayGoOn: mayGoOn))))
                } catch {
                    results.append(.failure(error))
                }
            }
            await actions.close()
            return (results, test.requests)
        }
        await client.shutdown()
        return outcome
    }

    private static func methods(_ seen: [TestServer.Seen]) -> [String] {
        seen.map { (try? JSON(parsing: $0.body))?["method"]?.string ?? $0.method }
    }

    @Test("calls of one bot share a session, which ends with it", arguments: [false, true])
    func session(streams: Bool) async throws {
        let (results, seen) = try await Self.run([Self.request(), Self.request()], on: Server(streams: streams))
        #expect(results == [.success(.http(status: 200, body: "ok")), .success(.http(status: 200, body: "ok"))])
        #expect(Self.methods(seen) == ["initialize", "notifications/initialized", "tools/call", "tools/call", "DELETE"])
        try #require(seen.count == 5)
        #expect(seen.map { $0.header("Mcp-Session-Id") } == [nil, "s1", "s1", "s1", "s1"])
        #expect(seen[0].header("MCP-Protocol-Version") == nil)
        #expect(seen.dropFirst().allSatisfy { $0.header("MCP-Protocol-Version") == "2025-06-18" })
        #expect(seen.allSatisfy { $0.path == "/mcp" && $0.header("Authorization") == "Bearer tok" })
        let hello = try JSON(parsing: seen[0].body)
        #expect(hello["jsonrpc"] == "2.0")
        #expect(hello["params"]?["protocolVersion"] == "2025-06-18")
        let calls = try seen[2...3].map { try JSON(parsing: $0.body) }
        let parameters: JSON = ["name": "find-order", "arguments": ["number": "12345"]]
        #expect(calls.allSatisfy { $0["params"] == parameters })
        #expect(seen[2].header("Accept") == "application/json, text/event-stream")
        #expect(calls[0]["id"] != calls[1]["id"])
    }

    @Test("a server without sessions is told of none")
    func sessionless() async throws {
        let (results, seen) = try await Self.run([Self.request()], on: Server(session: nil, version: "2025-03-26"))
        #expect(results == [.success(.http(status: 200, body: "ok"))])
        #expect(Self.methods(seen) == ["initialize", "notifications/initialized", "tools/call"])
        #expect(seen.last?.header("MCP-Protocol-Version") == "2025-03-26")
    }

    @Test("a session that the server has forgotten is begun anew, once")
    func forgotten() async throws {
        let (results, seen) = try await Self.run([Self.request(isWrite: true)], on: Server(forgotten: ["s1"]))
        #expect(results == [.success(.http(status: 200, body: "ok"))])
        #expect(seen.last?.header("Mcp-Session-Id") == "s2")
        let lost = try await Self.run([Self.request()], on: Server(forgotten: ["s1", "s2"]))
        #expect(lost.results == [.failure(CallFailure(.misconfigured, "connection 'crm': the server answers with status 404"))])
        #expect(Self.methods(lost.seen).count { $0 == "tools/call" } == 2)
    }

    static let results: [(JSON, Int, JSON)] = [
        (["content": [["type": "text", "text": "{\"a\": 1}"]]], 200, ["a": 1]),
        (["content": [["type": "text", "text": "{\"a\": 1}"]], "structuredContent": ["a": 2]], 200, ["a": 2]),
        (["content": [["type": "text", "text": "x"], ["type": "image"], ["type": "text", "text": "y"]]], 200, "x\ny"),
        (["content": [["type": "text", "text": "no such order"]], "isError": true], 500, "no such order"),
    ]

    @Test("an answer is its structure, else its texts; one that is a failure has status 500", arguments: results)
    func answers(result: JSON, status: Int, body: JSON) async throws {
        let results = try await Self.run([Self.request()], on: Server(result: result)).results
        #expect(results == [.success(.http(status: status, body: body))])
    }

    static let refusals: [(TestServer.Answer, CallFailure.Code, String)] = [
        (.init(status: 503), .unavailable, "the server answers with status 503"),
        (.init(status: 401), .misconfigured, "the server answers with status 401"),
        (.init(status: 400), .refused, "the server answers with status 400"),
        (.init(body: "<html>"), .invalid, "the server's answer is none of MCP"),
        (
            .init(body: #"{"jsonrpc":"2.0","id":2,"error":{"code":-32602,"message":"secret"}}"#), .refused,
            "the server refuses the request with the error -32602"
        ),
    ]

    @Test("what is no answer is a failure", arguments: refusals)
    func failures(answer: TestServer.Answer, code: CallFailure.Code, message: String) async throws {
        let results = try await Self.run([Self.request()], on: Server(call: { _ in answer })).results
        #expect(results == [.failure(CallFailure(code, "connection 'crm': \(message)"))])
    }

    @Test("a server is asked about its tools, page by page, before any call")
    func probe() async throws {
        let yaml = """
            version: 1
            bot: {id: loja, name: Loja}
            connections: {crm: {mcp: "${URL}", allow_private: "true"}, fora: {mcp: "${OUT}"}}
            tools:
              achar: {description: Acha., parameters: {phone: string}, mcp: {connection: crm, tool: find}}
              outro: {description: Outro., mcp: {connection: crm, tool: nothing}}
              longe: {description: Longe., mcp: {connection: fora, tool: nothing}}
            graph: {start: a, nodes: {a: {end: fim}}}
            """
        let compilation = BotCompiler.compile(BotFiles(folder: "", contents: ["bot.yaml": Array(yaml.utf8)]))
        let bot = try #require(compilation.bot, "\(DiagnosticText.render(compilation.diagnostics))")
        let (openings, calls) = (Locked(0), Locked(0))
        let findings = try await TestServer.serving { seen, _ in
            let message = try? JSON(parsing: seen.body)
            guard let message, message["method"] == "tools/list" else { return Server().answer(seen, openings, calls) }
            let schema: JSON = ["type": "object", "properties": ["phone": [:], "limit": [:]], "required": ["phone"]]
            let page: JSON =
                message["params"]?["cursor"] == "2"
                ? ["tools": [["name": "find", "inputSchema": schema]]] : ["tools": [["name": "add"]], "nextCursor": "2"]
            return .init(body: JSON.object(["jsonrpc": "2.0", "id": message["id"] ?? .null, "result": page]).text)
        } during: { server in
            await MCPProbe.ask(bot, environment: ["URL": server.url])
        }
        #expect(findings.answers[ToolName(rawValue: "achar")] == .takes(parameters: ["phone", "limit"], required: ["phone"]))
        #expect(findings.answers[ToolName(rawValue: "outro")] == .offers(["add", "find"]))
        #expect(findings.answers.count == 2)
        #expect(findings.untried.map(\.reason) == ["the settings of the connection 'fora' are missing"])
    }

    @Test("a server of an unknown version is misconfigured")
    func version() async throws {
        let (results, seen) = try await Self.run([Self.request()], on: Server(version: "1999-01-01"))
        #expect(
            results == [
                .failure(CallFailure(.misconfigured, "connection 'crm': the server speaks no version of MCP that is spoken here"))
            ])
        #expect(Self.methods(seen) == ["initialize"])
    }

    @Test("a busy server is asked again for what reads, and never for what writes, which carries its key")
    func retries() async throws {
        let busy = Server(call: { $0 == 1 ? .init(status: 503) : nil })
        let read = try await Self.run([Self.request()], on: busy, retries: 2)
        #expect(read.results == [.success(.http(status: 200, body: "ok"))])
        let write = try await Self.run([Self.request(isWrite: true)], on: busy, retries: 2)
        #expect(write.results == [.failure(CallFailure(.unavailable, "connection 'crm': the server answers with status 503"))])
        #expect(Self.methods(write.seen).count { $0 == "tools/call" } == 1)
        let keys = write.seen.filter { $0.body.contains("tools/call") }.map { $0.header("Idempotency-Key") }
        #expect(keys == ["0f8fad5b-d9cb"])
    }

    @Test("a write does not leave when its conversation may be another process's by the time the session is open")
    func staleWrite() async throws {
        let write = try await Self.run([Self.request(isWrite: true)], mayGoOn: false)
        let words = "connection 'crm': the conversation may be another process's by now"
        #expect(write.results == [.failure(CallFailure(.unavailable, words))])
        #expect(!Self.methods(write.seen).contains("tools/call"))
        #expect(try await Self.run([Self.request()], mayGoOn: false).results == [.success(.http(status: 200, body: "ok"))])
    }
}
