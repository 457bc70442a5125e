import CEL
import Engine

/// What tools with `cache` brought lately, for calls that are equal in all that leaves the engine: the tool and its filled-in request.
struct ToolCache: Sendable {
    /// How many results are kept; the one that ends first makes room.
    static let entryLimit = 256
    /// A longer result is not kept.
    static let resultLimitBytes = 64 << 10

    struct Key: Hashable {
        let tool: ToolName
        let action: ActionRequest.Action
    }

    private struct Entry {
        let result: ActionResult
        let until: Timestamp
    }

    private var entries: [Key: Entry] = [:]

    var count: Int { entries.count }

    func result(of key: Key, at now: Timestamp) -> ActionResult? {
        guard let entry = entries[key], now.milliseconds < entry.until.milliseconds else { return nil }
        return entry.result
    }

    /// An answer with an error status is not kept, for the next call may go better.
    mutating func keep(_ result: ActionResult, of key: Key, for span: Duration, at now: Timestamp) {
        guard ToolCache.isKept(result) else { return }
        entries = entries.filter { now.milliseconds < $0.value.until.milliseconds }
        if entries.count >= ToolCache.entryLimit, entries[key] == nil,
            let first = entries.min(by: { $0.value.until.milliseconds < $1.value.until.milliseconds })
        {
            entries[first.key] = nil
        }
        entries[key] = Entry(result: result, until: now.advanced(by: span))
    }

    private static func isKept(_ result: ActionResult) -> Bool {
        switch result {
        case .http(let status, let body): (200..<300).contains(status) && body.encoded().count <= resultLimitBytes
        case .rows(let rows): JSON.array(rows).encoded().count <= resultLimitBytes
        }
    }
}
