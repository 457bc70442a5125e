/// What a tool does outside, with every argument in its place and escaped for it.
public struct ActionRequest: Sendable, Equatable {
    public enum Action: Sendable, Hashable {
        case http(HTTPAction)
        case sql(SQLAction)
        case mcp(MCPAction)
        case history(HistoryAction)
    }

    public let tool: ToolName
    /// A write is journalled before it leaves and carries an idempotency key.
    public let isWrite: Bool
    public let action: Action
    /// What the tool was given: its parameters, and what the engine filled in.
    public let arguments: JSONObject

    /// How long a result stands for an equal request; `nil` for a write.
    public let cache: Duration?

    public init(
        tool: ToolName, isWrite: Bool, action: Action, arguments: JSONObject = JSONObject(), cache: Duration? = nil
    ) {
        self.cache = isWrite ? nil : cache
        self.tool = tool
        self.isWrite = isWrite
        self.action = action
        self.arguments = arguments
    }

    public struct HTTPAction: Sendable, Hashable {
        public struct Pair: Sendable, Hashable {
            public let name: String
            public let value: String

            public init(_ name: String, _ value: String) {
                self.name = name
                self.value = value
            }
        }

        /// A name under `connections:`, which alone decides the host.
        public let connection: String
        /// Upper case.
        public let method: String
        /// Begins with `/`; each value in it is percent-encoded.
        public let path: String
        /// Neither side is encoded yet.
        public let query: [Pair]
        public let headers: [Pair]
        public let body: JSON?
        /// Statuses that mean success; empty: any of 200 through 299.
        public let expect: [Int]

        public init(connection: String, method: String, path: String, query: [Pair], headers: [Pair], body: JSON?, expect: [Int])
        {
            self.connection = connection
            self.method = method
            self.path = path
            self.query = query
            self.headers = headers
            self.body = body
            self.expect = expect
        }
    }

    public struct SQLAction: Sendable, Hashable {
        /// A name under `connections:`.
        public let connection: String
        public let statement: SQLStatement
        /// One scalar for each of the statement's `names`, in their order.
        public let values: [JSON]
        /// 1 through 1000; more rows than this are not read.
        public let rowLimit: Int

        public init(connection: String, statement: SQLStatement, values: [JSON], rowLimit: Int) {
            self.connection = connection
            self.statement = statement
            self.values = values
            self.rowLimit = rowLimit
        }
    }

    public struct MCPAction: Sendable, Hashable {
        /// A name under `connections:`.
        public let connection: String
        /// As the server names it.
        public let tool: String
        public let arguments: JSONObject

        public init(connection: String, tool: String, arguments: JSONObject) {
            self.connection = connection
            self.tool = tool
            self.arguments = arguments
        }
    }

    /// Past exchanges of this conversation's own contact with this bot.
    public struct HistoryAction: Sendable, Hashable {
        /// How many exchanges at most, the latest first.
        public let conversations: Int
        /// How many messages of each at most, the latest ones, in the order they were said.
        public let messages: Int
        /// How many characters of each message at most.
        public let characters: Int
        /// A silence this long parts one exchange from the next.
        public let silence: Duration

        public init(conversations: Int, messages: Int, characters: Int, silence: Duration) {
            self.conversations = conversations
            self.messages = messages
            self.characters = characters
            self.silence = silence
        }
    }
}

/// What an action brought back, before the tool's `output` lets anything of it through.
public enum ActionResult: Sendable, Equatable {
    /// Any status; a body that is not JSON is a string. An MCP tool that says that it failed has status 500.
    case http(status: Int, body: JSON)
    /// Objects by column name. `history` gives one an exchange: `{started_at, messages: [{role, text, at}]}`, times in RFC 3339.
    case rows([JSON])
}
