import CSQLite

/// An open database. A class because it owns SQLite's handle; used on one thread at a time.
final class SQLiteConnection {
    enum Access {
        case read
        /// Of a file that is there.
        case change
        /// Makes the file when there is none.
        case write
    }

    let handle: OpaquePointer
    let path: String
    /// By where their texts stand in the program.
    private var statements: [UnsafePointer<UInt8>: SQLiteStatement] = [:]
    private var mayGoOn: (() -> Bool)?

    init(path: String, access: Access) throws(SQLiteError) {
        let flags =
            switch access {
            case .read: SQLITE_OPEN_READONLY
            case .change: SQLITE_OPEN_READWRITE
            case .write: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        var handle: OpaquePointer?
        let code = sqlite3_open_v2(path, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let handle else {
            let error = SQLiteError(code, of: handle, opening: path)
            sqlite3_close_v2(handle)
            throw error
        }
        self.handle = handle
        self.path = path
        sqlite3_busy_timeout(handle, 5000)
    }

    deinit { sqlite3_close_v2(handle) }

    /// Whether a `BEGIN` has neither been committed nor rolled back, be it by SQLite itself.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Rows that the last statement changed.
    var changes: Int { Int(sqlite3_changes64(handle)) }

    /// What was prepared of our own statements.
    var texts: [String] { statements.values.map(\.text) }

    /// Runs statements without places, one after the other.
    func execute(_ sql: String) throws(SQLiteError) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw SQLiteError(code, of: handle) }
    }

    /// - Throws: When there is more than one statement in the text, too.
    func prepare(_ sql: String) throws(SQLiteError) -> SQLiteStatement {
        var (statement, second): (OpaquePointer?, OpaquePointer?)
        let code = sql.withCString { text in
            var rest: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v3(handle, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, &rest)
            return code == SQLITE_OK ? sqlite3_prepare_v3(handle, rest, -1, 0, &second, nil) : code
        }
        let first = statement.map { SQLiteStatement(handle: $0) }
        sqlite3_finalize(second)
        guard code == SQLITE_OK || first != nil else { throw SQLiteError(code, of: handle) }
        guard let first else { throw SQLiteError(code: SQLITE_ERROR, message: "there is no statement in the text") }
        guard code == SQLITE_OK, second == nil else {
            throw SQLiteError(code: SQLITE_ERROR, message: "there is more than one statement in the text")
        }
        return first
    }

    /// Ends statements with `SQLITE_INTERRUPT` once `mayGoOn`, which is asked every few thousand steps, gives `false`.
    func interruptUnless(_ mayGoOn: (() -> Bool)?) {
        self.mayGoOn = mayGoOn
        let this = Unmanaged.passUnretained(self).toOpaque()
        let handler: (@convention(c) (UnsafeMutableRawPointer?) -> Int32)? = { pointer in
            guard let pointer else { return 0 }
            return Unmanaged<SQLiteConnection>.fromOpaque(pointer).takeUnretainedValue().mayGoOn?() ?? true ? 0 : 1
        }
        sqlite3_progress_handler(handle, 4000, mayGoOn == nil ? nil : handler, this)
    }

    /// Runs one statement of our own, prepared once a connection.
    ///
    /// - Parameter read: Is given each row in turn; what it gives back is gathered.
    func query<Row>(
        _ sql: StaticString, _ values: [SQLiteValue] = [], _ read: (SQLiteStatement) throws -> Row
    ) throws -> [Row] {
        let statement = try cached(sql)
        defer { statement.reset() }
        try statement.bind(values)
        var rows: [Row] = []
        while try statement.step() { rows.append(try read(statement)) }
        return rows
    }

    /// Runs one statement of our own, prepared once a connection, to its end.
    ///
    /// - Returns: How many rows it changed.
    @discardableResult
    func run(_ sql: StaticString, _ values: [SQLiteValue] = []) throws(SQLiteError) -> Int {
        let statement = try cached(sql)
        defer { statement.reset() }
        try statement.bind(values)
        while try statement.step() {}
        return changes
    }

    private func cached(_ sql: StaticString) throws(SQLiteError) -> SQLiteStatement {
        if let statement = statements[sql.utf8Start] { return statement }
        let statement = try prepare(sql.description)
        statements[sql.utf8Start] = statement
        return statement
    }
}
