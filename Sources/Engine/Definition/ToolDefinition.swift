import CEL

/// One tool: what a model or a node may have done.
struct ToolDefinition: Sendable {
    /// Whether a call changes anything outside.
    enum Effect: String, CaseIterable, Sendable {
        case read, write
    }

    /// Whose data a tool may bring.
    enum Identity: String, CaseIterable, Sendable {
        case anybody = "public"
    }

    enum Kind: Sendable {
        case sql(SQLToolDefinition)
        case http(HTTPToolDefinition)
        case mcp(MCPToolDefinition)
        case history(HistoryToolDefinition)
        /// A name under `graphs:`.
        case graph(Located<String>)
    }

    /// For the model: what it does, and when it is to be used.
    let description: String
    let kind: Kind
    /// `nil` when it follows from the kind.
    let effect: Effect?
    /// What the model fills in.
    let parameters: [Named<ParameterDefinition>]
    /// What the engine fills in, out of the model's sight.
    let bind: [Named<TemplateSource>]
    /// All that reaches the model and the state; `nil` when nothing is declared.
    let output: OutputSource?
    /// What is said when nothing is found.
    let empty: TemplateSource?
    /// What is said to an answer's status, by `404` or `5xx`.
    let errors: [Named<TemplateSource>]
    let confirm: ConfirmationDefinition?
    /// Set when anybody may know what it brings.
    let identity: Identity?
    /// How long a result stands for an equal call.
    let cache: Located<Duration>?
    /// What must hold before the model is shown the tool.
    let requires: ExpressionSource?

    static let description = Field.required("description", .text, "what the tool does and when to use it, for the model")
    static let effect = Field.optional("effect", .oneOf(Effect.self), "whether a call changes anything outside")
    static let parameters = Field.defaulted(
        "parameters", .identifiers(of: Shape<ParameterDefinition>.declared), default: [], "what the model fills in")
    static let bind = Field.defaulted(
        "bind", .identifiers(of: .template), default: [], "what the engine fills in, out of the model's sight")
    static let output = Field.optional(
        "output", .output, "all that reaches the model and the state")
    static let empty = Field.optional("empty", .template, "what is said when nothing is found")
    static let cache = Field.optional(
        "cache", .duration, "how long a result stands for an equal call", examples: ["1m"])
    static let errors = Field.defaulted(
        "errors", .map(of: .template), default: [], "what is said to an answer's status, by '404' or '5xx'")
    static let confirm = Field.optional(
        "confirm", .object(ConfirmationDefinition.self), "what the person is asked before the call is made")
    static let identity = Field.optional(
        "identity", .oneOf(Identity.self), "that anybody may know what it brings, so that nothing of the contact is bound")
    static let requires = Field.optional("requires", .expression, "what must hold before the model is shown the tool")
    static let common = Fields(description, effect, parameters, bind, output, empty, cache, errors, confirm, identity, requires)

    /// Of a tool that is a graph: what it changes is what its nodes change, and what it answers is made anew each time.
    static let ofGraph = Fields(description, parameters, bind, output, empty, confirm, requires)

    static let name = Field.required("tool", .new(.tool), "the tool's name")
    static let sql = Field.required("sql", .object(SQLToolDefinition.self), "a query of a database")
    static let http = Field.required("http", .object(HTTPToolDefinition.self), "a request to a server")
    static let mcp = Field.required("mcp", .object(MCPToolDefinition.self), "a tool of an MCP server")
    static let history = Field.required("history", .object(HistoryToolDefinition.self), "past conversations of this contact")
    static let graph = Field.required("graph", .name(of: .graph), "the sub-graph, a name under 'graphs'", examples: ["entrega"])

    /// Of a tool under its name in `tools:`.
    static var inline: Shape<ToolDefinition> { shape(with: Fields()) }

    /// Of a tool in a file of its own, which says its name by `tool:`.
    static var file: Shape<ToolDefinition> { shape(with: Fields(name)) }

    private static func shape(with extra: Fields) -> Shape<ToolDefinition> {
        let kinds: [(String, Shape<ToolDefinition>)] = [
            ("sql", shape(sql, extra) { .sql($0) }), ("http", shape(http, extra) { .http($0) }),
            ("mcp", shape(mcp, extra) { .mcp($0) }), ("history", shape(history, extra) { .history($0) }),
            ("graph", shape(graph, extra, ofGraph) { .graph($0) }),
        ]
        return .kinds("a tool", kinds)
    }

    private static func shape<Value>(
        _ field: Field<Value>,
        _ extra: Fields,
        _ others: Fields = common,
        _ kind: @escaping @Sendable (Value) -> Kind
    ) -> Shape<ToolDefinition> {
        .object(extra.adding(Fields(field)).adding(others)) { (map) throws(Unreadable) in
            let value = try map.read(field)
            return try ToolDefinition(reading: &map, kind: kind(value))
        }
    }

    private init(reading map: inout MapReader, kind: Kind) throws(Unreadable) {
        self.kind = kind
        description = try map.read(Self.description)
        effect = try map.read(Self.effect)
        parameters = try map.read(Self.parameters)
        bind = try map.read(Self.bind)
        output = try map.read(Self.output)
        empty = try map.read(Self.empty)
        errors = try map.read(Self.errors)
        confirm = try map.read(Self.confirm)
        identity = try map.read(Self.identity)
        requires = try map.read(Self.requires)
        let key = map.key(of: Self.cache)
        cache = try map.read(Self.cache).map { Located($0, at: key?.span ?? map.span) }
    }
}
