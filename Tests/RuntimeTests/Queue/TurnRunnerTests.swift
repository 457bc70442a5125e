import Engine
import Testing

@testable import Runtime

@Suite("turns", .inEveryStore, .timeLimit(.minutes(2)))
struct TurnRunnerTests {
    @Test("a message is answered, and nothing is left to do")
    func answer() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            try await store.accept([.text("hello", id: "1")])
            try await stage.work(on: store)
            #expect(stage.channel.sends.asked.map(\.text) == ["hello"])
            #expect(stage.channel.sends.asked.map(\.contact) == ["ana"])
            #expect(stage.observer.lines == ["turn finished", "sent"])
            #expect(try await stage.work(on: store) == 0)
            let history = try await store.history(of: ConversationID(rawValue: 1), limit: 10)
            #expect(history.map(\.text) == ["hello", "hello"])
        }
    }

    @Test("messages of one person are answered in order, each in a turn of its own")
    func order() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            try await store.accept((1...30).map { .text("message \($0)", id: "\($0)", at: $0) })
            while try await stage.work(on: store) > 0 {}
            #expect(stage.channel.texts == (1...30).map { "message \($0)" })
            let history = try await store.history(of: ConversationID(rawValue: 1), limit: 100)
            #expect(history.map(\.turn) == (1...30).flatMap { [$0, $0] })
        }
    }

    @Test("a message that the channel carries in parts is sent in parts")
    func parts() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            try await store.accept([.text("one|two", id: "1")])
            try await stage.work(on: store)
            #expect(stage.channel.texts == ["one", "two"])
            #expect(Set(stage.channel.sends.asked.map(\.tag)).count == 2)
        }
    }

    @Test("a model and its tools are asked until the turn is over")
    func tools() async throws {
        try await Stage.with(Bots.agent) { stage, store in
            stage.models.script.then({ _ in .calls("find", "find") }, { _ in .says("It is on its way.") })
            stage.actions.script.then({ _ in .success(.rows([["status": "sent"]])) }, { _ in .success(.rows([])) })
            try await store.accept([.text("where is it?", id: "1")])
            try await stage.work(on: store)
            #expect(stage.channel.texts == ["It is on its way."])
            #expect(stage.models.script.asked.last?.messages.count == 5)
            #expect(stage.observer.lines.last == "sent")
        }
    }

    @Test("what a model said is kept when the turn still waits half a second later, and not before")
    func keptAfterReply() async throws {
        try await Stage.with(Bots.agent) { stage, store in
            stage.models.script.then({ _ in .calls("find") }, { _ in .says("It is on its way.") })
            stage.actions.script.then { _ in
                while !stage.time.isSleptOn { await Task.yield() }
                stage.time.advance(by: .milliseconds(499))
                #expect(stage.time.isSleptOn)
                let kept = await stage.kept(in: store)
                #expect(kept?.inbox.count == 1)
                #expect(kept?.working == nil)
                stage.time.advance(by: .milliseconds(1))
                while await stage.kept(in: store)?.working?.event != 1, !Task.isCancelled { await Task.yield() }
                return .success(.rows([]))
            }
            try await store.accept([.text("where is it?", id: "1")])
            try await stage.work(on: store)
            #expect(stage.channel.texts == ["It is on its way."])
            #expect(try await store.statistics().claimedConversations == 0)
        }
    }

    @Test("what was said is the next turn's memory, also within one claim", arguments: [true, false])
    func memory(isOneClaim: Bool) async throws {
        try await Stage.with(Bots.agent) { stage, store in
            stage.models.script.then({ _ in .says("first answer") }, { _ in .says("second answer") })
            try await store.accept([.text("first", id: "1")])
            if !isOneClaim { try await stage.work(on: store) }
            try await store.accept([.text("second", id: "2", at: 1)])
            try await stage.work(on: store)
            let said = stage.models.script.asked.last?.messages.dropFirst()
            #expect(said.map(Array.init) == [.user("first"), .assistant("first answer", calls: []), .user("second")])
        }
    }

    @Test("an unavailable model is asked again after a pause that doubles, then the person gets the apology")
    func unavailableModel() async throws {
        try await Stage.with(Bots.agent) { stage, store in
            stage.models.script.then({ _ in .unavailable() }, { _ in .unavailable() }, { _ in .unavailable() })
            try await store.accept([.text("hello", id: "1")])
            for pause in [1, 2] {
                try await stage.work(on: store)
                stage.time.advance(by: .milliseconds(pause * 1000 - 1))
                #expect(try await stage.work(on: store) == 0)
                stage.time.advance(by: .milliseconds(1))
            }
            #expect(stage.channel.texts.isEmpty)
            try await stage.work(on: store)
            #expect(stage.channel.texts == ["Sorry."])
            #expect(stage.observer.lines.filter { $0.hasPrefix("turn") } == ["turn suspended", "turn suspended", "turn failed"])
            let letters = try await store.deadLetters(of: nil, before: nil, limit: 10)
            #expect(letters.map(\.subject) == [.turn(event: 1)])
        }
    }

    @Test("a model that says when to come back is asked then, within the turn's time", arguments: [(30, true), (61, false)])
    func retryAfter(seconds: Int, isWaitedFor: Bool) async throws {
        try await Stage.with(Bots.agent) { stage, store in
            stage.models.script.then({ _ in .unavailable(retryAfter: .seconds(seconds)) }, { _ in .says("here I am") })
            try await store.accept([.text("hello", id: "1")])
            try await stage.work(on: store)
            stage.time.advance(by: .seconds(seconds - 1))
            try await stage.work(on: store)
            stage.time.advance(by: .seconds(1))
            try await stage.work(on: store)
            #expect(stage.channel.texts == [isWaitedFor ? "here I am" : "Sorry."])
        }
    }

    @Test("a model's refusal is final")
    func refusal() async throws {
        try await Stage.with(Bots.agent) { stage, store in
            stage.models.script.then { _ in .failure(CallFailure(.refused, "status 400")) }
            try await store.accept([.text("hello", id: "1")])
            try await stage.work(on: store)
            #expect(stage.channel.texts == ["Sorry."])
        }
    }

    @Test("messages in the midst of a turn and writes are kept before they leave")
    func intents() async throws {
        try await Stage.with(Bots.writer) { stage, store in
            stage.channel.sends.then { sent in
                let kept = await stage.kept(in: store)
                #expect(kept?.outbox.map(\.message) == [.plain("One moment.")])
                #expect(kept?.working != nil)
                return .success("p1")
            }
            stage.actions.script.then { asked in
                let kept = await stage.kept(in: store)
                #expect(kept?.journal == [JournalEntry(key: IdempotencyKey(rawValue: asked.context.idempotencyKey), result: nil)])
                #expect(kept?.outbox == [])
                return .success(.http(status: 201, body: ["id": "A-77"]))
            }
            try await store.accept([.text("open one", id: "1")])
            try await stage.work(on: store)
            #expect(stage.channel.texts == ["One moment.", "A-77"])
            #expect(stage.actions.script.asked.map(\.context.turn) == [1])
        }
    }

    @Test("a write that was under way when the process ended is called again under its key")
    func unknownWrite() async throws {
        try await TestBackend.usual.withDatabase { database in
            let stage = try Stage(Bots.writer, on: database)
            let (called, call) = AsyncStream<Void>.makeStream()
            let first = try await database.open()
            stage.actions.script.then(
                { _ in
                    await first.close()
                    call.yield()
                    return .success(.http(status: 201, body: ["id": "lost"]))
                }, { _ in .success(.http(status: 201, body: ["id": "A-77"])) })
            try await first.accept([.text("open one", id: "1")])
            try await stage.work(on: first, cancelledBy: called)

            let store = try await database.open()
            try await stage.work(on: store)
            #expect(stage.channel.texts == ["One moment.", "A-77"])
            #expect(Set(stage.actions.script.asked.map(\.context.idempotencyKey)).count == 1)
            #expect(stage.actions.script.asked.count == 2)
            await store.close()
        }
    }

    @Test("a write whose result was kept is not called again")
    func knownWrite() async throws {
        let yaml = Bots.writer.replacing("next: tell}\n", with: "next: look}\n    look: {tool: look, next: tell}\n")
            .replacing("state:", with: "  look: {description: Looks., http: {connection: desk, get: /}, output: {}}\nstate:")
        try await TestBackend.usual.withDatabase { database in
            let stage = try Stage(yaml, on: database)
            let (called, call) = AsyncStream<Void>.makeStream()
            let first = try await database.open()
            stage.actions.script.then(
                { _ in .success(.http(status: 201, body: ["id": "A-77"])) },
                { _ in
                    await first.close()
                    call.yield()
                    return .success(.http(status: 200, body: .null))
                }, { _ in .success(.http(status: 200, body: .null)) })
            try await first.accept([.text("open one", id: "1")])
            try await stage.work(on: first, cancelledBy: called)

            let store = try await database.open()
            try await stage.work(on: store)
            #expect(stage.actions.script.asked.map(\.tool.rawValue) == ["open", "look", "look"])
            #expect(stage.channel.texts == ["One moment.", "A-77"])
            await store.close()
        }
    }

    @Test("a turn that is cancelled is put off and loses no attempt")
    func cancellation() async throws {
        try await Stage.with(Bots.agent) { stage, store in
            let (called, call) = AsyncStream<Void>.makeStream()
            stage.models.script.then(
                { _ in
                    call.yield()
                    while !Task.isCancelled { await Task.yield() }
                    return .unavailable()
                }, { _ in .unavailable() }, { _ in .unavailable() }, { _ in .says("after all") })
            stage.models.script.then { _ in .says("never") }
            try await store.accept([.text("hello", id: "1")])
            try await stage.work(on: store, cancelledBy: called)
            for _ in 0..<3 {
                try await stage.work(on: store)
                stage.time.advance(by: .seconds(2))
            }
            #expect(stage.channel.texts == ["after all"])
        }
    }

    @Test("a timer is told beside a call that is under way, and the call goes on")
    func timerBesideCall() async throws {
        try await Stage.with(Bots.agent) { stage, store in
            let asked = Gate()
            let told = Gate()
            stage.models.script.then(
                { _ in .unavailable() },
                { _ in
                    asked.open()
                    await told.passed()
                    return .says("here I am")
                })
            try await store.accept([.text("hello", id: "1")])
            try await stage.work(on: store)
            stage.time.advance(by: .seconds(1))
            let lease = try await store.claimOne(for: store.register())
            var turn = try #require(try await store.load(lease).working)
            turn.wakeAt = stage.time.now.advanced(by: .seconds(3))
            try await store.suspend(turn, until: stage.time.now, under: lease)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await stage.work(on: store) }
                await asked.passed()
                while !stage.time.isSleptOn { await Task.yield() }
                let readings = stage.time.readings
                stage.time.advance(by: .seconds(3))
                // Whoever hears an alarm asks what time it is.
                while stage.time.readings == readings { await Task.yield() }
                told.open()
                try await group.waitForAll()
            }
            #expect(stage.channel.texts == ["here I am"])
            let recorded = try await store.recordedTurns(of: lease.conversation, limit: 1).flatMap(\.told)
            let timers = recorded.filter { $0.event.kind == .timer }
            #expect(timers.map(\.event.at) == [turn.wakeAt])
            #expect(recorded.first?.event.kind != .timer)
            #expect(recorded.count == 3)
        }
    }

    @Test("an operator's words go to the person in the order in which they were said")
    func operatorWords() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            try await store.accept([.text("hello", id: "1")])
            #expect(try await store.operate(.wrote("This is Bia."), on: ConversationID(rawValue: 1)))
            try await store.accept([.text("hi Bia", id: "2", at: 1)])
            try await stage.work(on: store)
            #expect(stage.channel.texts == ["hello", "This is Bia.", "hi Bia"])
            #expect(try await store.statistics().unsentMessages == 0)
        }
    }

    @Test("receipts are shown, and one that fails fails nothing")
    func receipts() async throws {
        let yaml = Bots.echo + "\npolicies:\n  receive: {mark_read: true, typing: true}\n"
        try await Stage.with(yaml) { stage, store in
            stage.channel.receipts.then { _ in SendFailure(.retry, "status 500") }
            try await store.accept([.text("hello", id: "m1")])
            try await stage.work(on: store)
            #expect(stage.channel.receipts.asked.map(\.messageID) == ["m1"])
            #expect(stage.channel.texts == ["hello"])
            #expect(stage.observer.count(of: "receipt: retry") == 1)
        }
    }

    @Test("a checkpoint that cannot be read is a dead letter, and the conversation begins anew")
    func unreadableCheckpoint() async throws {
        try await Stage.with(Bots.echo) { stage, store in
            try await stage.leaveUnreadableCheckpoint(in: store)
            try await store.accept([.text("second", id: "2", at: 1), .text("third", id: "3", at: 2)])
            while try await stage.work(on: store) > 0 {}
            #expect(stage.channel.texts == ["third"])
            #expect(try await store.deadLetters(of: nil, before: nil, limit: 10).map(\.subject) == [.turn(event: 2)])
        }
    }

    @Test("a message that ends the process five times is a dead letter, and the next one is answered")
    func poison() async throws {
        try await TestBackend.usual.withDatabase { database in
            let stage = try Stage(Bots.echo, on: database)
            let first = try await database.open()
            try await first.accept([.text("poison", id: "1"), .text("hello", id: "2", at: 1)])
            await first.close()
            for _ in 0..<5 { try await stage.crash() }
            let store = try await database.open()
            while try await stage.work(on: store) > 0 {}
            #expect(stage.channel.texts == ["hello"])
            #expect(try await store.deadLetters(of: nil, before: nil, limit: 10).map(\.subject) == [.turn(event: 1)])
            await store.close()
        }
    }
}
