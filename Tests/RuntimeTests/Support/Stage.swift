import CEL
import Engine
import Runtime
import Testing

@testable import Runtime

/// A bot on a database of its own, with performers that a test scripts, worked on one claim at a time.
struct Stage {
    let database: TestDatabase
    let host: HostedBot
    let channel: TestChannel
    let models = TestModels()
    let actions = TestActions()
    let observer = TestObserver()
    /// The last one under which it worked.
    let lease = Locked<Lease?>(nil)

    var time: ManualTime { database.time }

    init(_ yaml: String, on database: TestDatabase) throws {
        let compilation = BotCompiler.compile(BotFiles(folder: "", contents: ["bot.yaml": Array(yaml.utf8)]))
        let bot = try #require(compilation.bot, "\(compilation.diagnostics)")
        self.database = database
        channel = TestChannel(of: bot.id)
        host = HostedBot(bot: bot, channel: channel, models: models, actions: actions)
    }

    /// Runs `body` with the bot of `yaml` and an open store.
    static func with(
        _ yaml: String, on backend: TestBackend = .usual, _ body: (Stage, any Store) async throws -> Void
    ) async throws {
        try await backend.withDatabase { database in
            let stage = try Stage(yaml, on: database)
            let store = try await database.open()
            do {
                try await body(stage, store)
            } catch {
                await store.close()
                throw error
            }
            await store.close()
        }
    }

    /// Claims what is due, as a worker of its own, and works on it until it is given back.
    ///
    /// - Parameter start: When its process started.
    /// - Returns: How many conversations were claimed.
    @discardableResult
    func work(on store: any Store, startedAt start: Timestamp = ManualTime.start) async throws -> Int {
        let context = WorkContext(store: store, observer: observer, time: time, startedAt: start, chance: { 0 })
        let leases = try await store.claimAll(for: store.register())
        lease.withLock { $0 = leases.last ?? $0 }
        for lease in leases { await ConversationWorker(host: host, lease: lease, context: context).run() }
        context.receipts.finish()
        await context.receipts.run()
        return leases.count
    }

    /// What the store has of the conversation that is worked on.
    func kept(in store: any Store) async -> ClaimedConversation? {
        guard let lease = lease.withLock({ $0 }) else { return nil }
        return try? await store.load(lease)
    }

    /// Works until `event` comes, and is ended there.
    func work(on store: any Store, cancelledBy event: AsyncStream<Void>) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await work(on: store) }
            for await _ in event { break }
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    /// A worker that takes what is due and does nothing with it, and its store, which ends without giving it back.
    func crash() async throws {
        let store = try await database.open()
        _ = try await store.claimAll(for: store.register())
        await store.close()
    }

    /// Has one turn, of event 1, whose checkpoint no version can read.
    func leaveUnreadableCheckpoint(_ checkpoint: JSON = ["version": 0], in store: any Store) async throws {
        try await store.accept([.text("first", id: "1")])
        let lease = try await store.claimOne(for: store.register())
        _ = try await store.finish(
            FinishedTurn(event: 1, beganAt: ManualTime.start, checkpoint: checkpoint, said: [], failure: nil),
            sending: [], under: lease)
        try await store.release(lease, notBefore: nil)
    }
}

/// Bots for tests.
enum Bots {
    static let echo = """
        version: 1
        bot: {id: optics, name: Echo, language: en}
        graph:
          start: echo
          nodes:
            echo: {say: "{{ message.text }}", next: done}
            done: {end: said}
        """

    static let agent = """
        version: 1
        bot: {id: optics, name: Agent, language: en}
        models: {default: {use: openai/gpt-4o-mini, api_key: "${KEY}"}}
        connections: {shop: {sqlite: shop.sqlite}}
        tools:
          find: {description: Finds., sql: {connection: shop, rows: one, query: "select status from orders"}, output: {status: string}}
        graph:
          start: talk
          nodes:
            talk: {agent: Answer., tools: [find]}
        policies:
          errors: {say: Sorry., attempts: 3, backoff: 1s, time_limit: 60s}
        """

    static let writer = """
        version: 1
        bot: {id: optics, name: Writer, language: en}
        connections: {desk: {http: "${DESK}"}}
        tools:
          open: {description: Opens., http: {connection: desk, post: /tickets, json: {}}, output: {id: {type: string, from: body.id}}}
        state: {ticket: {type: open.output, optional: true}}
        graph:
          start: wait
          nodes:
            wait: {say: One moment., next: open}
            open: {tool: open, save: ticket, next: tell}
            tell: {say: "{{ ticket.?id.orValue('none') }}", next: done}
            done: {end: opened}
        policies:
          errors: {say: Sorry.}
        """
}
