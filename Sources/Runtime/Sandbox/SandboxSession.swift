public import Engine
public import Logging
public import ServiceLifecycle
import UnixSignals

/// A sandbox with bots that are served against it, shown to a person as it goes.
public struct SandboxSession: Service {
    /// Why a session could not do what it was to.
    public struct Failure: Error, Sendable, Equatable {
        public enum Code: Sendable {
            /// A file cannot be made or the port cannot be listened on.
            case unable
            case noReply
        }

        public let code: Code
        /// One sentence each, without a full stop.
        public let reasons: [String]
    }

    /// The paths of SQLite files; they are made when they are missing.
    public struct Files: Sendable {
        public let orders: String
        public let conversations: String

        public init(orders: String, conversations: String) {
            self.orders = orders
            self.conversations = conversations
        }
    }

    private static let workers = 16
    /// What is still asked of the stand-ins when nobody is served any more is not worth a wait.
    private static let stopLimit = Duration.seconds(2)

    private let bots: [Bot]
    private let environment: [String: String]
    private let files: Files
    private let settings: SandboxSettings
    private let logger: Logger
    private let write: @Sendable (String) -> Void
    /// What a customer writes as soon as the bots listen.
    public var firstWords: String?
    /// Whether the session ends once the first words are answered.
    public var endsAfterReply = false
    /// How long an answer to the first words may take.
    public var patience = Duration.seconds(30)

    /// - Parameters:
    ///   - environment: The operator's; what the sandbox stands in for is replaced.
    ///   - write: Is given one line at a time, without its end.
    public init(
        bots: [Bot], environment: [String: String], files: Files, settings: SandboxSettings = SandboxSettings(), logger: Logger,
        write: @escaping @Sendable (String) -> Void
    ) {
        self.bots = bots
        self.environment = environment
        self.files = files
        self.settings = settings
        self.logger = logger
        self.write = write
    }

    /// Runs until SIGTERM or SIGINT, or as long as `run()` does.
    public func runUntilSignal() async throws {
        let configuration = ServiceGroupConfiguration(
            services: [
                ServiceGroupConfiguration.ServiceConfiguration(
                    service: self, successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .gracefullyShutdownGroup)
            ],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        try await ServiceGroup(configuration: configuration).run()
    }

    /// Runs until it is shut down or, when it is to end after the reply, until there is one.
    ///
    /// - Throws: `Failure` when the first words got no reply or a file cannot be made; what the `Application` throws.
    public func run() async throws {
        do {
            try await OrderDatabase.create(at: files.orders)
        } catch {
            throw Failure(code: .unable, reasons: ["the orders cannot be written to \(files.orders): \(error.message)"])
        }
        let client = try HTTPClient()
        let sandbox = Sandbox(settings: settings, client: client)
        let outcome: Result<Void, any Error>
        do {
            outcome = try await sandbox.run(stoppingWithin: Self.stopLimit, logger: logger) {
                do {
                    return .success(try await attend(sandbox))
                } catch {
                    return .failure(error)
                }
            }
        } catch {
            let wrong = WrongSettings(error, listeningOn: "127.0.0.1", settings.port, portSetting: "--port")
            throw Failure(code: .unable, reasons: wrong?.problems ?? ["the stand-ins cannot be served: \(error)"])
        }
        await client.shutdown()
        try outcome.get()
    }

    private func attend(_ sandbox: Sandbox) async throws {
        guard let address = await sandbox.address() else { return }
        let standIns = address.environment(orders: files.orders)
        for line in SandboxGuide.introduction(to: address, standIns, showsVariables: bots.isEmpty) { write(line) }
        guard !bots.isEmpty else { return await show(sandbox, after: 0) }
        let (ports, port) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
        let application = try Application(
            bots: bots, environment: environment.merging(standIns.values) { _, sandbox in sandbox },
            settings: ServerSettings(
                host: "127.0.0.1", port: 0, database: .sqlite(path: files.conversations), workers: Self.workers,
                logLevel: logger.logLevel),
            logger: logger, onListening: { port.yield($0) })
        let failure = try await application.run(stoppingWithin: Application.shutdownLimit, logger: logger) {
            await talk(to: sandbox, at: address, ports: ports)
        }
        if let failure { throw Failure(code: failure.code, reasons: failure.reasons + (await deadLetters())) }
    }

    /// - Returns: Why the first words got no reply.
    private func talk(to sandbox: Sandbox, at address: SandboxAddress, ports: AsyncStream<Int>) async -> Failure? {
        guard let port = await ports.cancelOnGracefulShutdown().first(where: { _ in true }) else { return nil }
        let webhook = "http://127.0.0.1:\(port)/webhook/whatsapp"
        await sandbox.connect(webhook: webhook)
        for bot in bots { write("\(bot.name) answers at \(webhook)") }
        write("")
        var last = 0
        if let firstWords {
            if let refusal = await sandbox.say(.text(firstWords)) { return Failure(code: .noReply, reasons: [refusal]) }
            guard let reply = await showUntilReply(sandbox) else {
                return Failure(code: .noReply, reasons: ["there was no reply within \(patience.components.seconds) s"])
            }
            write("")
            if endsAfterReply { return nil }
            last = reply
        }
        for line in SandboxGuide.invitation(to: address) { write(line) }
        await show(sandbox, after: last)
        return nil
    }

    private func show(_ sandbox: Sandbox, after number: Int) async {
        for await event in await sandbox.events(after: number) { show(event) }
    }

    private func show(_ event: SandboxEvent) {
        for line in Transcript().lines(of: event) { write(line) }
    }

    /// - Returns: The number of the reply's event; `nil` when there was none in time.
    private func showUntilReply(_ sandbox: Sandbox) async -> Int? {
        await withTaskGroup(of: Int?.self) { group in
            group.addTask {
                for await event in await sandbox.events() {
                    show(event)
                    if event.isReply { return event.number }
                }
                return nil
            }
            group.addTask {
                try? await settings.time.sleep(for: patience)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    /// Why turns failed, for when nothing came of them. The application has let go of the file.
    private func deadLetters() async -> [String] {
        guard let store = try? await SQLiteStore.open(at: files.conversations, time: settings.time) else { return [] }
        let letters = (try? await store.deadLetters(of: nil, before: nil, limit: 5)) ?? []
        await store.close()
        return letters.map { "dead letter of \($0.bot.rawValue): \($0.reason)" }
    }
}

extension SandboxEvent {
    fileprivate var isReply: Bool {
        guard case .accepted(let message) = kind else { return false }
        return message.kind != "reaction"
    }
}
