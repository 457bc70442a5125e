import CSQLite
import Engine

/// An SQLite file that belongs to a bot's tools.
struct SQLiteDatabase: SQLDatabase {
    let path: String
    let access: DatabaseAccess

    /// SQLite lets one write at a time; a slow read is not to hold up a quick one.
    let sessions = 2

    func open(for query: SQLQuery) throws(CallFailure) -> SQLiteSession {
        do {
            return SQLiteSession(connection: try SQLiteConnection(path: path, access: access == .read ? .read : .write))
        } catch {
            throw CallFailure(error)
        }
    }
}

/// A class, since it remembers what it prepared. One thread uses it at a time.
final class SQLiteSession: SQLSession {
    /// More texts than these come of bots that are published again and again: then all are prepared anew.
    private static let preparedLimit = 256

    private let connection: SQLiteConnection
    private var prepared: [String: SQLiteStatement] = [:]

    init(connection: SQLiteConnection) { self.connection = connection }

    var isAlive: Bool { true }

    func run(_ query: SQLQuery) throws(CallFailure) -> [JSON] {
        connection.interruptUnless { query.isWanted }
        defer { connection.interruptUnless(nil) }
        do {
            let statement = try statement(query.statement.text { "?\($0)" })
            guard query.isWrite || statement.isReadOnly else {
                throw CallFailure(.misconfigured, "the statement writes, and its tool only reads")
            }
            if query.asksForColumns { return statement.columns.map(\.row) }
            defer { statement.reset() }
            try statement.bind(query.values.map { SQLiteValue($0) })
            return try rows(of: statement, query)
        } catch let error as SQLiteError {
            throw CallFailure(error)
        } catch let error as CallFailure {
            throw error
        } catch {
            throw CallFailure(.unavailable, "\(error)")
        }
    }

    private func statement(_ text: String) throws(SQLiteError) -> SQLiteStatement {
        if let known = prepared[text] { return known }
        let statement = try connection.prepare(text)
        if prepared.count >= SQLiteSession.preparedLimit { prepared = [:] }
        prepared[text] = statement
        return statement
    }

    /// A write is stepped to its end, though rows over the limit are passed over.
    private func rows(of statement: SQLiteStatement, _ query: SQLQuery) throws -> [JSON] {
        var names: [String] = []
        var rows = SQLRows()
        while rows.rows.count < query.rowLimit || query.isWrite, try statement.step() {
            guard rows.rows.count < query.rowLimit else { continue }
            // Only now: a step prepares the statement anew when the tables have changed.
            if names.isEmpty { names = statement.columnNames }
            let values = names.indices.map { statement.value($0) }
            try rows.append(
                zip(names, values).map { ($0, JSON($1)) }, bytes: values.reduce(0) { $0 + $1.byteCount })
        }
        return rows.rows
    }
}

extension SQLiteStatement {
    fileprivate var columns: [SQLColumn] {
        zip(columnNames, declaredTypes).map { SQLColumn(name: $0, kind: SQLColumn.Kind(declared: $1)) }
    }
}

extension SQLColumn.Kind {
    /// Of a column's declared type; only an affinity that converts what is stored says what will be read.
    ///
    /// - SeeAlso: SQLite, "Datatypes In SQLite", section 3.1, "Determination Of Column Affinity".
    fileprivate init(declared: String?) {
        let type = declared?.uppercased() ?? ""
        self =
            if type.contains("INT") {
                .integer
            } else if ["CHAR", "CLOB", "TEXT"].contains(where: type.contains) {
                .string
            } else if ["REAL", "FLOA", "DOUB"].contains(where: type.contains) {
                .number
            } else {
                .any
            }
    }
}

extension SQLiteValue {
    /// A truth is 0 or 1; a list or a map is its JSON text.
    init(_ json: JSON) {
        self =
            switch json {
            case .null: .null
            case .bool(let truth): .integer(truth ? 1 : 0)
            case .int(let number): .integer(number)
            case .double(let number): .real(number)
            case .string(let text): .text(text)
            case .array, .object: .text(json.text)
            }
    }

    fileprivate var byteCount: Int {
        switch self {
        case .null, .integer, .real: 8
        case .text(let text): text.utf8.count
        case .blob(let bytes): bytes.count
        }
    }
}

extension JSON {
    /// A blob is its bytes in hexadecimal digits.
    init(_ value: SQLiteValue) {
        self =
            switch value {
            case .null: .null
            case .integer(let number): .int(number)
            case .real(let number): .double(number)
            case .text(let text): .string(text)
            case .blob(let bytes): .string(bytes.hexadecimal)
            }
    }
}

extension CallFailure {
    /// SQLite's words name tables and columns and no values.
    fileprivate init(_ error: SQLiteError) {
        let code: Code =
            switch error.code {
            case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_RANGE, SQLITE_TOOBIG: .refused
            case SQLITE_ERROR, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_AUTH, SQLITE_NOTADB, SQLITE_PERM: .misconfigured
            default: .unavailable
            }
        self.init(code, error.message.forOperator)
    }
}
