import CEL
import Engine
import Testing

@testable import Runtime

@Suite("results that are kept for a while", .timeLimit(.minutes(1)))
struct ToolCacheTests {
    private static func request(_ path: String, tool: String = "preco", cache: Duration? = .seconds(60)) -> ActionRequest {
        ActionRequest(
            tool: ToolName(rawValue: tool), isWrite: false,
            action: .http(
                .init(connection: "erp", method: "GET", path: path, query: [], headers: [], body: nil, expect: [])),
            cache: cache)
    }

    private static let context = ActionContext(
        bot: BotID(rawValue: "loja"), conversation: ConversationID(rawValue: 7), idempotencyKey: "k", turn: 1)

    /// How many requests reach the server, when each is made at its time in seconds.
    private static func calls(_ requests: [(ActionRequest, at: Int64)], status: Int = 200) async throws -> Int {
        let client = try HTTPClient()
        let time = ManualTime()
        let count = try await TestServer.serving { _, number in
            .init(status: status, body: "{\"n\":\(number)}")
        } during: { server in
            let settings = HTTPConnectionSettings(
                baseURL: server.url, authorization: .none, timeout: .seconds(30), retries: 0, allowsPrivateAddresses: true)
            let actions = try Actions(["erp": .http(settings)], client: client, history: NoHistory(), time: time)
            for (request, second) in requests {
                time.advance(by: .seconds(second) - time.uptime)
                _ = try await actions.run(request, for: context)
            }
            return server.requests.count
        }
        await client.shutdown()
        return count
    }

    @Test("answer an equal call until their time is over")
    func kept() async throws {
        #expect(try await Self.calls([(Self.request("/a"), 0), (Self.request("/a"), 59)]) == 1)
        #expect(try await Self.calls([(Self.request("/a"), 0), (Self.request("/a"), 60)]) == 2)
    }

    @Test("answer no call that differs in its tool or in what it sends, and none of a tool without 'cache'")
    func others() async throws {
        #expect(try await Self.calls([(Self.request("/a"), 0), (Self.request("/b"), 1)]) == 2)
        #expect(try await Self.calls([(Self.request("/a"), 0), (Self.request("/a", tool: "outro"), 1)]) == 2)
        #expect(try await Self.calls([(Self.request("/a", cache: nil), 0), (Self.request("/a", cache: nil), 1)]) == 2)
    }

    @Test("are no failures")
    func failures() async throws {
        #expect(try await Self.calls([(Self.request("/a"), 0), (Self.request("/a"), 1)], status: 500) == 2)
    }

    @Test("are bounded in number and length")
    func bounds() {
        var cache = ToolCache()
        let now = Timestamp(milliseconds: 0)
        for number in 0...ToolCache.entryLimit {
            let key = ToolCache.Key(tool: ToolName(rawValue: "t"), action: Self.request("/\(number)").action)
            cache.keep(.rows([]), of: key, for: .seconds(Int64(number + 1)), at: now)
        }
        #expect(cache.count == ToolCache.entryLimit)
        let first = ToolCache.Key(tool: ToolName(rawValue: "t"), action: Self.request("/0").action)
        #expect(cache.result(of: first, at: now) == nil)
        let long = JSON.string(String(repeating: "a", count: ToolCache.resultLimitBytes))
        cache.keep(.http(status: 200, body: long), of: first, for: .seconds(1), at: now)
        #expect(cache.result(of: first, at: now) == nil)
    }
}
