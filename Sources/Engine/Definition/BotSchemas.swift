/// JSON Schemas of the files of a bot, for completion and checking in editors.
public enum BotSchemas {
    /// File names and their texts.
    public static var files: [(name: String, text: String)] {
        [("bot.schema.json", bot), ("tool.schema.json", tool), ("test.schema.json", test)]
    }

    /// Of `bot.yaml`.
    static var bot: String {
        BotDefinition.fields.schema.defining("node", as: NodeKinds.schema).document(title: "A bot: bot.yaml").layout
    }

    /// Of a file in `tests/`.
    static var test: String { TestDefinition.list.schema.document(title: "Tests of a bot: tests/*.yaml").layout }

    /// Of a file in `tools/`.
    static var tool: String {
        ToolDefinition.file.schema.document(title: "A tool of a bot: tools/*.yaml").layout
    }
}
