import Engine

/// Runs statements on one database.
struct SQLAction: Sendable {
    private let name: String
    private let access: DatabaseAccess
    /// For one statement, the wait for its turn included.
    private let timeout: Duration
    private let threads: SQLThreads

    init(name: String, access: DatabaseAccess, database: any SQLDatabase, timeout: Duration) {
        self.name = name
        self.access = access
        self.timeout = timeout
        threads = SQLThreads(database)
    }

    func run(_ action: ActionRequest.SQLAction, isWrite: Bool) async throws(CallFailure) -> ActionResult {
        guard access == .write || !isWrite else {
            throw CallFailure(.misconfigured, "connection '\(name)': it is for reading, and the tool writes")
        }
        guard action.statement.names.count == action.values.count else {
            throw CallFailure(.misconfigured, "connection '\(name)': there is not one value for each name in the statement")
        }
        let query = SQLQuery(
            statement: action.statement, values: action.values, isWrite: isWrite, rowLimit: min(max(1, action.rowLimit), 1000),
            deadline: .now + timeout)
        do {
            return .rows(try await threads.run(query))
        } catch {
            throw CallFailure(error.code, "connection '\(name)': \(error.message)", retryAfter: error.retryAfter)
        }
    }

    func close() async { await threads.close() }
}
