import CEL

/// `http:` sends one request to a connection's host.
struct HTTPToolDefinition: Sendable {
    enum Method: String, CaseIterable, Sendable {
        case get, post, put, patch, delete
    }

    let connection: Located<String>
    let method: Method
    /// After the connection's address; each `{{ }}` is one segment.
    let path: TemplateSource
    let query: [Named<ValueSource>]
    let headers: [Named<TemplateSource>]
    let body: ValueSource?
    /// The statuses that are a success; none means every `2xx`.
    let expected: [Int]
}

extension HTTPToolDefinition: MapReadable {
    static let connection = Field.required("connection", .name(of: .connection), "the server, one of 'connections:'")
    static let methods = Method.allCases.map { method in
        (
            method,
            Field.optional(
                method.rawValue, .template, "the path of a \(method.rawValue.uppercased()) request", examples: ["/tickets"])
        )
    }
    static let query = Field.defaulted("query", .map(of: .any), default: [], "what follows '?' in the address")
    static let headers = Field.defaulted("headers", .map(of: .template), default: [], "more headers")
    static let body = Field.optional("json", .any, "the body, written as YAML and sent as JSON")
    static let expected = Field.defaulted(
        "expect", .oneOrMany(of: .integer(100...599)), default: [], "the statuses that are a success")
    static let fields = methods.reduce(Fields(connection)) { $0.adding(Fields($1.1)) }
        .adding(Fields(query, headers, body, expected))

    init(reading map: inout MapReader) throws(Unreadable) {
        let written = Self.methods.compactMap { map.key(of: $0.1) }
        if let last = written.dropFirst().last { map.report(.severalKinds("a request", written, at: last.span)) }
        var found: (method: Method, path: TemplateSource)?
        for (method, field) in Self.methods {
            if let path = try map.read(field) { found = (method, path) }
        }
        guard let found else {
            map.report(.noKind("a request", among: Method.allCases.map(\.rawValue), written: [], at: map.span))
            throw Unreadable()
        }
        (method, path) = found
        connection = try map.read(Self.connection)
        query = try map.read(Self.query)
        headers = try map.read(Self.headers)
        body = try map.read(Self.body)
        expected = try map.read(Self.expected)
    }
}
