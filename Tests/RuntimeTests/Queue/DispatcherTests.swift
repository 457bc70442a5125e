import Engine
import ServiceLifecycleTestKit
import Testing

@testable import Runtime

@Suite("the dispatcher", .inEveryStore, .timeLimit(.minutes(1)))
struct DispatcherTests {
    /// A message on its way that a test holds back.
    private struct Sending {
        let text: String
        let letGo: AsyncStream<Void>.Continuation
    }

    /// Of several bots.
    private func dispatcher(_ stages: [Stage], on store: any Store, conversations: Int) -> Dispatcher {
        var limits = Dispatcher.Limits()
        limits.conversations = conversations
        let hosts = Dictionary(uniqueKeysWithValues: stages.map { ($0.host.bot.id, $0.host) })
        return Dispatcher(store: store, bots: hosts, observer: stages[0].observer, time: stages[0].time, limits: limits)
    }

    private func dispatcher(_ stage: Stage, on store: any Store, conversations: Int = 64) -> Dispatcher {
        var limits = Dispatcher.Limits()
        limits.conversations = conversations
        return Dispatcher(
            store: store, bots: [stage.host.bot.id: stage.host], observer: stage.observer, time: stage.time, limits: limits)
    }

    /// Lets the channel hold each message back until a test lets it go.
    private func hold(_ count: Int, on stage: Stage) -> AsyncStream<Sending> {
        let (sendings, sending) = AsyncStream<Sending>.makeStream()
        for _ in 0..<count {
            stage.channel.sends.then { sent in
                let (gate, letGo) = AsyncStream<Void>.makeStream()
                sending.yield(Sending(text: sent.text, letGo: letGo))
                for await _ in gate {}
                return .success("provider's \(sent.tag)")
            }
        }
        return sendings
    }

    @Test("a message is taken up when it comes, without waiting for the clock")
    func hint() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            var sendings = hold(2, on: stage).makeAsyncIterator()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await dispatcher(stage, on: store).run() }
                for text in ["one", "two"] {
                    try await store.accept([.text(text, id: text)])
                    let sending = try #require(await sendings.next())
                    #expect(sending.text == text)
                    sending.letGo.finish()
                }
                group.cancelAll()
            }
        }
    }

    @Test("what comes while its conversation is worked on is taken up when that is given back, without waiting for the clock")
    func meanwhile() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            var sendings = hold(2, on: stage).makeAsyncIterator()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await dispatcher(stage, on: store).run() }
                try await store.accept([.text("one", id: "1")])
                let first = try #require(await sendings.next())
                try await store.accept([.text("two", id: "2", at: 1)])
                first.letGo.finish()
                #expect(try #require(await sendings.next()).text == "two")
                group.cancelAll()
            }
        }
    }

    @Test("more messages than one claim works on are answered without waiting for the clock", arguments: ["", "merge: 500ms"])
    func many(turns: String) async throws {
        let bot = turns.isEmpty ? Bots.echo : Bots.echo + "\npolicies: {turns: {\(turns)}}\n"
        try await Stage.with(bot) { stage, store in
            try await store.accept((1...45).map { .text("\($0)", id: "\($0)", at: $0) })
            stage.time.advance(by: .seconds(1))
            await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await dispatcher(stage, on: store).run() }
                while stage.channel.texts.last?.hasSuffix("45") != true, !Task.isCancelled { await Task.yield() }
                group.cancelAll()
            }
        }
    }

    @Test("what becomes due is found by asking")
    func polling() async throws {
        try await Stage.with(Bots.agent) { stage, store in
            stage.models.script.then({ _ in .unavailable() }, { _ in .says("at last") })
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await dispatcher(stage, on: store).run() }
                // The dispatcher's three intervals sleep, so that each begins anew with the first step of the clock.
                while stage.time.sleepers < 3, !Task.isCancelled { await Task.yield() }
                try await store.accept([.text("hello", id: "1")])
                while stage.observer.count(of: "turn suspended") == 0, !Task.isCancelled { await Task.yield() }
                // As long as the model is to be left alone, and shorter than a beat: no lease can run out.
                stage.time.advance(by: .seconds(1))
                while stage.channel.texts.isEmpty, !Task.isCancelled { await Task.yield() }
                group.cancelAll()
            }
            #expect(stage.channel.texts == ["at last"])
        }
    }

    @Test("work that may have ended the process has no other such work beside it, and holds nobody else up")
    func suspects() async throws {
        try await TestBackend.usual.withDatabase { database in
            let stage = try Stage(Bots.echo, on: database)
            let first = try await database.open()
            try await first.accept([.text("a", id: "1", from: "ana")])
            stage.time.advance(by: .seconds(1))
            try await first.accept([.text("b", id: "2", from: "bia", at: 1)])
            await first.close()
            for _ in 1...Lease.suspicion { try await stage.crash() }
            let store = try await database.open()
            try await store.accept([.text("c", id: "3", from: "caio", at: 1), .text("more", id: "4", from: "ana", at: 1)])
            var sendings = hold(4, on: stage).makeAsyncIterator()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await dispatcher(stage, on: store).run() }
                let under = [try #require(await sendings.next()), try #require(await sendings.next())]
                #expect(Set(under.map(\.text)) == ["a", "c"])
                #expect(try await store.statistics().claimedConversations == 2)
                under.forEach { $0.letGo.finish() }
                // A suspect whose turn is done is none any more: what came after it is no reason for others to wait.
                let rest = [try #require(await sendings.next()), try #require(await sendings.next())]
                #expect(Set(rest.map(\.text)) == ["b", "more"])
                #expect(stage.observer.count(of: "suspect after \(Lease.suspicion)") == 2)
                rest.forEach { $0.letGo.finish() }
                group.cancelAll()
            }
            await store.close()
        }
    }

    @Test("what is old is forgotten soon after the start, also by a process that does not run for an hour")
    func pruning() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            let id = ConversationID(rawValue: 1)
            stage.channel.sends.then { _ in .success("sent") }
            try await store.accept([.text("hello", id: "1")])
            try await stage.work(on: store)
            #expect(try await store.recordedTurns(of: id, limit: 1).count == 1)
            stage.time.advance(by: Dispatcher.Limits().keptFor)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await dispatcher(stage, on: store).run() }
                while stage.time.sleepers < 3, !Task.isCancelled { await Task.yield() }
                stage.time.advance(by: .seconds(60))
                while try await !store.recordedTurns(of: id, limit: 1).isEmpty, !Task.isCancelled { await Task.yield() }
                group.cancelAll()
            }
        }
    }

    @Test("conversations are worked on at once, the messages of each one after the other")
    func concurrency() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            var sendings = hold(4, on: stage).makeAsyncIterator()
            try await store.accept([
                .text("a1", id: "1", from: "ana"), .text("a2", id: "2", from: "ana", at: 1), .text("b1", id: "3", from: "bia"),
                .text("b2", id: "4", from: "bia", at: 1),
            ])
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await dispatcher(stage, on: store).run() }
                let first = try #require(await sendings.next())
                let second = try #require(await sendings.next())
                #expect(Set([first.text, second.text]) == ["a1", "b1"])
                #expect(stage.channel.texts.count == 2)
                first.letGo.finish()
                let third = try #require(await sendings.next())
                #expect(third.text == (first.text == "a1" ? "a2" : "b2"))
                group.cancelAll()
            }
        }
    }

    @Test("no more conversations are claimed than may be worked on")
    func limit() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            var sendings = hold(2, on: stage).makeAsyncIterator()
            try await store.accept([.text("a", id: "1", from: "ana"), .text("b", id: "2", from: "bia")])
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await dispatcher(stage, on: store, conversations: 1).run() }
                let first = try #require(await sendings.next())
                #expect(try await store.statistics().claimedConversations == 1)
                first.letGo.finish()
                let second = try #require(await sendings.next())
                #expect(Set([first.text, second.text]) == ["a", "b"])
                group.cancelAll()
            }
        }
    }

    @Test("a bot whose turns do not end leaves the others their places, and takes all that is nobody's", .timeLimit(.minutes(1)))
    func fairness() async throws {
        try await Stage.with(Bots.echo) { optics, store in
            let bakery = try Stage(Bots.echo.replacing("id: optics", with: "id: bakery"), on: optics.database)
            var slow = hold(300, on: optics).makeAsyncIterator()
            var quick = hold(3, on: bakery).makeAsyncIterator()
            try await store.accept((0..<300).map { .text("slow", id: "s\($0)", from: "person \($0)") })
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await dispatcher([optics, bakery], on: store, conversations: 16).run() }
                var held: [Sending] = []
                for _ in 1...12 { held.append(try #require(await slow.next())) }
                for text in ["one", "two", "three"] {
                    try await store.accept([.text(text, id: text, bot: .bakery)])
                    let sending = try #require(await quick.next())
                    #expect(sending.text == text)
                    sending.letGo.finish()
                }
                #expect(optics.channel.texts.count == 12)
                group.cancelAll()
            }
        }
    }

    @Test("a bot that is alone has all places", .timeLimit(.minutes(1)))
    func alone() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            var sendings = hold(40, on: stage).makeAsyncIterator()
            try await store.accept((0..<40).map { .text("text", id: "\($0)", from: "person \($0)") })
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await dispatcher(stage, on: store, conversations: 16).run() }
                for _ in 1...16 { _ = try #require(await sendings.next()) }
                #expect(try await store.statistics().claimedConversations == 16)
                group.cancelAll()
            }
        }
    }

    @Test("a bot works on no more conversations at once than its own limit says", .timeLimit(.minutes(1)))
    func ownLimit() async throws {
        let limited = Bots.echo + "\nlimits: {turns: 2}"
        try await Stage.with(limited) { optics, store in
            let bakery = try Stage(Bots.echo.replacing("id: optics", with: "id: bakery"), on: optics.database)
            var sendings = hold(6, on: optics).makeAsyncIterator()
            var others = hold(6, on: bakery).makeAsyncIterator()
            try await store.accept((0..<6).map { .text("text", id: "\($0)", from: "person \($0)") })
            try await store.accept((0..<6).map { .text("text", id: "b\($0)", from: "person \($0)", bot: .bakery) })
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await dispatcher([optics, bakery], on: store, conversations: 16).run() }
                var held: [Sending] = []
                for _ in 1...6 { held.append(try #require(await others.next())) }
                for _ in 1...6 {
                    let first = try #require(await sendings.next())
                    #expect(try await store.statistics().claimedConversations <= 8)
                    first.letGo.finish()
                }
                group.cancelAll()
            }
        }
    }

    @Test("a graceful stop lets the turn that runs end, and claims no more")
    func gracefulStop() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            var sendings = hold(2, on: stage).makeAsyncIterator()
            try await store.accept([.text("one", id: "1"), .text("two", id: "2", at: 1)])
            try await testGracefulShutdown { stop in
                async let running: Void = dispatcher(stage, on: store, conversations: 1).run()
                let first = try #require(await sendings.next())
                stop.triggerGracefulShutdown()
                first.letGo.finish()
                try await running
            }
            #expect(stage.channel.texts == ["one"])
            #expect(stage.observer.lines == ["turn finished", "sent"])
            let statistics = try await store.statistics()
            #expect(statistics.claimedConversations == 0)
            #expect(statistics.dueConversations == 1)
            #expect(statistics.unsentMessages == 0)
        }
    }

    @Test("what was put to be shown as read is shown before a graceful stop is over")
    func gracefulStopAmidReceipts() async throws {
        let yaml = Bots.echo + "\npolicies:\n  receive: {mark_read: true, typing: true}\n"
        try await Stage.with(yaml) { stage, store in
            let gate = Gate()
            stage.channel.receipts.then { _ in
                await gate.passed()
                return nil
            }
            try await store.accept([.text("one", id: "1"), .text("two", id: "2", at: 1)])
            try await testGracefulShutdown { stop in
                async let running: Void = dispatcher(stage, on: store, conversations: 1).run()
                while stage.observer.count(of: "sent") < 2 { await Task.yield() }
                stop.triggerGracefulShutdown()
                gate.open()
                try await running
            }
            #expect(stage.channel.receipts.asked.map(\.messageID) == ["1", "2"])
        }
    }

    @Test("a store that fails gives its conversations back later, and they are worked on then")
    func failingStore() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            try await store.accept([.text("hello", id: "1")])
            let lease = try await store.claimOne(for: store.register())
            let context = WorkContext(store: FullStore(store), observer: stage.observer, time: stage.time, chance: { 0 })
            await ConversationWorker(host: stage.host, lease: lease, context: context).run()
            #expect(stage.channel.texts.isEmpty)
            #expect(stage.observer.lines == ["store: full"])
            #expect(try await stage.work(on: store) == 0)
            stage.time.advance(by: .seconds(5))
            try await stage.work(on: store)
            #expect(stage.channel.texts == ["hello"])
        }
    }
}
