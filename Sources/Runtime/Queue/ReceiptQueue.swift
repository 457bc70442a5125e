import CEL
import Engine

/// Receipts on their way, apart from the turns: they neither hold one up nor are cut short by its end.
///
/// Those of one conversation go one after the other, and of all conversations so few at once that a burst of messages does not open a
/// connection for each. A class for identity.
final class ReceiptQueue: Sendable {
    /// How many are under way at once.
    static let laneCount = 32
    /// How many more wait in each lane.
    static let laneCapacity = 512
    /// One whose time has not come by then is of no use any more.
    static let patience = Duration.seconds(5)

    private struct Entry: Sendable {
        let receipt: Receipt
        let contact: Contact
        let host: HostedBot
        let putAt: Timestamp
    }

    private let lanes: [(stream: AsyncStream<Entry>, continuation: AsyncStream<Entry>.Continuation)]
    private let observer: any TurnObserver
    private let time: any TimeSource

    init(observer: any TurnObserver, time: any TimeSource) {
        self.observer = observer
        self.time = time
        lanes = (0..<ReceiptQueue.laneCount).map { _ in
            AsyncStream<Entry>.makeStream(bufferingPolicy: .bufferingOldest(ReceiptQueue.laneCapacity))
        }
    }

    /// Returns at once; a receipt that finds no place is given up.
    func put(_ receipt: Receipt, to contact: Contact, of conversation: ConversationID, by host: HostedBot) {
        let lane = Int(UInt64(bitPattern: conversation.rawValue) % UInt64(lanes.count))
        let entry = Entry(receipt: receipt, contact: contact, host: host, putAt: time.now)
        if case .dropped = lanes[lane].continuation.yield(entry) { giveUp(entry) }
    }

    /// Takes no more in; what was put is shown.
    func finish() {
        for lane in lanes { lane.continuation.finish() }
    }

    /// Shows what is put. Returns after `finish`, or when it is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            for lane in lanes {
                group.addTask { for await entry in lane.stream { await self.show(entry) } }
            }
        }
    }

    private func show(_ entry: Entry) async {
        guard time.now.elapsed(since: entry.putAt) <= ReceiptQueue.patience else { return giveUp(entry) }
        do throws(SendFailure) {
            try await entry.host.channel.show(entry.receipt, to: entry.contact)
        } catch {
            observer.receiptNotShown(by: entry.host.bot.id, because: error)
        }
    }

    private func giveUp(_ entry: Entry) {
        observer.receiptNotShown(
            by: entry.host.bot.id, because: SendFailure(.retry, "too many receipts are under way"))
    }
}
