import CEL
import Engine
import FoundationEssentials
import Testing

@testable import Runtime

@Suite("giving out and deleting a contact, in every store")
struct ContactTests {
    @Test("every table that names a conversation is in the export", arguments: TestBackend.allCases)
    func export(on backend: TestBackend) async throws {
        try await backend.withStore { store, worker, _ in
            let lease = try await PrivacyTests.fill(store, worker)
            _ = try await store.save(.sample(3), sending: [], intending: [], under: lease)
            let kept = try #require(try await store.export(lease.conversation)).tables
            #expect(
                Set(kept.keys) == [
                    "checkpoint", "conversation", "dead_letter", "handed_over", "history", "inbox", "journal", "outbox",
                    "schedule",
                    "turn", "working",
                ])
            #expect(kept["inbox"]?.map { $0["event"]?["text"] } == Array(repeating: "secret-7354", count: 3))
            #expect(kept["inbox"]?.first?["received_at"] == .string(ManualTime.start.description))
            #expect(kept["history"]?.map { $0["text"] } == ["question 1", "answer 1", "question 2", "answer 2"])
            #expect(try await store.export(ConversationID(rawValue: 99)) == nil)
        }
    }

    @Test("a person is found by telephone in any form and by key, with one bot or with all", arguments: TestBackend.allCases)
    func found(on backend: TestBackend) async throws {
        try await backend.withStore { store, _, time in
            try await store.accept([
                .text("a", id: "1", from: "551188887777"), .text("b", id: "2", from: "X1", phone: "5511988887777", bot: .bakery),
                .text("c", id: "3", from: "551188887778"), .text("d", id: "4", from: "4791234567"),
                .text("e", id: "5", from: "5547991234567"),
            ])
            for written in ["+55 (11) 98888-7777", "11988887777", "551188887777", "11 8888-7777"] {
                let found = try await store.conversations(of: written, bot: nil)
                #expect(Set(found.map(\.contact.key)) == ["551188887777", "X1"], "\(written)")
            }
            #expect(try await store.conversations(of: "11 8888-7777", bot: .bakery).map(\.contact.key) == ["X1"])
            #expect(try await store.conversations(of: " X1", bot: nil).map(\.bot) == [.bakery])
            #expect(try await store.conversations(of: "+1 650 555 1234", bot: nil).isEmpty)
            // A number of Norway is also what one of Joinville looks like without its country's code.
            for written in ["+47 91 23 45 67", "0047 91234567", "4791234567"] {
                #expect(try await store.conversations(of: written, bot: nil).map(\.contact.key) == ["4791234567"], "\(written)")
            }
            #expect(try await store.conversations(of: "+55 47 9123-4567", bot: nil).map(\.contact.key) == ["5547991234567"])
            let document = try await ContactExport(of: "X1", bot: nil, from: store, time: time)
            #expect(document.conversations == 1)
            #expect(document.json["conversations"]?[0]?["kept"]?["inbox"]?[0]?["event"]?["text"] == "b")
        }
    }

    /// A conversation among many that grew at the same time, so that pages were divided and filled again.
    private static func fillAmongOthers(_ store: any Store, _ worker: WorkerID) async throws -> ConversationID {
        let mine = try await PrivacyTests.fill(store, worker)
        try await store.release(mine, notBefore: nil)
        for round in 0..<6 {
            try await store.accept(
                (0..<60).map { .text(String(repeating: "x", count: $0 * 9), id: "\(round)-\($0)", from: "c\($0)") }
                    + [.text("secret-7354", id: "r\(round)", from: PrivacyTests.contact)])
            for lease in try await store.claimAll(for: worker) {
                for event in try await store.load(lease).inbox {
                    _ = try await store.finish(
                        .sample(event.number, turn: Int(event.number)), sending: [.plain("secret-7354 of \(lease.conversation)")],
                        under: lease)
                    try await store.settle(
                        message: try await store.load(lease).outbox[0].number, as: .sent(providerID: "\(lease.conversation)"),
                        under: lease)
                }
                try await store.release(lease, notBefore: nil)
            }
        }
        return mine.conversation
    }

    @Test("a contact that is erased leaves no trace in any table, and others stay", arguments: TestBackend.allCases)
    func erased(on backend: TestBackend) async throws {
        try await backend.withDatabase { database in
            let store = try await database.open()
            let mine = try await Self.fillAmongOthers(store, try await store.register())
            #expect(try PrivacyTests.found(in: database) == PrivacyTests.traces)
            let visitor = try await database.visit()
            #expect(try await visitor.erase(mine))
            #expect(try await !visitor.erase(mine))
            try await visitor.scrub()
            // "secret-7354" is said to everybody else too, as are the samples' questions and answers.
            let own = PrivacyTests.traces.filter { !["question", "answer", "secret-7354"].contains($0) }
            let found = Set(try PrivacyTests.found(in: database))
            #expect(found.isDisjoint(with: own))
            #expect(try await visitor.export(mine) == nil)
            let left = try await store.conversations(ConversationFilter(), before: nil, limit: 100)
            #expect(left.count == 60 && left.allSatisfy { $0.contact.key != PrivacyTests.contact })
            for summary in left { #expect(try await store.history(of: summary.id, limit: 100).count == 12) }
            if case .sqlite(let path) = database.place {
                for file in [path, path + "-wal", path + "-shm"] {
                    let bytes = try Data(contentsOf: URL(filePath: file))
                    for trace in own + ["secret-7354 of \(mine)"] {
                        #expect(bytes.firstRange(of: Data(trace.utf8)) == nil, "\(file): \(trace)")
                    }
                    #expect(file != path || bytes.firstRange(of: Data("secret-7354 of \(left[0].id)".utf8)) != nil)
                }
            }
            await visitor.close()
            await store.close()
        }
    }

    @Test("a turn that runs while its contact is erased writes nothing and sends nothing", arguments: TestBackend.allCases)
    func asking(on backend: TestBackend) async throws {
        try await backend.withDatabase { database in
            let stage = try Stage(Bots.agent, on: database)
            let store = try await database.open()
            let visitor = try await database.visit()
            try await store.accept([.text("secret-7354", id: "1", from: PrivacyTests.contact)])
            stage.models.script.then { _ in
                let found = try? await visitor.conversations(of: PrivacyTests.contact, bot: nil)
                for summary in found ?? [] { _ = try? await visitor.erase(summary.id) }
                return .says("secret-7354")
            }
            #expect(try await stage.work(on: store) == 1)
            #expect(stage.channel.texts.isEmpty)
            #expect(stage.observer.lines.contains("store: leaseLost"))
            #expect(try PrivacyTests.found(in: database).isEmpty)
            #expect(try await stage.work(on: store) == 0)
            // Who writes afterwards begins anew.
            try await store.accept([.text("hello", id: "2", from: PrivacyTests.contact)])
            stage.models.script.then { request in .says("\(request.messages.count)") }
            #expect(try await stage.work(on: store) == 1)
            #expect(stage.channel.texts == ["2"])
            await visitor.close()
            await store.close()
        }
    }

    @Test("a message that leaves while its contact is erased leaves no trace behind", arguments: TestBackend.allCases)
    func sending(on backend: TestBackend) async throws {
        try await backend.withDatabase { database in
            let stage = try Stage(Bots.echo, on: database)
            let store = try await database.open()
            let visitor = try await database.visit()
            try await store.accept([.text("secret-7354", id: "1", from: PrivacyTests.contact)])
            let tag = Locked<DeliveryTag?>(nil)
            stage.channel.sends.then { sent in
                let found = try? await visitor.conversations(of: PrivacyTests.contact, bot: nil)
                for summary in found ?? [] { _ = try? await visitor.erase(summary.id) }
                tag.withLock { $0 = DeliveryTag(sent.tag) }
                return .success("provider's \(sent.tag)")
            }
            #expect(try await stage.work(on: store) == 1)
            #expect(stage.channel.texts == ["secret-7354"])
            #expect(try PrivacyTests.found(in: database).isEmpty)
            // WhatsApp's identifiers of messages have the person's number in them.
            let late = try #require(tag.withLock { $0 })
            try await store.accept([.status(.read, of: "wamid.secret-7354", tag: late)])
            #expect(try PrivacyTests.found(in: database).isEmpty)
            await visitor.close()
            await store.close()
        }
    }

    @Test("messages that come while their contact is erased again and again are all accepted", arguments: TestBackend.allCases)
    func race(on backend: TestBackend) async throws {
        try await backend.withDatabase { database in
            let store = try await database.open()
            let visitor = try await database.visit()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<40 { group.addTask { try await store.accept([.text("a", id: "\(number)", from: "ana")]) } }
                group.addTask {
                    for _ in 0..<20 {
                        for summary in try await visitor.conversations(of: "ana", bot: nil) {
                            try await visitor.erase(summary.id)
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await store.accept([.text("last", id: "last", from: "ana")])
            let left = try await store.conversations(ConversationFilter(), before: nil, limit: 10)
            #expect(left.map(\.contact.key) == ["ana"])
            await visitor.close()
            await store.close()
        }
    }
}
