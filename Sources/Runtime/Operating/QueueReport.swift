public import Engine

/// What there is to do, for operators and for programs.
public struct QueueReport: Sendable {
    private let bot: BotID?
    let queues: [BotQueue]
    let paused: [Statistics.PausedAccount]

    /// - Parameter bot: Of this bot alone; `nil`: of all.
    public init(of store: any Store, bot: BotID?) async throws(StoreError) {
        self.bot = bot
        queues = try await store.queues().filter { bot == nil || $0.bot == bot }
        paused = try await store.statistics().pausedAccounts.filter { bot == nil || $0.bot == bot }
    }

    public var lines: [String] {
        guard !queues.isEmpty else { return ["there is no conversation \(bot.map { "with '\($0.rawValue)'" } ?? "yet")"] }
        var rows = [["bot", "due", "oldest", "waiting", "working", "retrying", "unsent", "with people", "dead letters"]]
        for queue in queues {
            let counts = [
                queue.waitingEvents, queue.claimedConversations, queue.suspendedConversations, queue.unsentMessages,
                queue.handedOverConversations, queue.deadLetters,
            ]
            rows.append(
                [queue.bot.rawValue, "\(queue.dueConversations)", QueueReport.text(of: queue.oldestDueAge)]
                    + counts.map(String.init))
        }
        return TextColumns.lines(of: rows, right: Set(1..<9))
            + paused.map { "paused: account \($0.account) of \($0.bot.rawValue): \($0.reason)" }
    }

    public var json: JSON {
        let bots = queues.map { queue -> JSON in
            [
                "bot": .string(queue.bot.rawValue), "due_conversations": .int(Int64(queue.dueConversations)),
                "oldest_due_seconds": .double(Double(queue.oldestDueAge.milliseconds) / 1000),
                "waiting_events": .int(Int64(queue.waitingEvents)),
                "claimed_conversations": .int(Int64(queue.claimedConversations)),
                "suspended_conversations": .int(Int64(queue.suspendedConversations)),
                "unsent_messages": .int(Int64(queue.unsentMessages)),
                "handed_over_conversations": .int(Int64(queue.handedOverConversations)),
                "dead_letters": .int(Int64(queue.deadLetters)),
            ]
        }
        let accounts = paused.map { account -> JSON in
            ["bot": .string(account.bot.rawValue), "account": .string(account.account), "reason": .string(account.reason)]
        }
        return ["bots": .array(bots), "paused_accounts": .array(accounts)]
    }

    /// As people say it: the two largest units.
    static func text(of age: Duration) -> String {
        let seconds = age.components.seconds
        return switch seconds {
        case ..<1: age == .zero ? "-" : "<1s"
        case ..<60: "\(seconds)s"
        case ..<3600: "\(seconds / 60)m \(seconds % 60)s"
        case ..<86_400: "\(seconds / 3600)h \(seconds % 3600 / 60)m"
        default: "\(seconds / 86_400)d \(seconds % 86_400 / 3600)h"
        }
    }
}
