import CSQLite

/// What SQLite said.
struct SQLiteError: Error, Equatable {
    /// The primary result code.
    let code: Int32
    /// SQLite's own words, which name tables and columns and never hold values.
    let message: String

    init(code: Int32, message: String) {
        self.code = code & 0xFF
        self.message = message
    }

    /// - Parameter connection: The handle that the code came from.
    init(_ code: Int32, of connection: OpaquePointer?) {
        let message = connection.flatMap { sqlite3_errmsg($0) } ?? sqlite3_errstr(code)
        self.init(code: code, message: message.map { String(cString: $0) } ?? "error \(code)")
    }
}

extension StoreError {
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
            self.init(code, "\(operation): \(error.message)")
        case let error as RecordError:
            self.init(.corrupt, "\(operation): \(error.expected) was expected")
        default:
            self.init(.unavailable, "\(operation): \(error)")
        }
    }
}
