import CPostgres
import Engine

/// Values as PostgreSQL writes them in text.
enum PostgresValue {
    /// - Throws: `refused` for a text with a null character, which PostgreSQL cannot hold.
    static func text(of value: JSON) throws(CallFailure) -> String? {
        switch value {
        case .null: return nil
        case .bool(let truth): return truth ? "true" : "false"
        case .string(let text):
            guard !text.utf8.contains(0) else { throw CallFailure(.refused, "a value holds a null character") }
            return text
        case .int, .double, .array, .object: return value.text
        }
    }

    /// One row of a result by the names of its columns, and how long its values are.
    static func columns(of result: OpaquePointer, row: Int32) -> (columns: [(String, JSON)], bytes: Int) {
        var columns: [(String, JSON)] = []
        var bytes = 0
        for column in 0..<PQnfields(result) {
            let name = PQfname(result, column).map { String(cString: $0) } ?? ""
            guard PQgetisnull(result, row, column) == 0, let value = PQgetvalue(result, row, column) else {
                columns.append((name, .null))
                continue
            }
            bytes += Int(PQgetlength(result, row, column))
            columns.append((name, json(String(cString: value), type: PQftype(result, column))))
        }
        return (columns, bytes)
    }

    /// The columns of a prepared statement.
    static func columns(describedBy result: OpaquePointer) -> [SQLColumn] {
        (0..<PQnfields(result)).map { column in
            SQLColumn(
                name: PQfname(result, column).map { String(cString: $0) } ?? "", kind: kind(of: PQftype(result, column)))
        }
    }

    /// What `json(_:type:)` gives.
    private static func kind(of type: UInt32) -> SQLColumn.Kind {
        switch Int(type) {
        case TRAMA_PG_BOOL: .boolean
        case TRAMA_PG_INT2, TRAMA_PG_INT4, TRAMA_PG_INT8, TRAMA_PG_OID: .integer
        case TRAMA_PG_NUMERIC, TRAMA_PG_FLOAT4, TRAMA_PG_FLOAT8: .number
        case TRAMA_PG_DATE: .date
        case TRAMA_PG_TIMESTAMP, TRAMA_PG_TIMESTAMPTZ: .datetime
        case TRAMA_PG_JSON, TRAMA_PG_JSONB: .any
        default: .string
        }
    }

    /// - Parameter type: The type's number in the server's catalogue. A time without a zone is taken for UTC; a type that is not
    ///   known is its text.
    static func json(_ text: String, type: UInt32) -> JSON {
        switch Int(type) {
        case TRAMA_PG_BOOL: .bool(text == "t")
        case TRAMA_PG_INT2, TRAMA_PG_INT4, TRAMA_PG_INT8, TRAMA_PG_OID: Int64(text).map { .int($0) } ?? .string(text)
        case TRAMA_PG_NUMERIC: Int64(text).map { .int($0) } ?? finite(text)
        case TRAMA_PG_FLOAT4, TRAMA_PG_FLOAT8: finite(text)
        case TRAMA_PG_JSON, TRAMA_PG_JSONB: (try? JSON(parsing: text)) ?? .string(text)
        case TRAMA_PG_TIMESTAMP: .string(text.contains("-") ? "\(joined(text))Z" : text)
        case TRAMA_PG_TIMESTAMPTZ: .string(text.hasSuffix("+00") ? "\(joined(text.dropLast(3)))Z" : text)
        case TRAMA_PG_BYTEA: .string(text.hasPrefix("\\x") ? String(text.dropFirst(2)) : text)
        default: .string(text)
        }
    }

    /// Infinity and NaN, which JSON lacks, are null.
    private static func finite(_ text: String) -> JSON {
        guard let number = Double(text), number.isFinite else { return .null }
        return .double(number)
    }

    /// RFC 3339 has a T between date and time.
    private static func joined(_ text: some StringProtocol) -> String {
        text.split(separator: " ", maxSplits: 1).joined(separator: "T")
    }
}
