import CEL
import Engine
import Testing

@testable import Runtime

@Suite("arrivals in every store")
struct ArrivalTests {
    @Test("a message that arrives again is passed over", arguments: TestBackend.turning)
    func duplicates(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            try await store.accept([.text("one", id: "m1"), .text("one", id: "m1")])
            try await store.accept([.text("one", id: "m1"), .text("two", id: "m2")])
            let claimed = try await store.load(store.claimOne(for: worker))
            #expect(claimed.inbox.map(\.text) == ["one", "two"])
        }
    }

    @Test("the same message identifier on another account is another message", arguments: TestBackend.turning)
    func accounts(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            try await store.accept([.text("one", id: "m1", bot: .optics), .text("one", id: "m1", bot: .bakery)])
            #expect(try await Set(store.claimAll(for: worker).map(\.bot)) == [.optics, .bakery])
        }
    }

    @Test("a contact has one conversation on an account", arguments: TestBackend.turning)
    func contacts(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            try await store.accept([
                .text("a", id: "1", from: "ana"), .text("b", id: "2", from: "bia"), .text("c", id: "3", from: "ana"),
            ])
            let leases = try await store.claimAll(for: worker)
            var inboxes: Set<[String?]> = []
            for lease in leases { inboxes.insert(try await store.load(lease).inbox.map(\.text)) }
            #expect(inboxes == [["a", "c"], ["b"]])
        }
    }

    @Test("a later message brings the contact up to date and forgets nothing", arguments: TestBackend.turning)
    func contactNames(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            try await store.accept([.text("a", id: "1", named: "Ana", phone: "5511999990001")])
            try await store.accept([.text("b", id: "2", named: "Ana Maria")])
            let claimed = try await store.load(store.claimOne(for: worker))
            #expect(claimed.contact == Contact(key: "ana", phone: "5511999990001", name: "Ana Maria"))
            #expect(claimed.account == "account of optics")
            #expect(claimed.startedAt == ManualTime.start)
        }
    }

    @Test("messages of one call are in the order in which they were sent", arguments: TestBackend.turning)
    func order(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            try await store.accept([
                .text("third", id: "3", at: 9), .text("first", id: "1", at: 4), .text("second", id: "2", at: 4),
            ])
            let inbox = try await store.load(store.claimOne(for: worker)).inbox
            #expect(inbox.map(\.text) == ["first", "second", "third"])
            #expect(inbox.map(\.number) == [1, 2, 3])
        }
    }

    @Test(
        "every kind of message comes back as it arrived", arguments: TestBackend.turning,
        [
            .text("olá\u{0}\u{1F600}"), .choice(id: "b1", title: "Sim"), .media(.init(.audio, id: "", mimeType: "")),
            .media(
                .init(
                    .document, id: "m1", mimeType: "application/pdf", filename: "a.pdf", caption: "olha", sha256: "q=",
                    isVoice: nil)),
            .media(.init(.audio, id: "m2", mimeType: "audio/ogg", isVoice: true)),
            .location(Location(latitude: -23.5, longitude: 46, name: "Loja", address: "Rua 1")),
            .location(Location(latitude: 0.1, longitude: -0.2)),
            .contacts([.init(name: "Bia", phones: ["1", "2"]), .init(name: nil, phones: [])]),
            .other("order"), .notice("reaction"),
        ] as [InboundMessage.Content])
    func contents(on backend: TestBackend, content: InboundMessage.Content) async throws {
        try await backend.withStore { store, worker, _ in
            let message = InboundMessage(
                id: "wamid.1", at: ManualTime.start, content: content,
                referral: .init(sourceType: "ad", sourceID: "1", sourceURL: "u", headline: "h", body: "b", clickID: "c"))
            try await store.accept([Arrival(bot: .optics, account: "1", event: .message(message, from: Contact(key: "ana")))])
            #expect(try await store.load(store.claimOne(for: worker)).inbox.map(\.message) == [message])
        }
    }

    @Test("a message wakes those who wait", arguments: TestBackend.turning)
    func wakeUp(on backend: TestBackend) async throws {
        try await backend.withStore { store, _, _ in
            var hints = store.wakeUps().makeAsyncIterator()
            try await store.accept([.text("a", id: "1")])
            #expect(await hints.next() != nil)
        }
    }

    @Test("concurrent calls keep all that they were given", arguments: TestBackend.turning)
    func concurrency(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            try await withThrowingTaskGroup { group in
                for number in 0..<100 {
                    group.addTask { try await store.accept([.text("t", id: "\(number % 80)", from: "c\(number % 8)")]) }
                }
                try await group.waitForAll()
            }
            var numbers: [Int] = []
            for lease in try await store.claimAll(for: worker) {
                numbers += try await store.load(lease).inbox.compactMap { $0.message.flatMap { Int($0.id) } }
            }
            #expect(numbers.sorted() == Array(0..<80))
        }
    }
}
