import CEL
import Engine

/// Reading columns of our own `STRICT` tables, where a column has its declared type or is null.
extension SQLiteStatement {
    /// Zero when the column is null.
    func int(_ index: Int) -> Int64 { optionalInt(index) ?? 0 }

    func optionalInt(_ index: Int) -> Int64? {
        guard case .integer(let number) = value(index) else { return nil }
        return number
    }

    /// Empty when the column is null.
    func text(_ index: Int) -> String { optionalText(index) ?? "" }

    func optionalText(_ index: Int) -> String? {
        guard case .text(let text) = value(index) else { return nil }
        return text
    }

    func json(_ index: Int) throws(RecordError) -> JSON { try JSON(record: text(index)) }

    func timestamp(_ index: Int) -> Timestamp { Timestamp(milliseconds: int(index)) }
}
