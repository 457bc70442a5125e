import CEL
import Engine
import Testing

@testable import Runtime

@Suite("what there is to do, in every store")
struct QueueTests {
    /// Of the optician's conversations one is due, one is worked on, one is handed over with a dead letter, and one waits for a retry;
    /// of the baker's one is due for longer.
    private static func withWork(on backend: TestBackend, _ body: (any Store, ManualTime) async throws -> Void) async throws {
        try await backend.withStore { store, worker, time in
            try await store.accept([
                .text("a", id: "1", from: "person"), .text("b", id: "2", from: "work"), .text("c", id: "3", from: "retry"),
            ])
            for lease in try await store.claimAll(for: worker) {
                switch try await store.load(lease).contact.key {
                case "person":
                    let handedOver = HandedOver(queue: "desk", summary: nil, since: time.now)
                    _ = try await store.finish(
                        .sample(1, failure: TurnFailure(node: nil, message: "no"), rest: .handedOver, handedOver: handedOver),
                        sending: [], under: lease)
                    try await store.release(lease, notBefore: nil)
                case "retry":
                    _ = try await store.finish(.sample(1), sending: [.plain("x")], under: lease)
                    try await store.release(lease, notBefore: time.now.advanced(by: .seconds(600)))
                default: break
                }
            }
            try await store.accept([.text("d", id: "4", from: "cid", bot: .bakery)])
            time.advance(by: .seconds(90))
            try await store.accept([.text("e", id: "5", from: "due"), .text("f", id: "6", from: "due", at: 1)])
            time.advance(by: .seconds(7))
            try await store.pause(
                account: "account of bakery", of: .bakery, until: time.now.advanced(by: .seconds(60)), because: "190")
            try await body(store, time)
        }
    }

    @Test("each bot has its own depth and its own oldest", arguments: TestBackend.allCases)
    func depth(on backend: TestBackend) async throws {
        try await Self.withWork(on: backend) { store, _ in
            let queues = try await store.queues()
            #expect(
                queues == [
                    BotQueue(
                        bot: .bakery, dueConversations: 1, oldestDueAge: .seconds(97), waitingEvents: 1, claimedConversations: 0,
                        suspendedConversations: 0, unsentMessages: 0, handedOverConversations: 0, deadLetters: 0),
                    BotQueue(
                        bot: .optics, dueConversations: 1, oldestDueAge: .seconds(7), waitingEvents: 3, claimedConversations: 1,
                        suspendedConversations: 1, unsentMessages: 1, handedOverConversations: 1, deadLetters: 1),
                ])
        }
    }

    @Test("the report has a line a bot and one for each paused account", arguments: TestBackend.allCases)
    func report(on backend: TestBackend) async throws {
        try await Self.withWork(on: backend) { store, _ in
            let report = try await QueueReport(of: store, bot: nil)
            #expect(
                report.lines == [
                    "bot     due  oldest  waiting  working  retrying  unsent  with people  dead letters",
                    "bakery    1  1m 37s        1        0         0       0            0             0",
                    "optics    1      7s        3        1         1       1            1             1",
                    "paused: account account of bakery of bakery: 190",
                ])
            let json = try await QueueReport(of: store, bot: .optics).json
            #expect(json["bots"]?.elements.count == 1)
            #expect(json["bots"]?[0]?["oldest_due_seconds"] == .double(7))
            #expect(json["paused_accounts"] == [])
        }
    }

    @Test("a store without conversations has nothing to do", arguments: TestBackend.allCases)
    func nothing(on backend: TestBackend) async throws {
        try await backend.withStore { store, _, _ in
            let report = try await QueueReport(of: store, bot: nil)
            #expect(report.lines == ["there is no conversation yet"])
        }
    }

    @Test("a bot that has nothing among others is named")
    func nobody() async throws {
        try await Self.withWork(on: .sqlite) { store, _ in
            let bot = BotID(rawValue: "nope")
            let report = try await QueueReport(of: store, bot: bot)
            #expect(report.lines == ["there is no conversation with 'nope'"])
            #expect(DeadLetterReport.lines(of: [], bot: bot, isFull: false) == ["there is no dead letter of 'nope'"])
        }
    }

    @Test(
        "an age is told in its two largest units",
        arguments: [(0, "-"), (5, "5s"), (65, "1m 5s"), (3700, "1h 1m"), (200_000, "2d 7h")])
    func ages(seconds: Int, text: String) {
        #expect(QueueReport.text(of: .seconds(seconds)) == text)
    }
}
