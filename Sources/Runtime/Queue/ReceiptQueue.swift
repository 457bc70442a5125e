import CEL
import Engine

/// Receipts on their way, apart from the turns: they neither hold one up nor are cut short by its end.
///
/// Those of one conversation go one after the other, and of one bot so few at once that a burst of messages does not open a connection for
/// each. A class for identity.
final class ReceiptQueue: Sendable {
    /// How many of one bot are under way at once.
    static let limit = 64
    /// How many more of one bot wait.
    static let waitingLimit = 10_000
    /// One whose time has not come by then is of no use any more.
    static let patience = Duration.seconds(5)

    private struct Entry: Sendable {
        let receipt: Receipt
        let contact: Contact
        let host: HostedBot
        let putAt: Timestamp
    }

    /// What is put for one bot.
    private struct Line: Sendable {
        /// Of each conversation that is served or waits to be, what was not begun.
        var entries: [ConversationID: [Entry]] = [:]
        /// In the order in which they came.
        var waiting: [ConversationID] = []
        var served = 0
        var entryCount = 0

        /// - Returns: Whether the conversation is to be served from now on; `nil` when there is no place for the entry.
        mutating func put(_ entry: Entry, of conversation: ConversationID) -> Bool? {
            guard entryCount < ReceiptQueue.waitingLimit else { return nil }
            entryCount += 1
            guard entries[conversation] == nil else {
                entries[conversation]?.append(entry)
                return false
            }
            entries[conversation] = [entry]
            guard served < ReceiptQueue.limit else {
                waiting.append(conversation)
                return false
            }
            served += 1
            return true
        }

        /// What is served after a receipt of `conversation`: its next one, else that of the conversation that has waited longest.
        ///
        /// - Returns: `nil` when nothing waits, and then one fewer is served.
        mutating func next(after conversation: ConversationID) -> (ConversationID, Entry)? {
            var next = conversation
            if entries[conversation]?.isEmpty ?? true {
                entries[conversation] = nil
                guard !waiting.isEmpty else {
                    served -= 1
                    return nil
                }
                next = waiting.removeFirst()
            }
            guard let entry = entries[next]?.removeFirst() else { return nil }
            entryCount -= 1
            return (next, entry)
        }
    }

    private struct State: Sendable {
        var lines: [BotID: Line] = [:]
        var isOpen = true
    }

    /// A conversation that is to be served.
    private struct Service: Sendable {
        let bot: BotID
        let conversation: ConversationID
    }

    private let state = Locked(State())
    private let services: AsyncStream<Service>
    private let service: AsyncStream<Service>.Continuation
    private let observer: any TurnObserver
    private let time: any TimeSource

    init(observer: any TurnObserver, time: any TimeSource) {
        self.observer = observer
        self.time = time
        // No more than `limit` a bot wait here.
        (services, service) = AsyncStream<Service>.makeStream()
    }

    /// Returns at once. A receipt that finds no place is given up.
    func put(_ receipt: Receipt, to contact: Contact, of conversation: ConversationID, by host: HostedBot) {
        let entry = Entry(receipt: receipt, contact: contact, host: host, putAt: time.now)
        let isTaken = state.withLock { state in
            guard state.isOpen else { return false }
            let begins = state.lines[host.bot.id, default: Line()].put(entry, of: conversation)
            if begins == true { service.yield(Service(bot: host.bot.id, conversation: conversation)) }
            return begins != nil
        }
        if !isTaken { giveUp(entry) }
    }

    /// Takes no more in; what was put is shown.
    func finish() {
        state.withLock { $0.isOpen = false }
        service.finish()
    }

    /// Shows what is put. Returns when all of it is through after `finish`, or when it is cancelled: then the rest is given up.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await service in services {
                group.addTask { await self.serve(service) }
            }
        }
        finish()
        let rest = state.withLock { state in
            defer { state.lines = [:] }
            return state.lines.values.flatMap { $0.entries.values.joined() }
        }
        rest.forEach(giveUp)
    }

    /// One conversation after another, as long as some wait.
    private func serve(_ service: Service) async {
        var conversation = service.conversation
        while let (next, entry) = state.withLock({ $0.lines[service.bot]?.next(after: conversation) }) {
            conversation = next
            await show(entry)
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
        let failure = SendFailure(.retry, "too many receipts are under way, or the process ends")
        observer.receiptNotShown(by: entry.host.bot.id, because: failure)
    }
}
