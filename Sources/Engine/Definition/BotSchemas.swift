/// JSON Schemas of the files of a bot, for completion and checking in editors.
enum BotSchemas {
    /// Of `bot.yaml`.
    ///
    /// - Parameter node: Of one node, from the kinds of nodes.
    static func bot(node: JSONSchema) -> String {
        let schema = BotDefinition.fields.schema.defining("node", as: node)
        return schema.document(title: "A bot: bot.yaml").pretty
    }

    /// Of a file in `tools/`.
    static var tool: String {
        ToolDefinition.file.schema.document(title: "A tool of a bot: tools/*.yaml").pretty
    }
}
