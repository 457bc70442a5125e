import CEL

/// `sql:` runs one statement on a connection; values reach it only as bound parameters.
struct SQLTool: ToolKind {
    static let keyword = "sql"
    let connection: String
    let statement: SQLStatement
    /// For each of the statement's names the place among the tool's locals.
    let places: [Int]
    let wantsOneRow: Bool
    /// Rows that are read at most when a list is wanted.
    let limit: Int

    func action(of tool: Tool, locals: [Value], in turn: Turn) throws(TurnError) -> ActionRequest.Action {
        .sql(
            .init(
                connection: connection, statement: statement, values: places.map { JSON(locals[$0]) },
                rowLimit: wantsOneRow ? 1 : limit))
    }
}
