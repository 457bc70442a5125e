import CEL
import Engine
import Logging
import Testing

@testable import Runtime

/// The server of two bots on a free port of 127.0.0.1, with a store of its own.
struct HostedServer {
    static let optics = account(number: "1001", secret: "optics-secret", token: "optics-token")
    static let bakery = account(number: "2002", secret: "bakery-secret", token: "bakery-token")

    let port: Int
    let store: any Store
    let metrics: Metrics
    let time: ManualTime
    let worker: WorkerID

    private static func account(number: String, secret: String, token: String) -> WhatsAppSettings {
        WhatsAppSettings(
            phoneNumberID: number, accessToken: Secret("access"), appSecret: Secret(secret), verifyToken: Secret(token),
            apiVersion: "v25.0", baseURL: "http://127.0.0.1:1")
    }

    /// Runs `body` while the server runs.
    ///
    /// - Parameter pages: The store is full at this many, and SQLite then.
    static func run(
        limits: HTTPServer.Limits = HTTPServer.Limits(), pages: Int? = nil,
        _ body: @escaping @Sendable (HostedServer) async throws -> Void
    ) async throws {
        let backend = pages == nil ? TestBackend.usual : .sqlite
        try await backend.withDatabase { database in
            try await run(on: database.open(maximumPages: pages), limits: limits, time: database.time, body)
        }
    }

    private static func run(
        on store: any Store, limits: HTTPServer.Limits, time: ManualTime,
        _ body: @escaping @Sendable (HostedServer) async throws -> Void
    ) async throws {
        let metrics = Metrics()
        let (ports, listening) = AsyncStream<Int>.makeStream()
        let server = HTTPServer(
            host: "127.0.0.1", port: 0,
            webhook: try webhook(on: store, metrics: metrics, limits: limits, time: time),
            health: HealthRoutes(store: store, bots: [.optics, .bakery]),
            metrics: MetricsRoutes(metrics: metrics, store: store), limits: limits, logger: .silent
        ) { port in
            listening.yield(port)
        }
        let worker = try await store.register()
        try await server.run(stoppingWithin: .seconds(5), logger: .silent) {
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            try await body(HostedServer(port: port, store: store, metrics: metrics, time: time, worker: worker))
        }
        await store.close()
    }

    static func webhook(
        on store: any Store, metrics: Metrics = Metrics(), limits: HTTPServer.Limits = HTTPServer.Limits(), time: ManualTime
    ) throws -> WebhookRoutes {
        WebhookRoutes(
            gate: try WebhookGate([(.optics, optics), (.bakery, bakery)]), store: store, metrics: metrics,
            bodies: RequestBodyReader(limits), time: time, logger: .silent)
    }

    func get(_ path: String) async throws -> LoopbackConnection.Answer {
        try await LoopbackConnection.open(port: port) { connection in try await connection.send("GET", path) }
    }

    func post(
        _ body: [UInt8], to path: String = "/webhook/whatsapp", signedWith secret: Secret? = HostedServer.optics.appSecret
    ) async throws -> LoopbackConnection.Answer {
        var headers = [("Content-Type", "application/json")]
        if let secret {
            headers.append(("X-Hub-Signature-256", try #require(WebhookSignature(appSecret: secret)?.header(for: body))))
        }
        return try await LoopbackConnection.open(port: port) { connection in
            try await connection.send("POST", path, headers: headers, body: body)
        }
    }

    func dueConversations() async throws -> Int {
        try await store.statistics().dueConversations
    }
}

extension Logger {
    static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}

extension [UInt8] {
    /// A webhook request with a text from each of `senders`.
    static func texts(from senders: [String], to number: String = HostedServer.optics.phoneNumberID, id: String = "1") -> [UInt8]
    {
        let messages = senders.map { sender in
            """
            {"from":"\(sender)","id":"wamid.\(sender).\(id)","timestamp":"1760000000","type":"text","text":{"body":"Olá"}}
            """
        }
        return Array(
            """
            {"object":"whatsapp_business_account","entry":[{"id":"7","changes":[{"field":"messages","value":{
            "messaging_product":"whatsapp","metadata":{"display_phone_number":"5511","phone_number_id":"\(number)"},
            "messages":[\(messages.joined(separator: ","))]}}]}]}
            """.utf8)
    }
}
