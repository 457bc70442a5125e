import CEL
public import Engine

extension SQLiteStore {
    public func export(_ conversation: ConversationID) async throws(StoreError) -> ConversationExport? {
        try await reader.perform("export") { connection in
            let names = try connection.query(
                """
                SELECT s.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c
                WHERE s.type = 'table' AND c.name = 'conversation_id'
                """
            ) { $0.text(0) }
            var tables: [String: [JSONObject]] = [:]
            for name in names { tables[name] = try connection.rows(of: name, about: conversation) }
            guard tables["conversation"]?.isEmpty == false else { return nil }
            return ConversationExport.readable(tables) { Timestamp(milliseconds: $0) }
        }
    }
}

extension SQLiteConnection {
    /// - Parameter table: One of the schema's own names.
    fileprivate func rows(of table: String, about conversation: ConversationID) throws -> [JSONObject] {
        let statement = try prepare("SELECT * FROM \"\(table)\" WHERE conversation_id = ?")
        try statement.bind([.integer(conversation.rawValue)])
        let columns = statement.columnNames
        var rows: [JSONObject] = []
        while try statement.step() {
            rows.append(JSONObject(columns.enumerated().map { place, name in (name, statement.value(place).json) }))
        }
        return rows
    }
}

extension SQLiteValue {
    fileprivate var json: JSON {
        switch self {
        case .null: .null
        case .integer(let number): .int(number)
        case .real(let number): .double(number)
        case .text(let text): .string(text)
        case .blob(let bytes): .string(bytes.hexadecimal)
        }
    }
}
