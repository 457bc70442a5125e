import CEL
public import Engine

/// All rows that are kept of one conversation.
public struct ConversationExport: Sendable, Equatable {
    /// By table; a row is an object by column, as the database has it. Tables without rows are left out.
    public let tables: [String: [JSONObject]]

    public init(tables: [String: [JSONObject]]) { self.tables = tables }
}

extension ConversationExport {
    /// Columns that hold JSON as text, where they hold text.
    private static let documents: Set = ["checkpoint", "said", "told", "event", "message", "result"]
    /// What orders the rows of a table, the first one that it has.
    private static let orders = ["number", "event", "dead_letter_id"]

    /// For the person whose data it is: times as RFC 3339, documents as JSON, rows in order; tables by their names.
    ///
    /// - Parameter time: From the database's clock to ours.
    static func readable(_ tables: [String: [JSONObject]], time: (Int64) -> Timestamp) -> ConversationExport {
        ConversationExport(
            tables: tables.filter { !$0.value.isEmpty }.mapValues { rows in
                sorted(rows).map { row in
                    JSONObject(row.members.map { ($0.key, readable($0.value, of: $0.key, time: time)) })
                }
            })
    }

    private static func readable(_ value: JSON, of column: String, time: (Int64) -> Timestamp) -> JSON {
        switch value {
        case .int(let number) where column == "at" || column == "since" || column.hasSuffix("_at"):
            .string(time(number).description)
        case .string(let text) where documents.contains(column): (try? JSON(parsing: text)) ?? value
        default: value
        }
    }

    private static func sorted(_ rows: [JSONObject]) -> [JSONObject] {
        guard let first = rows.first, let order = orders.first(where: { first[$0]?.int != nil }) else { return rows }
        return rows.sorted { ($0[order]?.int ?? 0) < ($1[order]?.int ?? 0) }
    }
}
