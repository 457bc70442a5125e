import CEL
import Engine

@testable import Runtime

extension BotID {
    static let optics = BotID(rawValue: "optics")
    static let bakery = BotID(rawValue: "bakery")
}

extension Arrival {
    /// A text from a person to `account` of `bot`, sent so many seconds after the start of `ManualTime`.
    static func text(
        _ text: String, id: String, from key: String = "ana", named name: String? = nil, phone: String? = nil, at second: Int = 0,
        bot: BotID = .optics, account: String? = nil
    ) -> Arrival {
        let message = InboundMessage(id: id, at: ManualTime.start.advanced(by: .seconds(second)), content: .text(text))
        return Arrival(
            bot: bot, account: account ?? "account of \(bot.rawValue)",
            event: .message(message, from: Contact(key: key, phone: phone, name: name)))
    }

    static func status(
        _ stage: DeliveryStatus.Stage, of messageID: String, tag: DeliveryTag? = nil, failure: SendFailure? = nil,
        bot: BotID = .optics
    ) -> Arrival {
        let status = DeliveryStatus(
            messageID: messageID, stage: stage, at: ManualTime.start, tag: tag.map(String.init(describing:)), failure: failure)
        return Arrival(bot: bot, account: "account of \(bot.rawValue)", event: .status(status))
    }
}

extension Store {
    /// Takes all that is due of the two sample bots.
    func claimAll(for worker: WorkerID) async throws -> [Lease] {
        try await claim(limit: 100, of: [.optics, .bakery], for: worker)
    }

    /// Takes the one conversation that is due; fails when there is none or another.
    func claimOne(for worker: WorkerID) async throws -> Lease {
        let leases = try await claimAll(for: worker)
        guard let lease = leases.first, leases.count == 1 else {
            throw StoreError(.unavailable, "\(leases.count) conversations are due")
        }
        return lease
    }

    /// Gives an event up as it is stored.
    func giveUp(event number: Int64, because reason: String, forgetting: Bool, under lease: Lease) async throws {
        try await giveUp(event: number, heard: nil, because: reason, forgetting: forgetting, under: lease)
    }

    func load(_ lease: Lease) async throws -> ClaimedConversation {
        try await load(lease, historyEntries: 10, events: 10)
    }
}

extension InboxEvent {
    var text: String? {
        guard case .text(let text) = message?.content else { return nil }
        return text
    }
}

extension OutboundMessage {
    static func plain(_ text: String) -> OutboundMessage { .text(text, previewURL: false) }
}

extension FinishedTurn {
    /// A turn in which the customer and the bot said one thing each.
    static func sample(
        _ event: Int64, turn: Int = 1, failure: TurnFailure? = nil, rest: Rest = .waiting, wakingAfter delay: Duration? = nil,
        handedOver: HandedOver? = nil, told: [ToldEvent] = []
    ) -> FinishedTurn {
        FinishedTurn(
            event: event, beganAt: ManualTime.start, checkpoint: ["turn": .int(Int64(turn))],
            said: [
                HistoryEntry(turn: turn, role: .customer, text: "question \(turn)", at: ManualTime.start),
                HistoryEntry(turn: turn, role: .bot, text: "answer \(turn)", at: ManualTime.start),
            ], failure: failure, rest: rest, wakeAt: delay.map(ManualTime.start.advanced(by:)), handedOver: handedOver, told: told
        )
    }
}

extension WorkingTurn {
    static func sample(_ event: Int64, failedAttempts: Int = 0) -> WorkingTurn {
        WorkingTurn(
            event: event, beganAt: ManualTime.start, checkpoint: ["at": "node"],
            said: [HistoryEntry(turn: 1, role: .customer, text: "hello", at: ManualTime.start)], failedAttempts: failedAttempts)
    }
}
