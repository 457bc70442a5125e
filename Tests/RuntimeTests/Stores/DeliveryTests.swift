import CEL
import Engine
import Testing

@testable import Runtime

@Suite("messages out in every store")
struct DeliveryTests {
    @Test("every kind of message leaves as it was written", arguments: TestBackend.turning, OutboundMessage.samples)
    func messages(on backend: TestBackend, message: OutboundMessage) async throws {
        try await backend.withConversation { store, lease, _ in
            _ = try await store.finish(.sample(1), sending: [message], under: lease)
            #expect(try await store.load(lease).outbox.map(\.message) == [message])
        }
    }

    @Test("a message that was sent is not sent again", arguments: TestBackend.turning)
    func sent(on backend: TestBackend) async throws {
        try await backend.withConversation { store, lease, _ in
            _ = try await store.finish(.sample(1), sending: [.plain("x"), .plain("y")], under: lease)
            try await store.settle(message: 1, as: .sent(providerID: "p1"), under: lease)
            #expect(try await store.load(lease).outbox.map(\.number) == [2])
            #expect(try await store.statistics().unsentMessages == 1)
        }
    }

    @Test("a conversation with unsent messages is due after a release", arguments: TestBackend.turning)
    func unsentIsWork(on backend: TestBackend) async throws {
        try await backend.withConversation { store, lease, _ in
            _ = try await store.finish(.sample(1), sending: [.plain("x")], under: lease)
            #expect(try await store.statistics().unsentMessages == 1)
            try await store.release(lease, notBefore: nil)
            #expect(try await store.statistics().unsentMessages == 1)
            let again = try await store.claimOne(for: lease.worker)
            try await store.settle(message: 1, as: .sent(providerID: "p1"), under: again)
            try await store.release(again, notBefore: nil)
            #expect(try await store.statistics().unsentMessages == 0)
            #expect(try await store.claimAll(for: lease.worker).isEmpty)
        }
    }

    @Test(
        "a message that nobody may send makes no dead letter, one that cannot be sent makes one", arguments: TestBackend.turning)
    func unsendable(on backend: TestBackend) async throws {
        try await backend.withConversation { store, lease, _ in
            _ = try await store.finish(.sample(1), sending: [.plain("x"), .plain("y")], under: lease)
            try await store.settle(message: 1, as: .dropped(SendFailure(.unwanted, "opted out")), under: lease)
            try await store.settle(
                message: 2, as: .failed(SendFailure(.rejected, providerCode: 100, "bad request")), under: lease)
            try await store.settle(
                message: 2, as: .failed(SendFailure(.rejected, providerCode: 100, "bad request")), under: lease)
            #expect(try await store.load(lease).outbox.isEmpty)
            let letters = try await store.deadLetters(of: .optics, before: nil, limit: 10)
            #expect(letters.map(\.subject) == [.delivery(message: 2)])
            #expect(letters.map(\.reason) == ["rejected (100): bad request"])
        }
    }

    @Test("a postponed message waits with its conversation and keeps its counts", arguments: TestBackend.turning)
    func postpone(on backend: TestBackend) async throws {
        try await backend.withConversation { store, lease, time in
            var message = try await store.finish(.sample(1), sending: [.plain("x")], under: lease)[0]
            message.state = .waiting
            message.failedAttempts = 3
            message.unknownOutcomes = 1
            try await store.postpone(message, until: time.now.advanced(by: .seconds(4)), under: lease)
            try await store.accept([.text("b", id: "2", at: 1)])
            #expect(try await store.claimAll(for: lease.worker).isEmpty)
            time.advance(by: .seconds(4))
            let again = try await store.claimOne(for: lease.worker)
            #expect(try await store.load(again).outbox == [message])
            #expect(try await store.resend(message: message.number, under: again))
            #expect(try await store.load(again).outbox.map(\.state) == [.handedOver(time.now)])
            #expect(try await store.load(again).outbox.map(\.unknownOutcomes) == [1])
        }
    }

    @Test("a message that is handed over again was so before, whatever ended that try", arguments: TestBackend.turning)
    func handedOverAgain(on backend: TestBackend) async throws {
        try await backend.withConversation { store, lease, _ in
            _ = try await store.finish(.sample(1), sending: [.plain("x")], under: lease)
            for tries in 1...2 {
                #expect(try await store.resend(message: 1, under: lease))
                #expect(try await store.load(lease).outbox.map(\.unknownOutcomes) == [tries])
            }
        }
    }

    @Test("a message that was settled is not to be sent again", arguments: TestBackend.turning)
    func settledMeanwhile(on backend: TestBackend) async throws {
        try await backend.withConversation { store, lease, _ in
            let messages = try await store.finish(.sample(1), sending: [.plain("x"), .plain("y")], under: lease)
            try await store.accept([.status(.sent, of: "p1", tag: messages[0].tag)])
            #expect(try await !store.resend(message: 1, under: lease))
            #expect(try await store.resend(message: 2, under: lease))
            #expect(try await store.load(lease).outbox.map(\.number) == [2])
        }
    }

    @Test(
        "a status that carries our tag settles a message of unknown outcome and wakes its conversation",
        arguments: TestBackend.turning)
    func statusByTag(on backend: TestBackend) async throws {
        try await backend.withConversation { store, lease, time in
            let messages = try await store.finish(.sample(1), sending: [.plain("x"), .plain("y")], under: lease)
            try await store.postpone(messages[0], until: time.now.advanced(by: .seconds(20)), under: lease)
            try await store.accept([.status(.sent, of: "p1", tag: messages[0].tag)])
            let again = try await store.claimOne(for: lease.worker)
            #expect(try await store.load(again).outbox.map(\.number) == [2])
        }
    }

    @Test("a status of an earlier life's message with the same number settles nothing", arguments: TestBackend.turning)
    func otherNonce(on backend: TestBackend) async throws {
        try await backend.withConversation { store, lease, _ in
            let message = try await store.finish(.sample(1), sending: [.plain("x")], under: lease)[0]
            let other = DeliveryTag(conversation: message.tag.conversation, number: 1, nonce: "0123456789abcdef")
            try await store.accept([.status(.sent, of: "p1", tag: other)])
            #expect(try await store.load(lease).outbox.count == 1)
        }
    }

    @Test("a status that comes before our own answer settles the message once", arguments: TestBackend.turning)
    func statusBeforeAnswer(on backend: TestBackend) async throws {
        try await backend.withConversation { store, lease, _ in
            let message = try await store.finish(.sample(1), sending: [.plain("x")], under: lease)[0]
            try await store.accept([.status(.delivered, of: "p1", tag: message.tag)])
            try await store.settle(message: 1, as: .sent(providerID: "p1"), under: lease)
            #expect(try await store.statistics().unsentMessages == 0)
            try await store.release(lease, notBefore: nil)
            #expect(try await store.claimAll(for: lease.worker).isEmpty)
        }
    }

    @Test(
        "a failure is a dead letter once, whether it comes before or after our own answer", arguments: TestBackend.turning,
        [true, false])
    func failedStatus(on backend: TestBackend, isEarly: Bool) async throws {
        try await backend.withConversation { store, lease, _ in
            let failure = SendFailure(.windowClosed, providerCode: 131047, "more than 24 hours")
            let failed = Arrival.status(.failed, of: "p1", failure: failure)
            _ = try await store.finish(.sample(1), sending: [.plain("x")], under: lease)
            if isEarly { try await store.accept([failed]) }
            try await store.settle(message: 1, as: .sent(providerID: "p1"), under: lease)
            try await store.accept([failed, .status(.sent, of: "p1"), failed])
            let letters = try await store.deadLetters(of: nil, before: nil, limit: 10)
            #expect(letters.map(\.subject) == [.delivery(message: 1)])
            #expect(letters.map(\.reason) == ["windowClosed (131047): more than 24 hours"])
        }
    }

    @Test("a failure that is nobody's fault makes no dead letter", arguments: TestBackend.turning)
    func unwantedStatus(on backend: TestBackend) async throws {
        try await backend.withConversation { store, lease, _ in
            let message = try await store.finish(.sample(1), sending: [.plain("x")], under: lease)[0]
            try await store.accept([
                .status(.failed, of: "p1", tag: message.tag, failure: SendFailure(.unwanted, providerCode: 131050, "opted out"))
            ])
            #expect(try await store.load(lease).outbox.isEmpty)
            #expect(try await store.deadLetters(of: nil, before: nil, limit: 10).isEmpty)
        }
    }

    @Test("a status of another bot's account settles nothing of ours", arguments: TestBackend.turning)
    func foreignStatus(on backend: TestBackend) async throws {
        try await backend.withConversation { store, lease, _ in
            let message = try await store.finish(.sample(1), sending: [.plain("x")], under: lease)[0]
            try await store.accept([.status(.sent, of: "p1", tag: message.tag, bot: .bakery)])
            #expect(try await store.load(lease).outbox.count == 1)
        }
    }

    @Test("dead letters are listed the latest first, a page at a time, of one bot or of all", arguments: TestBackend.turning)
    func deadLetters(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            try await store.accept((1...3).map { .text("a", id: "\($0)", at: $0) } + [.text("b", id: "1", bot: .bakery)])
            for lease in try await store.claimAll(for: worker) {
                for event in try await store.load(lease).inbox {
                    try await store.giveUp(event: event.number, because: "no", forgetting: false, under: lease)
                }
            }
            let page = try await store.deadLetters(of: .optics, before: nil, limit: 2)
            #expect(page.map(\.subject) == [.turn(event: 3), .turn(event: 2)])
            let rest = try await store.deadLetters(of: .optics, before: page.last?.id, limit: 2)
            #expect(rest.map(\.subject) == [.turn(event: 1)])
            #expect(try await store.deadLetters(of: nil, before: nil, limit: 10).count == 4)
        }
    }

    @Test("statistics tell what is due, claimed and unsent", arguments: TestBackend.turning)
    func statistics(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, time in
            try await store.accept([.text("a", id: "1", from: "ana"), .text("b", id: "2", from: "bia")])
            time.advance(by: .seconds(7))
            let lease = try await store.claim(limit: 1, of: [.optics], for: worker)[0]
            _ = try await store.finish(.sample(1), sending: [.plain("x")], under: lease)
            let statistics = try await store.statistics()
            #expect(
                statistics
                    == Statistics(
                        dueConversations: 1, oldestDueAge: .seconds(7), claimedConversations: 1, suspendedConversations: 0,
                        unsentMessages: 1, handedOverConversations: 0, deadLetters: 0, pausedAccounts: []))
        }
    }

    @Test("only what is settled and old is forgotten", arguments: TestBackend.allCases)
    func prune(on backend: TestBackend) async throws {
        try await backend.withConversation { store, lease, time in
            _ = try await store.finish(.sample(1), sending: [.plain("x"), .plain("y")], under: lease)
            try await store.settle(message: 1, as: .sent(providerID: "p1"), under: lease)
            time.advance(by: .seconds(10))
            try await store.accept([.text("b", id: "2")])
            time.advance(by: .seconds(10))
            try await store.prune(before: time.now)
            let claimed = try await store.load(lease)
            #expect(claimed.inbox.map(\.text) == ["b"])
            #expect(claimed.outbox.map(\.number) == [2])
            #expect(claimed.history.count == 2)
            try await store.accept([.text("a", id: "1"), .text("b", id: "2")])
            #expect(try await store.load(lease).inbox.map(\.text) == ["b", "a"])
        }
    }
}

extension TestBackend {
    /// Runs `body` in a claimed conversation with one waiting message.
    func withConversation(_ body: (any Store, Lease, ManualTime) async throws -> Void) async throws {
        try await withStore { store, worker, time in
            try await store.accept([.text("a", id: "1")])
            try await body(store, try await store.claimOne(for: worker), time)
        }
    }
}

extension OutboundMessage {
    static let samples: [OutboundMessage] = [
        .text("olá \"você\"\n", previewURL: true),
        .buttons("sim?", [Button(id: "y", title: "Sim"), Button(id: "n", title: "Não")]),
        .buttons(
            Body("sim?", header: .media(Media(.image, .url("https://a.b/c.jpg"))), footer: "rodapé"),
            [Button(id: "y", title: "Sim")]),
        .list(
            Body("qual?", header: .text("Pedidos")),
            List(
                button: "Ver",
                sections: [
                    .init(title: "A", rows: [.init(Button(id: "1", title: "Um"), description: "o primeiro")]),
                    .init(title: nil, rows: [.init(Button(id: "2", title: "Dois"))]),
                ])),
        .link(Body("veja", footer: "f"), Link(text: "Abrir", url: "https://a.b")),
        .media(Media(.video, .id("7")), caption: "um filme"), .media(Media(.audio, .url("https://a.b/c.mp3")), caption: nil),
        .media(Media(.document(filename: "a.pdf"), .url("https://a.b/c")), caption: nil),
        .media(Media(.document(filename: nil), .id("1")), caption: nil),
        .location(Location(latitude: -23.5, longitude: 46, name: "Loja", address: nil)),
        .template(Template(name: "hello", language: "pt_BR", body: ["Ana", ""])),
        .template(
            Template(
                name: "aviso", language: "pt_BR", header: .text(.init("7", for: "pedido")), body: [.init("Ana", for: "nome")],
                buttons: [
                    .init(at: 0, .reply(Button(id: "c:0", title: "Confirmar"))), .init(at: 1, .link("x/1")),
                    .init(at: 2, .code("AB")),
                ], filled: "Pedido 7\nOlá Ana")),
        .template(Template(name: "foto", language: "en", header: .media(Media(.image, .id("9"))), body: [])),
    ]
}
