/// What the files of a bot say, before names are looked up and expressions are parsed.
public struct BotDefinition: Sendable {
    /// `nil` when it could not be read, which has been reported.
    public let bot: BotIdentity?
    public let channels: ChannelDefinitions
    let connections: Section<ConnectionDefinition>
    let models: Section<ModelDefinition>
    /// What every model is told first.
    let prompt: TemplateSource?
    let state: Section<StateDefinition>
    let types: Section<TypeExpression>
    /// What the JSON Schemas that are referred to say, by their files' paths; one that could not be read, which has been
    /// reported, is missing.
    let schemas: [String: DataType]
    let tools: Section<ToolDefinition>
    let graphs: Section<SubGraphDefinition>
    /// `nil` when it could not be read, which has been reported.
    let graph: GraphDefinition?
    public let policies: PolicyDefinitions
    public let limits: BotLimits
    /// In the order of the files, those of `bot.yaml` first.
    let tests: [TestDefinition]

    static let version = Field.required("version", .integer(1...1), "the version of the language")
    static let base = Field.optional(
        "extends", .text, "a folder beside the bot's own, whose keys this one has too", examples: ["../base"])
    static let identity = Field.required("bot", .object(BotIdentity.self), "who the bot is")
    static let channels = Field.defaulted(
        "channels", .object(ChannelDefinitions.self), default: ChannelDefinitions(), "the ways in which people reach the bot"
    )
    static let connections = Field.defaulted(
        "connections", .defining(.connection, of: ConnectionDefinition.shape.orUnreadable), default: [],
        "databases and servers that tools use"
    )
    static let models = Field.defaulted(
        "models", .defining(.model, of: Shape.object(ModelDefinition.self).orUnreadable), default: [],
        "language models; 'default' is used where none is named"
    )
    static let prompt = Field.optional("prompt", PromptDefinition.shape, "what every model is told first")
    static let state = Field.defaulted(
        "state", .defining(.state, of: Shape<StateDefinition>.declared.orUnreadable), default: [],
        "the named values of a conversation"
    )
    static let types = Field.defaulted(
        "types", .map(of: Shape.type.orUnreadable).keyed(by: ["format": NameKind.type.definition]), default: [],
        "types by their names")
    static let tools = Field.defaulted(
        "tools", .defining(.tool, of: ToolDefinition.inline.orUnreadable), default: [],
        "what models and nodes may have done; also in files tools/*.yaml"
    )
    static let graph = Field.required(
        "graph", .object(GraphDefinition.self), "the places of a conversation and the ways between them")
    static let graphs = Field.defaulted(
        "graphs", .identifiers(of: Shape<SubGraphDefinition>.object(SubGraphDefinition.self).orUnreadable), default: [],
        "graphs that nodes run; also in files graphs/*.yaml")
    static let policies = Field.defaulted(
        "policies", .object(PolicyDefinitions.self), default: PolicyDefinitions(), "what the engine holds to at every node"
    )
    static let limits = Field.defaulted(
        "limits", .object(BotLimits.self), default: BotLimits(), "how much of one process the bot may take"
    )
    static let tests = Field.defaulted(
        "tests", TestDefinition.list, default: [], "conversations that show what the bot does; also in files tests/*.yaml")
    static let fields = Fields(
        version, identity, channels, connections, models, prompt, state, types, tools, graphs, graph, policies, limits,
        tests, base
    )
}
