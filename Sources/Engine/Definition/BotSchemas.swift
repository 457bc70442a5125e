/// JSON Schemas of the files of a bot, for completion and checking in editors.
public enum BotSchemas {
    /// File names and their texts.
    public static var files: [(name: String, text: String)] {
        [("bot.schema.json", bot), ("tool.schema.json", tool), ("graph.schema.json", graph), ("test.schema.json", test)]
    }

    /// Of `bot.yaml`.
    static var bot: String { botDocument.layout }

    /// Of a file in `tests/`.
    static var test: String { testDocument.layout }

    /// Of a file in `graphs/`.
    static var graph: String { graphDocument.layout }

    /// Of a file in `tools/`.
    static var tool: String { toolDocument.layout }

    private static let botDocument = BotDefinition.fields.schema.defining("node", as: NodeKinds.schema).document(
        title: "A bot: bot.yaml")
    private static let graphDocument = SubGraphDefinition.file.schema.defining("node", as: NodeKinds.schema).document(
        title: "A graph of a bot: graphs/*.yaml")
    private static let testDocument = TestDefinition.list.schema.document(title: "Tests of a bot: tests/*.yaml")
    private static let toolDocument = ToolDefinition.file.schema.document(title: "A tool of a bot: tools/*.yaml")

    /// What `$ref` refers to.
    static var definitions: JSON { botDocument["$defs"] ?? .null }

    private static let botGrammar = Grammar(document: botDocument)
    private static let graphGrammar = Grammar(document: graphDocument)
    private static let testGrammar = Grammar(document: testDocument)
    private static let toolGrammar = Grammar(document: toolDocument)

    /// What may stand in a file; `nil` when it is none of a bot's YAML files.
    ///
    /// - Parameter path: Within the bot's folder.
    static func grammar(of path: String) -> Grammar? {
        guard path.hasSuffix(".yaml") || path.hasSuffix(".yml") else { return nil }
        if path == BotFiles.main { return botGrammar }
        if path.hasPrefix("tools/") { return toolGrammar }
        if path.hasPrefix("graphs/") { return graphGrammar }
        if path.hasPrefix("tests/") { return testGrammar }
        return nil
    }
}
