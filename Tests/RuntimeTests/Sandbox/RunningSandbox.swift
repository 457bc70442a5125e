import Engine

@testable import Runtime

/// A sandbox that runs for one test, with a client to ask it.
struct RunningSandbox: Sendable {
    struct NotListening: Error {}

    let sandbox: Sandbox
    let address: SandboxAddress
    private let client: HTTPClient

    static func serving<Result: Sendable>(
        _ settings: SandboxSettings = SandboxSettings(),
        during body: @escaping @Sendable (RunningSandbox) async throws -> Result
    ) async throws -> Result {
        let client = try HTTPClient()
        let sandbox = Sandbox(settings: settings, client: client)
        return try await sandbox.run(stoppingWithin: .seconds(5), logger: .silent) {
            guard let address = await sandbox.address() else { throw NotListening() }
            return try await body(RunningSandbox(sandbox: sandbox, address: address, client: client))
        }
    }

    func ask(_ method: String, _ path: String, _ body: JSON? = nil, token: String? = nil, headers: [HTTPClient.Header] = [])
        async throws -> (status: Int, body: JSON)
    {
        let authorization = token.map { [HTTPClient.Header("Authorization", "Bearer \($0)")] } ?? []
        let response = try await client.send(
            HTTPClient.Request(
                method, address.url + path, headers: authorization + headers, body: body?.encoded(), timeout: .seconds(20),
                allowsPrivateAddresses: true
            )
        )
        return (response.status, try JSON(parsing: response.body))
    }
}
