import CEL
public import Engine

/// Calls a tool of a bot by itself, with the bot's real connections.
public struct ToolRun: Sendable {
    public struct Report: Sendable {
        public let result: CallResult
        public let outcome: ToolTrial.Outcome
        public let duration: Duration
        /// What the other side sent, with the secrets of the settings out of sight.
        public let rawAnswer: String
    }

    private let bot: Bot
    private let environment: [String: String]
    private let orders: String
    private let time: any TimeSource

    /// - Parameters:
    ///   - environment: The operator's.
    ///   - orders: The path of an SQLite file that is made when the sandbox's orders are needed.
    public init(bot: Bot, environment: [String: String], orders: String, time: any TimeSource = SystemTime()) {
        self.bot = bot
        self.environment = environment
        self.orders = orders
        self.time = time
    }

    /// Carries out a trial; the sandbox's orders and tickets stand in for those that no settings are there for.
    ///
    /// - Parameter standsIn: Is told the names of what the sandbox stands in for, before the call.
    /// - Throws: `MissingSettings` when the tool's connection has none, `CallFailure` when the connection cannot be set up.
    public func run(_ trial: ToolTrial, standsIn: @escaping @Sendable ([String]) -> Void = { _ in }) async throws -> Report {
        let client = try HTTPClient()
        let sandbox = Sandbox(settings: SandboxSettings(), client: client)
        let report = try await withThrowingTaskGroup(of: Report?.self) { group in
            group.addTask {
                try await sandbox.run()
                return nil
            }
            group.addTask {
                guard let address = await sandbox.address() else { return nil }
                return try await call(trial, at: address, client: client, standsIn)
            }
            var report: Report?
            while report == nil, let next = try await group.next() { report = next }
            group.cancelAll()
            try await group.waitForAll()
            return report
        }
        await client.shutdown()
        guard let report else { throw CallFailure(.unavailable, "the sandbox ended before the call") }
        return report
    }

    private func call(
        _ trial: ToolTrial, at address: SandboxAddress, client: HTTPClient, _ standsIn: @Sendable ([String]) -> Void
    ) async throws -> Report {
        let sandbox = address.environment(orders: orders)
        let (completed, standIns) = sandbox.completing(environment)
        if standIns.contains("orders") { try await OrderDatabase.create(at: orders) }
        let settings = bot.connections(from: completed)
        if let name = trial.connection, settings[name] == nil {
            throw MissingSettings(names: bot.missingVariables(ofConnection: name, in: completed))
        }
        let used = trial.connection.map { bot.variables(ofConnection: $0) } ?? []
        standsIn(
            sandbox.parts.filter { part in
                standIns.contains(part.name) && part.variables.contains { used.contains($0.name) }
            }.map(\.name))
        let time = time
        let actions = try Actions(
            settings.filter { $0.key == trial.connection }, client: client, history: NoHistory(), time: time)
        let start = time.uptime
        let result = await result(of: trial, by: actions)
        let duration = time.uptime - start
        await actions.close()
        return Report(
            result: result, outcome: trial.outcome(of: result), duration: duration,
            rawAnswer: ToolRun.text(of: result, hiding: used.compactMap { completed[$0] }))
    }

    private func result(of trial: ToolTrial, by actions: Actions) async -> CallResult {
        let request = trial.request
        let key = IdempotencyKey(
            store: "trial of \(time.now.milliseconds) \(UInt64.random(in: .min ... .max))",
            conversation: ConversationID(rawValue: 1),
            event: 1, call: CallID(turn: 1, number: 1), tool: request.tool)
        let context = ActionContext(
            bot: bot.id, conversation: ConversationID(rawValue: 1), idempotencyKey: key.rawValue, turn: 1)
        do throws(CallFailure) {
            return .action(try await actions.run(request, for: context))
        } catch {
            return .failure(error)
        }
    }

    /// Shorter settings than this are no secrets, and would make holes in every answer.
    private static let shortestSecret = 8

    private static func text(of result: CallResult, hiding secrets: [String]) -> String {
        let text =
            switch result {
            case .action(.http(let status, .string(let body))): "status \(status)\n\(body)\n"
            case .action(.http(let status, let body)): "status \(status)\n\(body.layout)"
            case .action(.rows(let rows)): JSON.array(rows).layout
            case .failure(let failure): "no answer: \(failure.message)\n"
            case .model: ""
            }
        return secrets.filter { $0.utf8.count >= shortestSecret }.reduce(text) { $0.replacing($1, with: "•••") }
    }
}
