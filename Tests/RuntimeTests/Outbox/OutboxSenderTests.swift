import Engine
import Testing

@testable import Runtime

@Suite("sending", .inEveryStore)
struct OutboxSenderTests {
    @Test(
        "what cannot be sent ends, as a dead letter when it is somebody's fault, and the conversation goes on",
        arguments: [(SendFailure.Code.rejected, 1), (.windowClosed, 1), (.unwanted, 0)])
    func ends(code: SendFailure.Code, deadLetters: Int) async throws {
        try await Stage.with(Bots.echo) { stage, store in
            stage.channel.sends.then { _ in .failure(SendFailure(code, "no")) }
            try await store.accept([.text("first", id: "1"), .text("second", id: "2", at: 1)])
            try await stage.work(on: store)
            #expect(stage.channel.texts == ["first", "second"])
            #expect(try await store.deadLetters(of: nil, before: nil, limit: 10).count == deadLetters)
            #expect(try await stage.work(on: store) == 0)
        }
    }

    @Test(
        "a message that must wait holds back all that comes after it",
        arguments: [(SendFailure.Code.retry, 2), (.slowContact, 1), (.tooFast, 5), (.slowAccount, 5), (.accountBlocked, 300)])
    func waits(code: SendFailure.Code, seconds: Int) async throws {
        try await Stage.with(Bots.echo) { stage, store in
            stage.channel.sends.then { _ in .failure(SendFailure(code, "later")) }
            try await store.accept([.text("first|more", id: "1"), .text("second", id: "2", at: 1)])
            try await stage.work(on: store)
            #expect(stage.channel.texts == ["first"])
            stage.time.advance(by: .milliseconds(seconds * 1000 - 1))
            #expect(try await stage.work(on: store) == 0)
            stage.time.advance(by: .milliseconds(1))
            try await stage.work(on: store)
            #expect(stage.channel.texts == ["first", "first", "more", "second"])
            #expect(stage.channel.sends.asked[0].tag == stage.channel.sends.asked[1].tag)
        }
    }

    @Test(
        "a failure that concerns the whole account lets all its conversations wait",
        arguments: [SendFailure.Code.tooFast, .slowAccount, .accountBlocked])
    func pausesAccount(code: SendFailure.Code) async throws {
        try await Stage.with(Bots.echo) { stage, store in
            stage.channel.sends.then { _ in .failure(SendFailure(code, providerCode: 190, "token")) }
            try await store.accept([.text("a", id: "1", from: "ana")])
            try await stage.work(on: store)
            try await store.accept([.text("b", id: "2", from: "bia")])
            #expect(try await stage.work(on: store) == 0)
            #expect(try await store.statistics().pausedAccounts.map(\.reason) == ["\(code.rawValue) (190): token"])
            stage.time.advance(by: .seconds(300))
            try await stage.work(on: store)
            #expect(Set(stage.channel.texts) == ["a", "b"])
            #expect(try await store.deadLetters(of: nil, before: nil, limit: 10).isEmpty)
        }
    }

    @Test("a message of unknown outcome is sent again when no status comes")
    func unknownOutcome() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            stage.channel.sends.then { _ in .failure(SendFailure(.unknownOutcome, "timeout")) }
            try await store.accept([.text("hello", id: "1")])
            try await stage.work(on: store)
            stage.time.advance(by: .milliseconds(19_999))
            #expect(try await stage.work(on: store) == 0)
            stage.time.advance(by: .milliseconds(1))
            try await stage.work(on: store)
            #expect(stage.channel.texts == ["hello", "hello"])
            #expect(Set(stage.channel.sends.asked.map(\.tag)).count == 1)
        }
    }

    @Test("a message of unknown outcome is not sent again when its status comes, and the next one leaves at once")
    func unknownOutcomeWithStatus() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            stage.channel.sends.then { _ in .failure(SendFailure(.unknownOutcome, "timeout")) }
            try await store.accept([.text("hello|again", id: "1")])
            try await stage.work(on: store)
            try await store.accept([.status(.sent, of: "p1", tag: DeliveryTag(stage.channel.sends.asked[0].tag))])
            try await stage.work(on: store)
            #expect(stage.channel.texts == ["hello", "again"])
        }
    }

    @Test("a message that a status settles when it was loaded already is not sent again")
    func settledMeanwhile() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            try await store.accept([.text("hello", id: "1")])
            let worker = try await store.register()
            let lease = try await store.claimOne(for: worker)
            let sent = try await store.finish(.sample(1), sending: [.plain("one"), .plain("two")], under: lease)
            stage.time.advance(by: SendPolicy.statusWait.first)
            try await store.beat(worker)
            let unsent = try await store.load(lease).outbox
            try await store.accept([.status(.sent, of: "p1", tag: sent[0].tag)])
            let sender = OutboxSender(
                host: stage.host, lease: lease, account: stage.channel.account, contact: Contact(key: "ana"),
                context: WorkContext(
                    store: store, observer: stage.observer, time: stage.time, startedAt: ManualTime.start, chance: { 0 }))
            #expect(try await sender.send(unsent, areFresh: false) == .settled)
            #expect(stage.channel.texts == ["two"])
            #expect(try await store.load(lease).outbox.isEmpty)
        }
    }

    @Test("a message whose outcome stays unknown is sent five times, each time later, and then is a dead letter")
    func unknownOutcomeAlways() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            for _ in 0..<5 { stage.channel.sends.then { _ in .failure(SendFailure(.unknownOutcome, "timeout")) } }
            try await store.accept([.text("hello", id: "1"), .text("next", id: "2", at: 1)])
            try await stage.work(on: store)
            for (place, wait) in [20, 40, 80, 160].enumerated() {
                stage.time.advance(by: .milliseconds(wait * 1000 - 1))
                #expect(try await stage.work(on: store) == 0)
                stage.time.advance(by: .milliseconds(1))
                try await stage.work(on: store)
                #expect(stage.channel.texts == Array(repeating: "hello", count: place + 2))
            }
            stage.time.advance(by: .milliseconds(319_999))
            #expect(try await stage.work(on: store) == 0)
            stage.time.advance(by: .milliseconds(1))
            try await stage.work(on: store)
            #expect(stage.channel.texts.suffix(2) == ["hello", "next"])
            #expect(try await store.deadLetters(of: nil, before: nil, limit: 10).map(\.subject) == [.delivery(message: 1)])
        }
    }

    @Test(
        "a message that was being sent when the process ended waits for its status, counted from the next start, then is sent",
        arguments: [0, 3600])
    func crashWhileSending(secondsAway: Int) async throws {
        try await TestBackend.usual.withDatabase { database in
            let stage = try Stage(Bots.echo, on: database)
            let (sent, send) = AsyncStream<Void>.makeStream()
            let first = try await database.open()
            stage.channel.sends.then { _ in
                await first.close()
                send.yield()
                return .success("p1")
            }
            try await first.accept([.text("hello", id: "1")])
            try await stage.work(on: first, cancelledBy: sent)

            let store = try await database.open()
            stage.time.advance(by: .seconds(secondsAway))
            let start = stage.time.now
            try await stage.work(on: store, startedAt: start)
            stage.time.advance(by: .seconds(19))
            try await stage.work(on: store, startedAt: start)
            #expect(stage.channel.texts == ["hello"])
            stage.time.advance(by: .seconds(1))
            try await stage.work(on: store, startedAt: start)
            #expect(stage.channel.texts == ["hello", "hello"])
            await store.close()
        }
    }

    @Test(
        "a message at whose sending the process ends each time is sent five times, and then is a dead letter",
        arguments: [true, false])
    func crashWheneverSending(isBackAtOnce: Bool) async throws {
        try await TestBackend.usual.withDatabase { database in
            let stage = try Stage(Bots.echo, on: database)
            var store = try await database.open()
            try await store.accept([.text("hello", id: "1")])
            for wait in [20, 40, 80, 160, 320] {
                let (sent, send) = AsyncStream<Void>.makeStream()
                stage.channel.sends.then { [store] _ in
                    await store.close()
                    send.yield()
                    return .success("p1")
                }
                try await stage.work(on: store, cancelledBy: sent)
                store = try await database.open()
                if isBackAtOnce { try await stage.work(on: store) }
                stage.time.advance(by: .seconds(wait))
            }
            // The first time the turn was finished before, which begins the count.
            let lease = try await store.claimOne(for: store.register())
            #expect(lease.crashes == 4)
            try await store.release(lease, notBefore: nil)
            try await stage.work(on: store)
            #expect(stage.channel.texts == Array(repeating: "hello", count: 5))
            #expect(try await store.deadLetters(of: nil, before: nil, limit: 10).map(\.subject) == [.delivery(message: 1)])
            await store.close()
        }
    }

    @Test(
        "a message that ends the process five times is a dead letter, unless a status tells of it in the time that it has",
        arguments: [true, false])
    func poison(isTold: Bool) async throws {
        try await TestBackend.usual.withDatabase { database in
            let stage = try Stage(Bots.echo, on: database)
            let first = try await database.open()
            try await first.accept([.text("hello", id: "1")])
            let lease = try await first.claimOne(for: first.register())
            let sent = try await first.finish(.sample(1), sending: [.plain("poison"), .plain("fine")], under: lease)
            await first.close()
            for _ in 0..<5 { try await stage.crash() }
            let store = try await database.open()
            try await stage.work(on: store)
            #expect(try await store.statistics().suspendedConversations == 1)
            if isTold { try await store.accept([.status(.delivered, of: "p1", tag: sent[0].tag)]) }
            stage.time.advance(by: .seconds(20))
            while try await stage.work(on: store, startedAt: ManualTime.start) > 0 {}
            #expect(stage.channel.texts == ["fine"])
            let letters = try await store.deadLetters(of: nil, before: nil, limit: 10)
            #expect(letters.map(\.subject) == (isTold ? [] : [.delivery(message: 1)]))
            await store.close()
        }
    }
}
