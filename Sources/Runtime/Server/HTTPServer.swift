import CEL
import Engine
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Listens for webhooks and for those who watch over the process.
struct HTTPServer: Service {
    /// How long and how much a client may keep the server waiting.
    struct Limits: Sendable {
        /// Meta sends 3 MB at most.
        var bodyBytes = 3 << 20 + 64 << 10
        /// For the bodies of all requests that are being read; at least `bodyBytes`.
        var totalBodyBytes = 64 << 20
        /// For the whole of one body; then the connection is closed.
        var bodyDeadline = Duration.seconds(15)
        var idle = Duration.seconds(60)
        var connections = 2048
        var headerBytes = 16 << 10
    }

    /// One for all connections: that a small request changes threads costs more than what is done for it.
    private let loop = MultiThreadedEventLoopGroup.singleton.any()
    private let host: String
    private let port: Int
    private let application: Hummingbird.Application<RouterResponder<ServerContext>>

    /// - Parameters:
    ///   - port: 0 takes any free one.
    ///   - onRunning: Is told the port when the server listens.
    init(
        host: String, port: Int, webhook: WebhookRoutes, health: HealthRoutes, metrics: MetricsRoutes, limits: Limits = Limits(),
        logger: Logger, onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.host = host
        self.port = port
        let router = Router(context: ServerContext.self)
        webhook.add(to: router)
        health.add(to: router)
        metrics.add(to: router)
        let channel = HTTP1Channel.Configuration(
            additionalChannelHandlers: [RepeatedDeliveryHandler(webhook, idle: limits.idle)],
            idleTimeout: TimeAmount(limits.idle),
            httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes, maxHeaderFieldCount: 100))
        application = Hummingbird.Application(
            router: router,
            server: .http1(configuration: channel),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port),
                availableConnectionsDelegate: .maximum(limits.connections, logger: logger)),
            onServerRunning: { channel in
                await ListenerGate.stand(before: channel)
                await onRunning(channel.localAddress?.port ?? port)
            },
            eventLoopGroupProvider: .shared(loop),
            logger: logger
        )
    }

    /// - Throws: `WrongSettings` when the address cannot be listened on.
    func run() async throws {
        do {
            try await withTaskExecutorPreference(EventLoopExecutor(loop)) { try await application.run() }
        } catch {
            throw WrongSettings(error, listeningOn: host, port) ?? error
        }
    }
}
