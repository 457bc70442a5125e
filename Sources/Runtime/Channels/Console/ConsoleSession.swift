public import Engine

/// A conversation with a bot in a terminal, with the sandbox in place of what the operator has no account for.
public struct ConsoleSession: Sendable {
    /// How much of what was said before is shown of a conversation that is gone on with.
    private static let shownEntries = 6

    private let bot: Bot
    private let environment: [String: String]
    private let orders: String
    private let read: @Sendable () async -> String?
    private let write: @Sendable (String) -> Void
    /// Whether the tools that the model calls are shown.
    public var showsTools = false
    /// A conversation to go on with, in place of a new one.
    public var beginning: Conversation?
    /// Tells why the bot said what it said, when it is asked.
    public var explain: (@Sendable (Story) -> String)?

    /// - Parameters:
    ///   - environment: The operator's.
    ///   - orders: The path of an SQLite file that is made when the sandbox's orders are needed.
    ///   - read: Gives the next line; `nil` at the end.
    ///   - write: Is given one line at a time, without its end.
    public init(
        bot: Bot, environment: [String: String], orders: String, read: @escaping @Sendable () async -> String?,
        write: @escaping @Sendable (String) -> Void
    ) {
        self.bot = bot
        self.environment = environment
        self.orders = orders
        self.read = read
        self.write = write
    }

    /// Returns at the end of the input.
    ///
    /// - Throws: `MissingSettings` of the bot's, `CallFailure` when a model or a connection cannot be set up.
    public func run() async throws {
        let client = try HTTPClient()
        let sandbox = Sandbox(settings: SandboxSettings(), client: client)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await sandbox.run() }
            group.addTask {
                guard let address = await sandbox.address() else { return }
                try await converse(at: address, client: client)
            }
            try await group.next()
            group.cancelAll()
            try await group.waitForAll()
        }
        await client.shutdown()
    }

    private func converse(at address: SandboxAddress, client: HTTPClient) async throws {
        // The terminal is the channel: an operator's WhatsApp account is not touched, nor need it be there.
        let own = environment.filter { !$0.key.hasPrefix("WHATSAPP_") }
        let (environment, standIns) = address.environment(orders: orders).completing(own)
        try await OrderDatabase.create(at: orders)
        let settings = try bot.settings(from: environment)
        let time = SystemTime()
        let actions = try Actions(settings.connections, client: client, history: NoHistory(), time: time)
        let rehearsal = Rehearsal(
            bot: bot, models: try Models(settings.models, client: client, time: time), actions: actions,
            contact: Contact(key: Customer().phone, phone: Customer().phone, name: Customer().name), goingOnFrom: beginning,
            time: time)
        let simulated = standIns.filter { $0 != "WhatsApp" }
        if !simulated.isEmpty { write("The sandbox stands in for: \(simulated.joined(separator: ", ")).") }
        write("\(ConsoleDialogue.ending) ends the conversation.")
        if explain != nil { write("\(ConsoleDialogue.questions[0]) tells why the bot said that.") }
        for entry in beginning?.history.suffix(ConsoleSession.shownEntries) ?? [] {
            write("\(entry.role == .customer ? ">" : "\(bot.name):") \(entry.text)")
        }
        await exchange(with: rehearsal)
        await actions.close()
    }

    private func exchange(with rehearsal: Rehearsal) async {
        var rehearsal = rehearsal
        var dialogue = ConsoleDialogue(name: bot.name)
        while let line = await read(), line != ConsoleDialogue.ending {
            if let explain, ConsoleDialogue.questions.contains(line) {
                let lines = explain(rehearsal.story).split(separator: "\n")
                if lines.isEmpty { write("The bot has said nothing yet.") }
                for line in lines { write(String(line)) }
                continue
            }
            guard let content = dialogue.meaning(of: line) else { continue }
            await rehearsal.hear(content) { output in
                switch output {
                case .said(let message): dialogue.show(message).forEach(write)
                case .called(let call): if showsTools { dialogue.show(call).forEach(write) }
                case .failed(let reason): write("  [\(reason)]")
                }
            }
        }
    }
}
