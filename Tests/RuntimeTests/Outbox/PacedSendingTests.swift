import CEL
import Engine
import Testing

@testable import Runtime

@Suite("the rate of a number", .timeLimit(.minutes(1)))
struct PacedSendingTests {
    private typealias Workers = ThrowingTaskGroup<Void, any Error>

    private static let number = "106540352242922"

    private static func host(_ stage: Stage, perSecond limit: Int) -> HostedBot {
        HostedBot(
            bot: stage.host.bot, channel: stage.channel, models: stage.models, actions: stage.actions, messagesPerSecond: limit)
    }

    /// Begins to work on all that is due, on each conversation by itself.
    private static func begin(_ host: HostedBot, _ stage: Stage, on store: any Store, in workers: inout Workers) async throws {
        let context = WorkContext(store: store, observer: stage.observer, time: stage.time, chance: { 0 })
        for lease in try await store.claimAll(for: store.register()) {
            workers.addTask { await ConversationWorker(host: host, lease: lease, context: context).run() }
        }
    }

    private static func wait(until isSo: () -> Bool) async {
        while !isSo(), !Task.isCancelled { await Task.yield() }
    }

    @Test("messages leave as fast as they may, and no faster", .inEveryStore)
    func paced() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            try await store.accept([.text("a|b|c", id: "1")])
            try await withThrowingTaskGroup(of: Void.self) { workers in
                try await Self.begin(Self.host(stage, perSecond: 1), stage, on: store, in: &workers)
                for sent in [["a"], ["a", "b"]] {
                    await Self.wait { stage.time.isSleptOn }
                    #expect(stage.channel.texts == sent)
                    stage.time.advance(by: .seconds(1))
                }
                try await workers.waitForAll()
            }
            #expect(stage.channel.texts == ["a", "b", "c"])
            #expect(stage.observer.count(of: "held back") == 2)
        }
    }

    @Test(
        "who would wait for long gives its place back, and its message, which nobody has, is sent once and in time", .inEveryStore
    )
    func postponed() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            let host = Self.host(stage, perSecond: 1)
            let people = ["ana", "bia", "caio", "davi"]
            try await store.accept(people.map { .text($0, id: $0, from: $0) })
            try await withThrowingTaskGroup(of: Void.self) { workers in
                try await Self.begin(host, stage, on: store, in: &workers)
                // One is sent, one is put off, two wait.
                for _ in 1...2 { try await workers.next() }
                await Self.wait { stage.time.sleepers == 2 }
                #expect(stage.channel.texts.count == 1)
                #expect(try await store.statistics().claimedConversations == 2)
                for _ in 1...2 {
                    stage.time.advance(by: .seconds(1))
                    try await workers.next()
                }
                #expect(stage.channel.texts.count == 3)
                // The one that was put off is due, and is told no more to ask again.
                try await Self.begin(host, stage, on: store, in: &workers)
                await Self.wait { stage.time.isSleptOn }
                stage.time.advance(by: .seconds(1))
                try await workers.waitForAll()
            }
            #expect(Set(stage.channel.texts) == Set(people))
            #expect(stage.channel.texts.count == 4)
            #expect(try await store.statistics().unsentMessages == 0)
            #expect(try await store.deadLetters(of: nil, before: nil, limit: 10).isEmpty)
        }
    }

    @Test("a wait that is cut short sends nothing, and the message goes out at once afterwards", .inEveryStore)
    func cancelled() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            try await store.accept([.text("a|b", id: "1")])
            try await withThrowingTaskGroup(of: Void.self) { workers in
                try await Self.begin(Self.host(stage, perSecond: 1), stage, on: store, in: &workers)
                await Self.wait { stage.time.isSleptOn }
                workers.cancelAll()
                try await workers.waitForAll()
            }
            #expect(stage.channel.texts == ["a"])
            #expect(try await store.statistics().unsentMessages == 1)
            // As the next process finds it: no status of it is waited for.
            try await stage.work(on: store)
            #expect(stage.channel.texts == ["a", "b"])
        }
    }

    @Test("a worker that fell silent while its message waited does not send it")
    func silent() async throws {
        try await Stage.with(Bots.echo, on: .postgres) { stage, store in
            try await store.accept([.text("a|b", id: "1")])
            try await withThrowingTaskGroup(of: Void.self) { workers in
                try await Self.begin(Self.host(stage, perSecond: 1), stage, on: store, in: &workers)
                await Self.wait { stage.time.isSleptOn }
                stage.time.advance(by: .seconds(60))
                try await workers.waitForAll()
            }
            #expect(stage.channel.texts == ["a"])
        }
    }

    /// Serves the Graph API and runs `body` with a bot on a number of it, on a store.
    ///
    /// - Parameter answer: To a message to this telephone, with the message's number among all, from 1: an error's number, or `nil`.
    private static func onGraph(
        _ answer: @escaping @Sendable (String, Int) -> Int?,
        _ body: @escaping @Sendable (Stage, any Store, TestServer, HostedBot) async throws -> Void
    ) async throws {
        let client = try HTTPClient()
        let messages = Locked(0)
        try await TestServer.serving { seen, _ in
            // What shows that a message was read goes to nobody.
            guard let phone = try JSON(parsing: seen.body)["to"]?.string else { return .init(body: #"{"success":true}"#) }
            let count = messages.withLock { count in
                count += 1
                return count
            }
            guard let error = answer(phone, count) else { return .init(body: #"{"messages":[{"id":"wamid.\#(count)"}]}"#) }
            return .init(status: 400, body: #"{"error":{"code":\#(error),"error_data":{"details":"too many"}}}"#)
        } during: { server in
            try await Stage.with(Bots.echo) { stage, store in
                let settings = WhatsAppSettings(
                    phoneNumberID: Self.number, accessToken: Secret("token"), appSecret: Secret("s"), verifyToken: Secret("v"),
                    apiVersion: "v25.0", baseURL: server.url)
                let host = HostedBot(
                    bot: stage.host.bot, channel: WhatsAppChannel(settings, client: client), models: stage.models,
                    actions: stage.actions)
                try await body(stage, store, server, host)
            }
        }
        await client.shutdown()
    }

    private static func text(_ text: String, from phone: String) -> Arrival {
        .text(text, id: "\(text) of \(phone)", from: phone, phone: phone, account: number)
    }

    private static func phones(_ server: TestServer) -> [String] {
        server.requests.compactMap { (try? JSON(parsing: $0.body))?["to"]?.string }
    }

    @Test(
        "WhatsApp's word that a number sends too fast has the process keep to the ordinary rate, and nothing is lost",
        .inEveryStore)
    func tooFast() async throws {
        try await Self.onGraph({ _, count in count == 1 ? 130_429 : nil }) { stage, store, server, host in
            try await store.accept([Self.text("oi", from: "5511999990001")])
            try await withThrowingTaskGroup(of: Void.self) { workers in
                #expect(host.pace.withLock(\.rate) == nil)
                try await Self.begin(host, stage, on: store, in: &workers)
                try await workers.waitForAll()
                #expect(host.pace.withLock(\.rate) == SendingPace.ordinaryRate)
                stage.time.advance(by: .seconds(5))
                try await Self.begin(host, stage, on: store, in: &workers)
                try await workers.waitForAll()
            }
            #expect(Self.phones(server).count == 2)
            #expect(try await store.statistics().unsentMessages == 0)
            #expect(stage.observer.lines.filter { $0.contains("sent") } == ["not sent: tooFast", "sent"])
        }
    }

    @Test("too many messages to one person hold back that person's alone", .inEveryStore)
    func tooManyToOne() async throws {
        let (ana, bia) = ("5511999990001", "5511999990002")
        try await Self.onGraph({ phone, count in phone == ana && count <= 3 ? 131_056 : nil }) { stage, store, server, host in
            try await store.accept([Self.text("oi", from: ana)])
            try await withThrowingTaskGroup(of: Void.self) { workers in
                try await Self.begin(host, stage, on: store, in: &workers)
                try await workers.waitForAll()
                try await store.accept([Self.text("oi", from: bia)])
                try await Self.begin(host, stage, on: store, in: &workers)
                try await workers.waitForAll()
                #expect(Self.phones(server) == [ana, bia])
                #expect(host.pace.withLock(\.rate) == nil)
                // After 1 and 4 seconds: 4^n.
                for seconds in [1, 4] {
                    stage.time.advance(by: .milliseconds(seconds * 1000 - 1))
                    try await Self.begin(host, stage, on: store, in: &workers)
                    try await workers.waitForAll()
                    stage.time.advance(by: .milliseconds(1))
                    try await Self.begin(host, stage, on: store, in: &workers)
                    try await workers.waitForAll()
                }
            }
            #expect(Self.phones(server) == [ana, bia, ana, ana])
            #expect(try await store.statistics().unsentMessages == 0)
        }
    }
}
