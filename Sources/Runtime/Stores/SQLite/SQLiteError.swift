import CSQLite

/// What SQLite said.
struct SQLiteError: Error, Equatable {
    /// The primary result code.
    let code: Int32
    /// SQLite's own words, which name tables and columns and never hold values.
    let message: String
    /// Of the file that it is about.
    let path: String?

    init(code: Int32, message: String, path: String? = nil) {
        self.code = code & 0xFF
        self.message = message
        self.path = path
    }

    /// - Parameters:
    ///   - connection: The handle that the code came from.
    ///   - path: Of a file that was not opened.
    init(_ code: Int32, of connection: OpaquePointer?, opening path: String? = nil) {
        let words = connection.flatMap { sqlite3_errmsg($0) } ?? sqlite3_errstr(code)
        var message = words.map { String(cString: $0) } ?? "error \(code)"
        if code & 0xFF == SQLITE_CANTOPEN, case let reason = sqlite3_system_errno(connection), reason != 0 {
            message += ": \(String.systemReason(reason))"
        }
        let name = connection.flatMap { sqlite3_db_filename($0, "main") }.map { String(cString: $0) } ?? ""
        self.init(code: code, message: message, path: path ?? (name.isEmpty ? nil : name))
    }

    /// What the operator of a store does about it.
    fileprivate var advice: String {
        switch code {
        case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM:
            "; is DATABASE_URL right, and may this user read and write the file and its folder?"
        case SQLITE_NOTADB: "; is DATABASE_URL right?"
        case SQLITE_CORRUPT: "; stop what works on it and restore a backup"
        case SQLITE_FULL: "; make room on its disk"
        case SQLITE_IOERR: "; look at its disk"
        case SQLITE_BUSY, SQLITE_LOCKED: "; end what else works on it for so long"
        default: ""
        }
    }
}

extension StoreError {
    /// A database that another program made.
    static func foreign(_ connection: SQLiteConnection) -> StoreError {
        StoreError(.corrupt, "'\(connection.path)' has tables of another program and none of ours; is DATABASE_URL right?")
    }

    /// Any error of a store's own work as the store's callers see it.
    init(from error: any Error, in operation: StaticString) {
        switch error {
        case let error as StoreError:
            self = error
        case let error as SQLiteError:
            let code: Code =
                switch error.code {
                case SQLITE_FULL: .full
                case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
                default: .unavailable
                }
            let place = error.path.map { "'\($0)': " } ?? ""
            self.init(code, "\(operation): \(place)\(error.message)\(error.advice)")
        case let error as RecordError:
            self.init(.corrupt, "\(operation): \(error.expected) was expected")
        default:
            self.init(.unavailable, "\(operation): \(error)")
        }
    }
}
