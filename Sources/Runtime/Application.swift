public import Engine
public import Logging
public import ServiceLifecycle
import UnixSignals

/// Bots on their channels: builds the services, wires them, and runs them in the order in which they start.
///
/// Started last is stopped first: the server takes no more, the workers finish or give back what they have, then the calls outward
/// and the store end. What is cut off goes on from the store at the next start.
public struct Application: Service {
    /// How long the work at hand may take to end before it is cut off.
    static let shutdownLimit = Duration.seconds(30)

    private let bots: [(bot: Bot, whatsapp: WhatsAppSettings, settings: BotSettings)]
    private let gate: WebhookGate
    private let settings: ServerSettings
    private let logger: Logger
    private let onListening: @Sendable (Int) async -> Void

    /// - Parameters:
    ///   - environment: What the bots' settings are filled in from.
    ///   - onListening: Is told the port when webhooks can come.
    /// - Throws: Everything that is missing or wrong, at once. Nothing is started or opened then.
    public init(
        bots: [Bot], environment: [String: String], settings: ServerSettings, logger: Logger,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws(WrongSettings) {
        var problems: [String] = []
        var missing: Set<String> = []
        var hosted: [(bot: Bot, whatsapp: WhatsAppSettings, settings: BotSettings)] = []
        var names: Set<BotID> = []
        for bot in bots {
            if !names.insert(bot.id).inserted { problems.append("two bots have the id '\(bot.id.rawValue)'") }
            do {
                let settings = try bot.settings(from: environment)
                if let whatsapp = settings.whatsapp {
                    hosted.append((bot, whatsapp, settings))
                } else {
                    problems.append("the bot '\(bot.id.rawValue)' has no channel; whatsapp is expected under 'channels:'")
                }
            } catch {
                missing.formUnion(error.names)
            }
        }
        if !missing.isEmpty { problems.insert("these settings are missing: \(missing.sorted().joined(separator: ", "))", at: 0) }
        guard problems.isEmpty else { throw WrongSettings(problems: problems) }
        gate = try WebhookGate(hosted.map { ($0.bot.id, $0.whatsapp) })
        self.bots = hosted
        self.settings = settings
        self.logger = logger
        self.onListening = onListening
    }

    /// Serves until SIGTERM or SIGINT.
    public func runUntilSignal() async throws {
        try await group(of: [self], until: [.sigterm, .sigint]).run()
    }

    /// Serves until it is shut down.
    ///
    /// - Throws: `StoreError` when the store cannot be opened, `CallFailure` when a bot's connections cannot be set up, `WrongSettings`
    ///   when the address cannot be listened on.
    public func run() async throws {
        let time = SystemTime()
        let store = try await openStore(time: time)
        do {
            try await run(on: store, time: time)
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }

    private func run(on store: any Store, time: any TimeSource) async throws {
        let client = try HTTPClient(limits: HTTPClient.Limits(conversations: settings.workers))
        let metrics = Metrics()
        var hosts: [BotID: HostedBot] = [:]
        var actions: [Actions] = []
        for (bot, whatsapp, settings) in bots {
            let runner = try Actions(settings.connections, client: client, history: store, time: time)
            actions.append(runner)
            hosts[bot.id] = try HostedBot(
                bot, on: whatsapp, models: settings.models, actions: runner, client: client, time: time)
        }
        var limits = Dispatcher.Limits()
        limits.conversations = settings.workers
        let workers = Dispatcher(
            store: store, bots: hosts, observer: MeteredTurns(metrics: metrics, logger: logger), time: time, limits: limits)
        let server = server(store: store, metrics: metrics, time: time)
        do {
            try await group(of: [client, workers, server]).run()
        } catch {
            for runner in actions { await runner.close() }
            throw error
        }
        for runner in actions { await runner.close() }
    }

    private func openStore(time: any TimeSource) async throws -> any Store {
        if case .sqlite(let path) = settings.database { try Folder.create(around: path) }
        return try await Stores.open(settings.database, time: time)
    }

    private func server(store: any Store, metrics: Metrics, time: any TimeSource) -> HTTPServer {
        let limits = HTTPServer.Limits()
        return HTTPServer(
            host: settings.host, port: settings.port,
            webhook: WebhookRoutes(
                gate: gate, store: store, metrics: metrics, bodies: RequestBodyReader(limits), time: time, logger: logger),
            health: HealthRoutes(store: store, bots: bots.map(\.bot.id)),
            metrics: MetricsRoutes(metrics: metrics, store: store),
            limits: limits, logger: logger
        ) { port in
            let names = bots.map(\.bot.id.rawValue).joined(separator: ", ")
            logger.notice("serving", metadata: ["host": "\(settings.host)", "port": "\(port)", "bots": "\(names)"])
            await onListening(port)
        }
    }

    private func group(of services: [any Service], until signals: [UnixSignal] = []) -> ServiceGroup {
        var configuration = ServiceGroupConfiguration(services: services, gracefulShutdownSignals: signals, logger: logger)
        configuration.maximumGracefulShutdownDuration = Application.shutdownLimit
        return ServiceGroup(configuration: configuration)
    }
}
