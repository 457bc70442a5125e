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

    /// - Parameter mayGoOn: Asked before a write begins, which may have waited for its session.
    func run(
        _ action: ActionRequest.SQLAction, isWrite: Bool, while mayGoOn: @escaping @Sendable () -> Bool = { true }
    ) async throws(CallFailure) -> ActionResult {
        guard access == .write || !isWrite else {
            throw CallFailure(.misconfigured, "connection '\(name)': it is for reading, and the tool writes")
        }
        guard action.statement.names.count == action.values.count else {
            throw CallFailure(.misconfigured, "connection '\(name)': there is not one value for each name in the statement")
        }
        let query = SQLQuery(
            statement: action.statement, values: action.values, isWrite: isWrite, rowLimit: min(max(1, action.rowLimit), 1000),
            deadline: .now + timeout, mayBegin: { !isWrite || mayGoOn() })
        do {
            return .rows(try await threads.run(query))
        } catch {
            throw CallFailure(error.code, "connection '\(name)': \(error.message)", retryAfter: error.retryAfter)
        }
    }

    /// Has the database prepare a statement, and runs nothing.
    func columns(of statement: SQLStatement, isWrite: Bool, within limit: Duration) async throws(CallFailure) -> [SQLColumn] {
        var query = SQLQuery(statement: statement, values: [], isWrite: isWrite, rowLimit: 1, deadline: .now + limit)
        query.asksForColumns = true
        return try await threads.run(query).compactMap { SQLColumn(row: $0) }
    }

    func close() async { await threads.close() }
}

extension SQLAction {
    /// `nil` for a connection that is no database.
    init?(_ settings: ConnectionSettings, named name: String) throws(CallFailure) {
        switch settings {
        case .http, .mcp: return nil
        case .sqlite(let path, let access, let timeout):
            self.init(name: name, access: access, database: SQLiteDatabase(path: path, access: access), timeout: timeout)
        case .postgres(let url, let access, let timeout):
            self.init(name: name, access: access, database: try PostgresDatabase(url: url, named: name), timeout: timeout)
        }
    }
}
