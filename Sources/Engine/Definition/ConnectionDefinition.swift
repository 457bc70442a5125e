import CEL

/// One of `connections:`, a database or a server that tools use.
public enum ConnectionDefinition: Sendable {
    case sql(SQLConnectionDefinition)
    case http(HTTPConnectionDefinition)
    /// A server of the Model Context Protocol, over streamable HTTP.
    case mcp(HTTPConnectionDefinition)

    static var shape: Shape<ConnectionDefinition> {
        .kinds(
            "a connection",
            [
                ("sqlite", Shape.object(SQLConnectionDefinition.sqliteFields, SQLConnectionDefinition.sqlite).map { .sql($0) }),
                (
                    "postgres",
                    Shape.object(SQLConnectionDefinition.postgresFields, SQLConnectionDefinition.postgres).map { .sql($0) }
                ),
                ("http", Shape.object(HTTPConnectionDefinition.fields, HTTPConnectionDefinition.http).map { .http($0) }),
                ("mcp", Shape.object(HTTPConnectionDefinition.mcpFields, HTTPConnectionDefinition.mcp).map { .mcp($0) }),
            ]
        )
    }
}

/// `{sqlite: path}` or `{postgres: "${URL}"}`.
public struct SQLConnectionDefinition: Sendable {
    public enum Database: Sendable {
        /// A file; a path that does not begin with `/` starts at the bot's folder.
        case sqlite(path: Setting)
        case postgres(url: SecretReference)
    }

    /// What statements may do.
    public enum Access: String, CaseIterable, Sendable {
        case read, write
    }

    public let database: Database
    public let access: Access
    /// For one statement.
    public let timeout: Duration

    static let sqlitePath = Field.required("sqlite", .setting, "the database's file", examples: ["data/loja.sqlite"])
    static let postgresURL = Field.required("postgres", .secret, "the database's address", examples: ["${LOJA_DATABASE_URL}"])
    static let access = Field.defaulted("access", .oneOf(Access.self), default: .read, "what statements may do")
    static let timeout = Field.defaulted("timeout", .duration, default: .seconds(8), "how long one statement may take")
    static let sqliteFields = Fields(sqlitePath, access, timeout)
    static let postgresFields = Fields(postgresURL, access, timeout)

    @Sendable static func sqlite(reading map: inout MapReader) throws(Unreadable) -> SQLConnectionDefinition {
        let path = try map.read(sqlitePath)
        return SQLConnectionDefinition(
            database: .sqlite(path: path), access: try map.read(access), timeout: try map.read(timeout)
        )
    }

    @Sendable static func postgres(reading map: inout MapReader) throws(Unreadable) -> SQLConnectionDefinition {
        let url = try map.read(postgresURL)
        return SQLConnectionDefinition(
            database: .postgres(url: url), access: try map.read(access), timeout: try map.read(timeout)
        )
    }
}

/// `{http: "${URL}"}` or `{mcp: "${URL}"}`: requests of tools go to this host and to no other.
public struct HTTPConnectionDefinition: Sendable {
    public let url: SecretReference
    public let authentication: Authentication?
    /// For one request with its answer.
    public let timeout: Duration
    /// How often a request that may be repeated is, after the first time.
    public let retries: Int
    /// Whether private and link-local addresses may be reached.
    public let allowsPrivate: Setting

    public enum Authentication: Sendable {
        case bearer(SecretReference)
        case basic(user: Setting, password: SecretReference)
        case header(name: String, value: SecretReference)
    }

    static let url = Field.required("http", .secret, "the server's address, before the paths of tools", examples: ["${ERP_URL}"])
    static let endpoint = Field.required(
        "mcp", .secret, "the address of an MCP server, with its path", examples: ["${CRM_MCP_URL}"])
    static let authentication = Field.optional("auth", authenticationShape, "how requests show who sends them")
    static let timeout = Field.defaulted("timeout", .duration, default: .seconds(8), "how long one request may take")
    static let retries = Field.defaulted(
        "retry", .integer(0...5), default: 2, "how often a request is repeated after a failure that passes")
    static let allowsPrivate = Field.optional(
        "allow_private", .setting, "'true' when addresses of a private network may be reached",
        examples: ["${ERP_ALLOW_PRIVATE:-false}"])
    static let fields = Fields(url, authentication, timeout, retries, allowsPrivate)
    static let mcpFields = Fields(endpoint, authentication, timeout, retries, allowsPrivate)

    @Sendable static func http(reading map: inout MapReader) throws(Unreadable) -> HTTPConnectionDefinition {
        try HTTPConnectionDefinition(url: try map.read(url), reading: &map)
    }

    @Sendable static func mcp(reading map: inout MapReader) throws(Unreadable) -> HTTPConnectionDefinition {
        try HTTPConnectionDefinition(url: try map.read(endpoint), reading: &map)
    }

    private init(url: SecretReference, reading map: inout MapReader) throws(Unreadable) {
        self.url = url
        authentication = try map.read(Self.authentication)
        timeout = try map.read(Self.timeout)
        retries = try map.read(Self.retries)
        allowsPrivate = try map.read(Self.allowsPrivate) ?? Setting("false", at: map.span)
    }

    private static let bearer = Field.required(
        "bearer", .secret, "the token of 'Authorization: Bearer'", examples: ["${ERP_TOKEN}"])
    private static let user = Field.required("user", .setting, "the user's name")
    private static let password = Field.required("password", .secret, "the user's password")
    private static let headerName = Field.required("name", .text, "the header's name", examples: ["X-Api-Key"])
    private static let headerValue = Field.required("value", .secret, "the header's value")

    private static var authenticationShape: Shape<Authentication> {
        let basic = Field.required(
            "basic",
            .object(Fields(user, password)) { (map) throws(Unreadable) in
                Authentication.basic(user: try map.read(user), password: try map.read(password))
            },
            "a user's name and password"
        )
        let header = Field.required(
            "header",
            .object(Fields(headerName, headerValue)) { (map) throws(Unreadable) in
                Authentication.header(name: try map.read(headerName), value: try map.read(headerValue))
            },
            "a header of the server's own"
        )
        return .kinds(
            "an authentication",
            [
                ("bearer", .object(Fields(bearer)) { (map) throws(Unreadable) in .bearer(try map.read(bearer)) }),
                ("basic", .object(Fields(basic)) { (map) throws(Unreadable) in try map.read(basic) }),
                ("header", .object(Fields(header)) { (map) throws(Unreadable) in try map.read(header) }),
            ]
        )
    }
}
