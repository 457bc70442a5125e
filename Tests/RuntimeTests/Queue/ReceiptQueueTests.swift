import CEL
import Engine
import Testing

@testable import Runtime

@Suite("receipts beside the turns", .timeLimit(.minutes(1)))
struct ReceiptQueueTests {
    private static let contact = Contact(key: "5511999990001", phone: "5511999990001", name: "Ana")

    private static func receipt(_ id: String) -> Receipt {
        Receipt(messageID: id, markRead: true, typing: false, reaction: nil)
    }

    /// Runs `body` while receipts are shown; those that it put are through when this returns.
    private static func whileShown(_ body: (ReceiptQueue, Stage) async throws -> Void) async throws {
        try await Stage.with(Bots.echo, on: .sqlite) { stage, _ in
            let queue = ReceiptQueue(observer: stage.observer, time: stage.time)
            async let shown: Void = queue.run()
            try await body(queue, stage)
            queue.finish()
            await shown
        }
    }

    @Test("those of one conversation go one after the other")
    func order() async throws {
        try await Self.whileShown { queue, stage in
            let gate = Gate()
            stage.channel.receipts.then { _ in
                await gate.passed()
                return nil
            }
            for id in ["1", "2", "3"] {
                queue.put(Self.receipt(id), to: Self.contact, of: ConversationID(rawValue: 7), by: stage.host)
            }
            while stage.channel.receipts.asked.isEmpty { await Task.yield() }
            #expect(stage.channel.receipts.asked.map(\.messageID) == ["1"])
            gate.open()
            while stage.channel.receipts.asked.count < 3 { await Task.yield() }
            #expect(stage.channel.receipts.asked.map(\.messageID) == ["1", "2", "3"])
        }
    }

    @Test("of one bot so many are under way at once; what has waited too long, and what finds no place, is given up")
    func limits() async throws {
        try await Self.whileShown { queue, stage in
            let gate = Gate()
            for _ in 0..<ReceiptQueue.limit {
                stage.channel.receipts.then { _ in
                    await gate.passed()
                    return nil
                }
            }
            func put(_ id: Int) {
                let conversation = ConversationID(rawValue: Int64(id))
                queue.put(Self.receipt("\(id)"), to: Self.contact, of: conversation, by: stage.host)
            }
            for id in 1...ReceiptQueue.limit { put(id) }
            while stage.channel.receipts.asked.count < ReceiptQueue.limit { await Task.yield() }
            for id in 1...ReceiptQueue.waitingLimit { put(ReceiptQueue.limit + id) }
            #expect(stage.observer.count(of: "receipt: retry") == 0)
            put(0)
            #expect(stage.observer.count(of: "receipt: retry") == 1)
            stage.time.advance(by: ReceiptQueue.patience + .seconds(1))
            gate.open()
            while stage.observer.count(of: "receipt: retry") < 1 + ReceiptQueue.waitingLimit { await Task.yield() }
            put(0)
            while stage.channel.receipts.asked.count <= ReceiptQueue.limit { await Task.yield() }
            #expect(stage.channel.receipts.asked.last?.messageID == "0")
        }
    }

    @Test("when it is cancelled what waits is given up, and what comes later too")
    func cancelled() async throws {
        try await Stage.with(Bots.echo, on: .sqlite) { stage, _ in
            let queue = ReceiptQueue(observer: stage.observer, time: stage.time)
            stage.channel.receipts.then { _ in
                while !Task.isCancelled { await Task.yield() }
                return SendFailure(.unknownOutcome, "cut short")
            }
            func put(_ id: String) {
                queue.put(Self.receipt(id), to: Self.contact, of: ConversationID(rawValue: 7), by: stage.host)
            }
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await queue.run() }
                put("1")
                while stage.channel.receipts.asked.isEmpty { await Task.yield() }
                group.cancelAll()
            }
            #expect(stage.observer.lines == ["receipt: unknownOutcome"])
            put("2")
            #expect(stage.observer.lines == ["receipt: unknownOutcome", "receipt: retry"])
        }
    }
}
