import CEL
import Engine
import Testing

@testable import Runtime

@Suite("looking into every store")
struct LookingTests {
    private static let handedOver = HandedOver(
        queue: "atendimento", summary: "quer trocar", since: ManualTime.start.advanced(by: .seconds(3)))

    @Test("a conversation is listed with how it stands", arguments: TestBackend.allCases)
    func standings(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, time in
            for arrival: Arrival in [
                .text("a", id: "1", from: "ana", named: "Ana", phone: "5511999990001"), .text("b", id: "2", from: "bia"),
                .text("c", id: "3", from: "cid"), .text("d", id: "4", from: "davi", bot: .bakery),
            ] {
                try await store.accept([arrival])
            }
            for lease in try await store.claim(limit: 10, of: [.optics], for: worker) {
                let turn: FinishedTurn =
                    switch lease.conversation.rawValue {
                    case 1: .sample(1, wakingAfter: .seconds(60))
                    case 2: .sample(1, rest: .handedOver, handedOver: LookingTests.handedOver)
                    default: .sample(1, rest: .ended)
                    }
                _ = try await store.finish(turn, sending: [.plain("x")], under: lease)
                try await store.release(lease, notBefore: nil)
            }
            let all = try await store.conversations(ConversationFilter(), before: nil, limit: 10)
            #expect(all.map(\.id.rawValue) == [4, 3, 2, 1])
            #expect(all.map(\.standing) == [.working, .ended, .handedOver, .waiting])
            #expect(
                all.last
                    == ConversationSummary(
                        id: ConversationID(rawValue: 1), bot: .optics, account: "account of optics",
                        contact: Contact(key: "ana", phone: "5511999990001", name: "Ana"), startedAt: ManualTime.start,
                        saidAt: ManualTime.start, standing: .waiting, handedOver: nil,
                        wakeAt: ManualTime.start.advanced(by: .seconds(60)), waitingEvents: 0, unsentMessages: 1, deadLetters: 0))
            #expect(all[2].handedOver == LookingTests.handedOver)
            #expect(all[0].waitingEvents == 1)
            #expect(try await store.statistics().handedOverConversations == 1)
        }
    }

    @Test("a list is cut to a bot, a standing, a silence and a page", arguments: TestBackend.allCases)
    func filters(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            for arrival: Arrival in [
                .text("a", id: "1", from: "ana"), .text("b", id: "2", from: "bia"),
                .text("c", id: "3", from: "cid", bot: .bakery),
            ] {
                try await store.accept([arrival])
            }
            let lease = try await store.claim(limit: 1, of: [.bakery], for: worker)[0]
            _ = try await store.finish(.sample(1), sending: [], under: lease)
            try await store.release(lease, notBefore: nil)

            func list(_ filter: ConversationFilter, before: Int64? = nil, limit: Int = 10) async throws -> [Int64] {
                try await store.conversations(filter, before: before.map(ConversationID.init(rawValue:)), limit: limit)
                    .map(\.id.rawValue)
            }
            #expect(try await list(ConversationFilter(bot: .optics)) == [2, 1])
            #expect(try await list(ConversationFilter(standing: .waiting)) == [3])
            #expect(try await list(ConversationFilter(quietSince: ManualTime.start)) == [2, 1])
            #expect(try await list(ConversationFilter(quietSince: ManualTime.start.advanced(by: .seconds(1)))) == [3, 2, 1])
            #expect(try await list(ConversationFilter(), limit: 2) == [3, 2])
            #expect(try await list(ConversationFilter(), before: 2) == [1])
        }
    }

    @Test("a conversation that was handed over is a person's until a turn leaves it to the bot", arguments: TestBackend.allCases)
    func handOver(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            func handedOver() async throws -> HandedOver? {
                try await store.conversation(ConversationID(rawValue: 1), historyEntries: 1)?.summary.handedOver
            }
            try await store.accept((1...3).map { .text("a", id: "\($0)", at: $0) })
            let lease = try await store.claimOne(for: worker)
            var working = WorkingTurn.sample(1)
            working.handedOver = LookingTests.handedOver
            _ = try await store.save(working, sending: [], intending: [], under: lease)
            #expect(try await handedOver() == LookingTests.handedOver)
            _ = try await store.finish(.sample(1, rest: .handedOver), sending: [], under: lease)
            _ = try await store.finish(.sample(2, turn: 2, rest: .handedOver), sending: [], under: lease)
            #expect(try await handedOver() == LookingTests.handedOver)
            _ = try await store.finish(.sample(3, turn: 3), sending: [], under: lease)
            #expect(try await handedOver() == nil)
        }
    }

    @Test("a conversation is shown with all that it holds", arguments: TestBackend.allCases)
    func show(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            try await store.accept((1...3).map { .text("a", id: "\($0)", at: $0) })
            let lease = try await store.claimOne(for: worker)
            _ = try await store.finish(.sample(1), sending: [.plain("x")], under: lease)
            try await store.giveUp(event: 2, because: "no", forgetting: false, under: lease)
            _ = try await store.save(.sample(3), sending: [], intending: [], under: lease)
            let claimed = try await store.load(lease)
            let stored = try await store.conversation(lease.conversation, historyEntries: 10)
            #expect(stored?.checkpoint == claimed.checkpoint)
            #expect(stored?.working == claimed.working)
            #expect(stored?.inbox == claimed.inbox)
            #expect(stored?.outbox == claimed.outbox)
            #expect(stored?.history == claimed.history)
            #expect(stored?.deadLetters.map(\.subject) == [.turn(event: 2)])
            #expect(stored?.summary.deadLetters == 1)
            #expect(try await store.conversation(ConversationID(rawValue: 99), historyEntries: 1) == nil)
        }
    }

    @Test("finished turns are recorded with what the bot was told and what it sent", arguments: TestBackend.allCases)
    func recordings(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, time in
            try await store.accept([.text("a", id: "1"), .text("b", id: "2", at: 1)])
            let lease = try await store.claimOne(for: worker)
            _ = try await store.save(.sample(1), sending: [.plain("wait")], intending: [], under: lease)
            _ = try await store.finish(.sample(1, told: ToldEvent.samples), sending: [.plain("x")], under: lease)
            _ = try await store.finish(.sample(2, turn: 2), sending: [], under: lease)
            let turns = try await store.recordedTurns(of: lease.conversation, limit: 10)
            #expect(
                turns == [
                    RecordedTurn(
                        event: 1, endedAt: time.now, checkpoint: nil, told: ToldEvent.samples,
                        sent: [.plain("wait"), .plain("x")]),
                    RecordedTurn(event: 2, endedAt: time.now, checkpoint: ["turn": 1], told: [], sent: []),
                ])
            #expect(try await store.recordedTurns(of: lease.conversation, limit: 1).map(\.event) == [2])
            time.advance(by: .seconds(1))
            try await store.prune(before: time.now)
            #expect(try await store.recordedTurns(of: lease.conversation, limit: 10).isEmpty)
        }
    }
}

extension ToldEvent {
    static let samples: [ToldEvent] =
        [
            .message(InboundMessage(id: "1", at: ManualTime.start, content: .choice(id: "sim", title: "Sim"))), .timer,
            .operated(.giveBack), .operated(.wrote("olá")), .abandoned(CallFailure(.invalid, "no")),
        ].map { ToldEvent(Event(at: ManualTime.start, kind: $0)) }
        + CallResult.samples.enumerated().map { place, result in
            let event = Event(
                at: ManualTime.start.advanced(by: .seconds(place)), kind: .finished(CallID(turn: 1, number: place), result))
            return ToldEvent(event, use: Use(tool: ToolName(rawValue: "find"), arguments: ["number": .int(Int64(place))]))
        }
}
