import CEL
import Engine
import Testing

@testable import Runtime

@Suite("messages in quick succession, in every store", .inEveryStore)
struct BurstTests {
    private static let merging = Bots.echo + "\npolicies: {turns: {merge: 1500ms}}\n"

    @Test("texts become one turn when the person has been silent")
    func merge() async throws {
        try await Stage.with(Self.merging) { stage, store in
            try await store.accept([.text("hello", id: "1")])
            try await stage.work(on: store)
            stage.time.advance(by: .milliseconds(1000))
            try await store.accept([.text("my order is 12345", id: "2", at: 1)])
            stage.time.advance(by: .milliseconds(500))
            #expect(try await stage.work(on: store) == 1, "the silence was broken and begins anew")
            stage.time.advance(by: .milliseconds(999))
            #expect(try await stage.work(on: store) == 0)
            #expect(stage.channel.texts.isEmpty)
            stage.time.advance(by: .milliseconds(1))
            try await stage.work(on: store)
            #expect(stage.channel.texts == ["hello\nmy order is 12345"])
            #expect(stage.channel.receipts.asked.map(\.messageID) == ["2"])
            let history = try await store.history(of: ConversationID(rawValue: 1), limit: 10)
            #expect(history.map(\.text) == ["hello\nmy order is 12345", "hello\nmy order is 12345"])
            #expect(try await store.statistics().dueConversations == 0)
            #expect(try await store.recordedTurns(of: ConversationID(rawValue: 1), limit: 10).map(\.event) == [2])
        }
    }

    @Test("what makes a turn by itself ends the silence at once")
    func ended() async throws {
        let bot = Bots.echo + "\npolicies: {turns: {merge: 1500ms}, opt_out: {words: [stop], say: Gone.}}\n"
        try await Stage.with(bot) { stage, store in
            func hear(_ arrival: Arrival?) async throws {
                if let arrival { try await store.accept([arrival]) }
                while try await stage.work(on: store) > 0 {}
            }
            try await hear(.text("a", id: "1"))
            #expect(stage.channel.texts.isEmpty)
            try await hear(.of(.choice(id: "x", title: "Yes"), id: "2", at: 1))
            #expect(stage.channel.texts == ["a", "Yes"])
            try await hear(.text("b", id: "3", at: 2))
            #expect(try await store.operate(.wrote("This is Bia."), on: ConversationID(rawValue: 1)))
            try await hear(nil)
            #expect(stage.channel.texts == ["a", "Yes", "b", "This is Bia."])
            try await hear(.text("c", id: "4", at: 3))
            try await hear(.text("STOP", id: "5", at: 4))
            #expect(stage.channel.texts == ["a", "Yes", "b", "This is Bia.", "c", "Gone."])
        }
    }

    @Test("the silence goes on over a restart")
    func restart() async throws {
        try await TestBackend.usual.withDatabase { database in
            let stage = try Stage(Self.merging, on: database)
            let first = try await database.open()
            try await first.accept([.text("hello", id: "1"), .text("how are you?", id: "2", at: 1)])
            try await stage.work(on: first)
            await first.close()
            let store = try await database.open()
            #expect(try await stage.work(on: store) == 0)
            stage.time.advance(by: .milliseconds(1500))
            try await stage.work(on: store)
            #expect(stage.channel.texts == ["hello\nhow are you?"])
            await store.close()
        }
    }

    @Test("a person who does not stop is answered all the same")
    func endless() async throws {
        try await Stage.with(Self.merging) { stage, store in
            for number in 1...9 {
                try await store.accept([.text("\(number)", id: "\(number)", at: number)])
                try await stage.work(on: store)
                stage.time.advance(by: .milliseconds(1000))
            }
            #expect(stage.channel.texts == ["1\n2\n3\n4\n5\n6\n7\n8\n9"])
        }
    }

    @Test("as many texts as one turn takes are answered at once, and the rest after them")
    func many() async throws {
        try await Stage.with(Self.merging) { stage, store in
            try await store.accept((1...21).map { .text("\($0)", id: "\($0)", at: $0) })
            try await stage.work(on: store)
            #expect(stage.channel.texts == [(1...20).map(String.init).joined(separator: "\n")])
            stage.time.advance(by: .milliseconds(1500))
            while try await stage.work(on: store) > 0 {}
            #expect(stage.channel.texts.last == "21")
        }
    }

    @Test("what is no text, and words that mean something as a whole, have their own turns in order")
    func others() async throws {
        let bot = Bots.echo + "\npolicies: {turns: {merge: 1500ms}, opt_out: {words: [stop], say: Gone.}}\n"
        try await Stage.with(bot) { stage, store in
            try await store.accept([
                .text("a", id: "1"), .text("b", id: "2", at: 1), .of(.notice("reaction"), id: "3", at: 2),
                .text("c", id: "4", at: 3),
                .of(.choice(id: "x", title: "Yes"), id: "5", at: 4), .text("d", id: "6", at: 5), .text("STOP", id: "7", at: 6),
                .text("e", id: "8", at: 7),
            ])
            while try await stage.work(on: store) > 0 {}
            #expect(stage.channel.texts == ["a\nb\nc", "Yes", "d", "Gone."])
            stage.time.advance(by: .milliseconds(1500))
            while try await stage.work(on: store) > 0 {}
            #expect(stage.channel.texts.last == "e")
        }
    }

    @Test(
        "what comes during a turn waits for its own, or makes the next one with the rest",
        arguments: [("queue", ["one", "two", "three"]), ("merge", ["one", "two\nthree"]), ("restart", ["one\ntwo\nthree"])])
    func whileBusy(word: String, heard: [String]) async throws {
        try await Stage.with(Bots.agent + "\n  turns: {while_busy: \(word)}\n") { stage, store in
            let answer: Scripted<ModelRequest, Result<ModelReply, CallFailure>>.Reply = { .says("I heard \($0.lastWords)") }
            stage.models.script.then(
                { asked in
                    try? await store.accept([.text("two", id: "2", at: 1), .text("three", id: "3", at: 2)])
                    return await answer(asked)
                }, answer)
            if word == "queue" { stage.models.script.then(answer) }
            try await store.accept([.text("one", id: "1")])
            while try await stage.work(on: store) > 0 {}
            #expect(stage.channel.texts == heard.map { "I heard \($0)" })
            #expect(stage.observer.count(of: "turn begunAnew") == (word == "restart" ? 1 : 0))
        }
    }

    @Test("a model that is asked is cut short when more comes")
    func cutShort() async throws {
        try await Stage.with(Bots.agent + "\n  turns: {while_busy: restart}\n") { stage, store in
            let (asked, ask) = AsyncStream<Void>.makeStream()
            stage.models.script.then(
                { _ in .calls("find") },
                { _ in
                    ask.yield()
                    await Gate().passed()
                    return .unavailable()
                }, { .says("I heard \($0.lastWords)") })
            stage.actions.script.then { _ in .success(.rows([])) }
            try await store.accept([.text("one", id: "1")])
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await stage.work(on: store) }
                for await _ in asked { break }
                try await store.accept([.text("two", id: "2", at: 1)])
                while !stage.time.isSleptOn { await Task.yield() }
                stage.time.advance(by: .milliseconds(500))
                try await group.waitForAll()
            }
            #expect(stage.channel.texts == ["I heard one\ntwo"])
            #expect(try await stage.work(on: store) == 0)
            #expect(try await store.statistics().suspendedConversations == 0)
        }
    }

    @Test("a turn that wrote something is not begun anew")
    func afterWrite() async throws {
        let yaml = Bots.agent.replacing("tools: [find]", with: "tools: [open]").replacing(
            "  find: {description: Finds., sql: {connection: shop, rows: one, query: \"select status from orders\"}, output: {status: string}}",
            with:
                "  open: {description: Opens., http: {connection: desk, post: /tickets, json: {}}, output: {id: {type: string, from: body.id}}}"
        ).replacing("connections: {shop: {sqlite: shop.sqlite}}", with: "connections: {desk: {http: \"${DESK}\"}}")
        try await Stage.with(yaml + "\n  turns: {while_busy: restart}\n") { stage, store in
            stage.models.script.then(
                { _ in .calls("open") },
                { _ in
                    try? await store.accept([.text("two", id: "2", at: 1)])
                    return .says("opened")
                }, { .says("I heard \($0.lastWords)") })
            stage.actions.script.then { _ in .success(.http(status: 201, body: ["id": "A-77"])) }
            try await store.accept([.text("one", id: "1")])
            while try await stage.work(on: store) > 0 {}
            #expect(stage.channel.texts == ["opened", "I heard two"])
            #expect(stage.actions.script.asked.count == 1)
        }
    }

    @Test("the turn of a burst that was put off goes on as one")
    func putOff() async throws {
        try await Stage.with(Bots.agent + "\n  turns: {merge: 1s}\n") { stage, store in
            stage.models.script.then({ _ in .unavailable() }, { .says("I heard \($0.lastWords)") })
            try await store.accept([.text("one", id: "1"), .text("two", id: "2", at: 1)])
            try await stage.work(on: store)
            stage.time.advance(by: .seconds(1))
            try await stage.work(on: store)
            try await store.accept([.text("three", id: "3", at: 2)])
            stage.time.advance(by: .seconds(1))
            try await stage.work(on: store)
            #expect(stage.channel.texts == ["I heard one\ntwo"])
            stage.models.script.then { .says("I heard \($0.lastWords)") }
            while try await stage.work(on: store) > 0 {}
            #expect(stage.channel.texts.last == "I heard three")
        }
    }

    @Test("a dead letter of a burst is about all its texts, and so is its replay", arguments: [true, false])
    func deadLetter(isPutOff: Bool) async throws {
        try await Stage.with(Bots.agent + "\n  turns: {merge: 1s}\n") { stage, store in
            if isPutOff {
                stage.models.script.then({ _ in .unavailable() }, { _ in .unavailable() }, { _ in .unavailable() })
            } else {
                stage.models.script.then { _ in .failure(CallFailure(.refused, "status 400")) }
            }
            let arrivals: [Arrival] = [
                .text("one", id: "1"), .text("two", id: "2", at: 1), .of(.notice("reaction"), id: "3", at: 2),
            ]
            try await store.accept(arrivals)
            for _ in 0..<5 {
                try await stage.work(on: store)
                stage.time.advance(by: .seconds(2))
            }
            #expect(stage.channel.texts == ["Sorry."])
            try await expectLetter(about: "one\ntwo", of: 3, in: store)
            stage.models.script.then { .says("I heard \($0.lastWords)") }
            try await replay(on: store, by: stage)
            #expect(stage.channel.texts == ["Sorry.", "I heard one\ntwo"])
            try await store.accept(arrivals)
            #expect(try await stage.work(on: store) == 0, "all that came is still known")
        }
    }

    @Test("a burst that ends the process five times is one dead letter, about all its texts")
    func poison() async throws {
        try await TestBackend.usual.withDatabase { database in
            let stage = try Stage(Self.merging, on: database)
            let first = try await database.open()
            try await first.accept([.text("one", id: "1"), .text("two", id: "2", at: 1)])
            await first.close()
            for _ in 0..<5 { try await stage.crash() }
            let store = try await database.open()
            try await stage.work(on: store)
            try await expectLetter(about: "one\ntwo", of: 2, in: store)
            try await replay(on: store, by: stage)
            #expect(stage.channel.texts == ["one\ntwo"])
            await store.close()
        }
    }

    @Test("a burst whose turn was under way when the process ended five times is one dead letter, about all its texts")
    func poisonUnderWay() async throws {
        try await TestBackend.usual.withDatabase { database in
            let stage = try Stage(Bots.agent + "\n  turns: {merge: 1s}\n", on: database)
            let first = try await database.open()
            stage.models.script.then { _ in .unavailable() }
            try await first.accept([.text("one", id: "1"), .text("two", id: "2", at: 1)])
            stage.time.advance(by: .seconds(1))
            try await stage.work(on: first)
            await first.close()
            stage.time.advance(by: .seconds(1))
            for _ in 0..<5 { try await stage.crash() }
            let store = try await database.open()
            try await store.accept([.text("three", id: "3", at: 2)])
            try await stage.work(on: store)
            try await expectLetter(about: "one\ntwo", of: 2, in: store)
            await store.close()
        }
    }

    @Test("a burst that meets a checkpoint which cannot be read is one dead letter, about all its texts")
    func unreadableCheckpoint() async throws {
        try await Stage.with(Self.merging) { stage, store in
            try await stage.leaveUnreadableCheckpoint(in: store)
            try await store.accept([.text("one", id: "2", at: 1), .text("two", id: "3", at: 2)])
            stage.time.advance(by: .milliseconds(1500))
            try await stage.work(on: store)
            try await expectLetter(about: "one\ntwo", of: 3, in: store)
        }
    }

    private func expectLetter(about text: String, of event: Int64, in store: any Store) async throws {
        let letters = try await store.deadLetters(of: nil, before: nil, limit: 10)
        #expect(letters.map(\.subject) == [.turn(event: event)])
        let content = try await store.deadLetter(letters.first?.id ?? 0)?.content
        guard case .event(.message(let message), _) = content else { return #expect(Bool(false), "\(content as Any)") }
        #expect(message.content == .text(text))
    }

    private func replay(on store: any Store, by stage: Stage) async throws {
        let letter = try #require(try await store.deadLetters(of: nil, before: nil, limit: 1).first)
        _ = try await store.replay(deadLetter: letter.id)
        for _ in 0..<2 {
            stage.time.advance(by: .milliseconds(1500))
            try await stage.work(on: store)
        }
    }

    @Test("a message that waited for too long is kept and not answered")
    func tooOld() async throws {
        let bot = Bots.echo + "\npolicies: {turns: {max_age: 1h, say: We were away.}, rate: {messages_per_minute: 1}}\n"
        try await Stage.with(bot) { stage, store in
            try await store.accept([.text("old", id: "1"), .text("also old", id: "2", at: 1)])
            stage.time.advance(by: .seconds(3602))
            try await store.accept([.text("new", id: "3", at: 3602)])
            try await stage.work(on: store)
            #expect(stage.channel.texts == ["We were away.", "new"])
            #expect(stage.observer.lines.filter { $0.hasPrefix("turn") } == ["turn tooOld", "turn tooOld", "turn finished"])
            let history = try await store.history(of: ConversationID(rawValue: 1), limit: 10)
            #expect(history.map(\.text) == ["old", "We were away.", "also old", "new", "new"])
            #expect(try await store.deadLetters(of: nil, before: nil, limit: 10).isEmpty)
        }
    }
}

extension ModelRequest {
    /// What the person said last.
    fileprivate var lastWords: String {
        messages.reversed().lazy.compactMap { if case .user(let text) = $0 { text } else { nil } }.first ?? ""
    }
}

extension Arrival {
    fileprivate static func of(_ content: InboundMessage.Content, id: String, at second: Int) -> Arrival {
        let message = InboundMessage(id: id, at: ManualTime.start.advanced(by: .seconds(second)), content: content)
        return Arrival(
            bot: .optics, account: "account of optics", event: .message(message, from: Contact(key: "ana")))
    }
}
