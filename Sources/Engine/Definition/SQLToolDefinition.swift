/// `sql:` runs one statement on a connection, with `:name` for each parameter.
struct SQLToolDefinition: MapReadable {
    /// What of a result is used.
    enum Rows: String, CaseIterable, Sendable {
        case one, many
    }

    let connection: Located<String>
    let query: YAMLScalar
    let rows: Rows
    /// How many rows are read at most.
    let limit: Int

    static let connection = Field.required("connection", .name(of: .connection), "the database, one of 'connections:'")
    static let query = Field.required(
        "query", .verbatim, "one statement, with ':name' for each parameter",
        examples: ["select status from pedidos where numero = :numero"]
    )
    static let rows = Field.defaulted("rows", .oneOf(Rows.self), default: .many, "whether one row is wanted or a list")
    static let limit = Field.defaulted("limit", .integer(1...1000), default: 100, "how many rows are read at most")
    static let fields = Fields(connection, query, rows, limit)

    init(reading map: inout MapReader) throws(Unreadable) {
        connection = try map.read(Self.connection)
        query = try map.read(Self.query)
        rows = try map.read(Self.rows)
        limit = try map.read(Self.limit)
        if let braces = SQLToolDefinition.braces(in: query.text) { map.report(.templateInQuery(at: query.span(of: braces))) }
    }

    private static func braces(in text: String) -> Range<Int>? {
        let scalars = Array(text.unicodeScalars)
        let pairs = scalars.indices.dropLast()
        guard let start = pairs.first(where: { scalars[$0] == "{" && scalars[$0 + 1] == "{" }) else { return nil }
        let end = pairs.first { $0 > start && scalars[$0] == "}" && scalars[$0 + 1] == "}" } ?? start
        return start..<(end + 2)
    }
}
