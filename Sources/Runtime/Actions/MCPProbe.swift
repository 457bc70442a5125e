import CEL
public import Engine

/// Has the MCP servers of a bot list their tools, so that what does not fit is told before a customer meets it.
public enum MCPProbe {
    /// For one request.
    private static let limit = Duration.seconds(5)

    /// - Parameter environment: What the connections' settings are filled in from; a server whose settings are missing is not asked.
    public static func ask(_ bot: Bot, environment: [String: String]) async -> QueryProbe.Findings {
        let settings = bot.connections(from: environment)
        var findings = QueryProbe.Findings()
        for (name, tools) in Dictionary(grouping: bot.serverTools, by: \.connection).sorted(by: { $0.key < $1.key }) {
            do throws(CallFailure) {
                let offered = try await offer(of: settings[name], named: name)
                for tool in tools { findings.answers[tool.tool] = answer(for: tool.name, in: offered) }
            } catch {
                findings.untried += tools.map { ($0.tool, error.message) }
            }
        }
        return findings
    }

    private static func offer(of settings: ConnectionSettings?, named name: String) async throws(CallFailure) -> [JSON] {
        guard case .mcp(let written)? = settings else {
            throw CallFailure(.misconfigured, "the settings of the connection '\(name)' are missing")
        }
        let client: HTTPClient
        do {
            client = try HTTPClient()
        } catch {
            throw CallFailure(error, of: "connection '\(name)'")
        }
        let settings = HTTPConnectionSettings(
            baseURL: written.baseURL, authorization: written.authorization, timeout: min(written.timeout, limit), retries: 0,
            allowsPrivateAddresses: written.allowsPrivateAddresses)
        let server = MCPServer(
            connection: HTTPConnection(
                name: name, settings: settings, client: client,
                backoff: Backoff(first: .milliseconds(250), limit: .seconds(8)), time: SystemTime()))
        let offered: Result<[JSON], CallFailure>
        do throws(CallFailure) {
            offered = .success(try await server.tools())
        } catch {
            offered = .failure(error)
        }
        await server.close()
        await client.shutdown()
        return try offered.get()
    }

    private static func answer(for name: String, in offered: [JSON]) -> QueryAnswer {
        guard let tool = offered.first(where: { $0["name"]?.string == name }) else {
            return .offers(offered.compactMap { $0["name"]?.string })
        }
        var parameters: [String] = []
        if case .object(let properties)? = tool["inputSchema"]?["properties"] { parameters = properties.members.map(\.key) }
        let required = (tool["inputSchema"]?["required"] ?? .null).elements.compactMap(\.string)
        return .takes(parameters: parameters, required: required)
    }
}
