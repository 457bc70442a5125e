import CSQLite

/// A prepared statement. A class because it owns SQLite's handle, which may outlive its connection's; used on the thread of its connection only.
final class SQLiteStatement {
    private let handle: OpaquePointer

    /// - Parameter handle: Given up to the statement, which finalizes it.
    init(handle: OpaquePointer) { self.handle = handle }

    deinit { sqlite3_finalize(handle) }

    var text: String { sqlite3_sql(handle).map { String(cString: $0) } ?? "" }
    var parameterCount: Int { Int(sqlite3_bind_parameter_count(handle)) }
    var columnNames: [String] {
        (0..<sqlite3_column_count(handle)).map { column in
            sqlite3_column_name(handle, column).map { String(cString: $0) } ?? ""
        }
    }

    /// As the tables say them; `nil` for a column that is no table's.
    var declaredTypes: [String?] {
        (0..<sqlite3_column_count(handle)).map { column in
            sqlite3_column_decltype(handle, column).map { String(cString: $0) }
        }
    }

    /// Whether it writes nothing to the database.
    var isReadOnly: Bool { sqlite3_stmt_readonly(handle) != 0 }

    /// Makes the statement ready to run from its beginning with these values for its places, in order.
    func bind(_ values: [SQLiteValue]) throws(SQLiteError) {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        for (place, value) in values.enumerated() {
            let index = Int32(truncatingIfNeeded: place + 1)
            let code =
                switch value {
                case .null: sqlite3_bind_null(handle, index)
                case .integer(let number): sqlite3_bind_int64(handle, index, number)
                case .real(let number): sqlite3_bind_double(handle, index, number)
                case .text(var text):
                    text.withUTF8 { bytes in
                        bytes.withMemoryRebound(to: CChar.self) { characters in
                            trama_bind_text(handle, index, characters.baseAddress, UInt64(characters.count))
                        }
                    }
                case .blob(let bytes): trama_bind_blob(handle, index, bytes, UInt64(bytes.count))
                }
            guard code == SQLITE_OK else { throw SQLiteError(code, of: sqlite3_db_handle(handle)) }
        }
    }

    /// - Returns: Whether there is a row to read.
    func step() throws(SQLiteError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            let error = SQLiteError(code, of: sqlite3_db_handle(handle))
            sqlite3_reset(handle)
            throw error
        }
    }

    /// Lets go of the read or write that an unfinished run holds.
    func reset() { sqlite3_reset(handle) }

    /// - Parameter index: From 0.
    func value(_ index: Int) -> SQLiteValue {
        let column = Int32(truncatingIfNeeded: index)
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, column))
        case SQLITE_TEXT:
            guard let bytes = sqlite3_column_text(handle, column) else { return .null }
            let count = Int(sqlite3_column_bytes(handle, column))
            return .text(String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            guard let bytes = sqlite3_column_blob(handle, column) else { return .blob([]) }
            let count = Int(sqlite3_column_bytes(handle, column))
            return .blob([UInt8](UnsafeRawBufferPointer(start: bytes, count: count)))
        default: return .null
        }
    }
}
