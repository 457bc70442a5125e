import Engine
import Synchronization

/// One statement on its way to a database.
struct SQLQuery: Sendable {
    /// The rows' values together may be this long.
    static let resultLimitBytes = 4 << 20

    let statement: SQLStatement
    let values: [JSON]
    let isWrite: Bool
    let rowLimit: Int
    let deadline: ContinuousClock.Instant
    /// Asked when its turn has come.
    var mayBegin: @Sendable () -> Bool = { true }
    /// Whether the statement is only prepared; its rows are then its columns, see `SQLColumn.init(row:)`.
    var asksForColumns = false
    let interrupt = SQLInterrupt()

    /// Whether anybody still waits for the result.
    var isWanted: Bool { !interrupt.isSet && .now < deadline }

    /// Why it ended when it is not wanted any more.
    var abandonment: CallFailure {
        CallFailure(.unavailable, interrupt.isSet ? "the task was cancelled" : "the statement took too long")
    }
}

/// Says that nobody waits for a query any more. An identity: the caller and the query's thread share it.
final class SQLInterrupt: Sendable {
    private let flag = Atomic(false)
    private let signal = Locked<WakeUp?>(nil)

    var isSet: Bool { flag.load(ordering: .acquiring) }

    func set() {
        flag.store(true, ordering: .releasing)
        signal.withLock { $0?.signal() }
    }

    /// Signals `wakeUp` when the flag is set from now on, or was before.
    func wake(_ wakeUp: WakeUp?) {
        signal.withLock { $0 = wakeUp }
        if isSet { wakeUp?.signal() }
    }
}

/// What a query brings back when nothing is wrong with it.
struct SQLRows {
    private(set) var rows: [JSON] = []
    private var bytes = 0

    /// - Throws: `invalid` when the rows together are too long.
    mutating func append(_ columns: [(String, JSON)], bytes: Int) throws(CallFailure) {
        self.bytes += bytes
        guard self.bytes <= SQLQuery.resultLimitBytes else {
            throw CallFailure(.invalid, "the rows are longer than \(SQLQuery.resultLimitBytes) bytes")
        }
        rows.append(.object(JSONObject(columns)))
    }
}

extension SQLColumn {
    /// As a row of a query that asks for columns.
    var row: JSON { ["name": .string(name), "kind": .string(kind.rawValue)] }

    init?(row: JSON) {
        guard let name = row["name"]?.string, let kind = row["kind"]?.string.flatMap(Kind.init) else { return nil }
        self.init(name: name, kind: kind)
    }
}
