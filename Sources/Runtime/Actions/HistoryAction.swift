import CEL
import Engine

/// Past exchanges of the contact who writes, from what was said: the present exchange is not among them.
struct HistoryAction: Sendable {
    /// How far back it looks at most.
    static let entryLimit = 2000

    let source: any HistorySource
    let time: any TimeSource

    func run(_ request: ActionRequest.HistoryAction, for context: ActionContext) async throws(CallFailure) -> ActionResult {
        let entries: [HistoryEntry]
        do {
            entries = try await source.history(of: context.conversation, limit: HistoryAction.entryLimit)
        } catch {
            throw CallFailure(.unavailable, "history: \(error.message)")
        }
        let past = HistoryAction.exchanges(
            in: entries.filter { $0.turn < context.turn }, before: time.now, partedBy: request.silence)
        return .rows(past.suffix(request.conversations).reversed().map { HistoryAction.row($0, request) })
    }

    /// The exchanges that ended before `now`, oldest first.
    private static func exchanges(
        in entries: [HistoryEntry], before now: Timestamp, partedBy silence: Duration
    ) -> [[HistoryEntry]] {
        var exchanges: [[HistoryEntry]] = []
        var last: Timestamp?
        for entry in entries {
            if let last, entry.at.milliseconds - last.milliseconds < silence.milliseconds {
                exchanges[exchanges.count - 1].append(entry)
            } else {
                exchanges.append([entry])
            }
            last = entry.at
        }
        if let last, now.milliseconds - last.milliseconds < silence.milliseconds { exchanges.removeLast() }
        return exchanges
    }

    private static func row(_ exchange: [HistoryEntry], _ request: ActionRequest.HistoryAction) -> JSON {
        let messages = exchange.suffix(request.messages).map { entry -> JSON in
            [
                "role": .string(entry.role.rawValue), "text": .string(String(entry.text.prefix(request.characters))),
                "at": .string(entry.at.description),
            ]
        }
        return [
            "started_at": exchange.first.map { .string($0.at.description) } ?? .null, "messages": .array(messages),
        ]
    }
}
