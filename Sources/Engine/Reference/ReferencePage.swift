/// The page that lists all keys of the bot language, from the field lists.
public enum ReferencePage {
    /// Markdown.
    public static var text: String {
        var writer = ReferenceWriter(definitions: BotSchemas.definitions)
        writer.heading(1, "Reference")
        writer.line(
            """
            Every key that a bot's files may have. The tables are written from the lists by which Trama reads the files, and so are the \
            schemas that editors complete from. How the parts work together is told in the [tutorial](authors/tutorial.md), in \
            [expressions](expressions.md) and in [tests](authors/tests.md); what is wrong with a file, by the code behind the mistake, in \
            [the mistakes that Trama tells](diagnostics/README.md).
            """)
        writer.leave(NodeKinds.schema)
        writer.leave(ToolDefinition.inline.schema)
        writer.leave(SubGraphDefinition.fields.schema)
        writer.leave(TestDefinition.fields.schema)
        writer.heading(2, "bot.yaml")
        writer.section("", BotDefinition.fields.schema)
        writer.heading(2, "Nodes")
        writer.line("Under `graph: {nodes: …}`. A node has exactly one verb, with the verb's options beside it.")
        for kind in NodeKinds.all {
            writer.heading(3, kind.keyword)
            writer.line("`\(kind.keyword)` \(kind.about).")
            writer.section(kind.keyword, kind.fields.schema)
        }
        writer.heading(3, "All nodes")
        writer.line("Beside any verb:")
        writer.section("node", CommonNodeFields.fields.schema)
        writer.heading(2, "Tools")
        writer.line(
            "In `tools/NAME.yaml`, or under `tools:` of `bot.yaml` by their names and without `tool`. A tool is of exactly one kind."
        )
        writer.section("tool", ToolDefinition.file.schema)
        writer.heading(2, "Sub-graphs")
        writer.line("In `graphs/NAME.yaml`, or under `graphs:` of `bot.yaml` by their names and without `graph`.")
        writer.section("graph", SubGraphDefinition.file.schema)
        writer.heading(2, "Tests")
        writer.line("In `tests/*.yaml`, or under `tests:` of `bot.yaml`: a list of these.")
        writer.section("test", TestDefinition.fields.schema, isLeft: false)
        return writer.text
    }
}

/// Writes tables of keys; a mapping that stands at several places is described at the first.
private struct ReferenceWriter {
    private static let depth = 8

    private(set) var text = ""
    private let definitions: JSON
    /// The keys of the mappings that are described already.
    private var described: Set<JSON> = []

    init(definitions: JSON) { self.definitions = definitions }

    mutating func heading(_ level: Int, _ title: String) {
        text += (text.isEmpty ? "" : "\n") + String(repeating: "#", count: level) + " \(title)\n"
    }

    mutating func line(_ line: String) { text += "\n\(line)\n" }

    /// Describes mappings not where they are met, since they have a place of their own.
    mutating func leave(_ schema: JSONSchema) {
        for mapping in grammar(of: schema).mappings { described.insert(mapping.properties) }
    }

    /// Tables of a mapping, whose heading stands already, and of those in it.
    mutating func section(_ title: String, _ schema: JSONSchema, isLeft: Bool = true) {
        let alternatives = grammar(of: schema).mappings
        if !isLeft { for mapping in alternatives { described.remove(mapping.properties) } }
        section(title, alternatives, isOpened: true, depth: 0)
    }

    private func grammar(of schema: JSONSchema) -> Grammar {
        guard case .object(var document) = schema.document(title: "") else { return .anything }
        document["$defs"] = definitions
        return Grammar(document: .object(document))
    }

    private mutating func section(_ title: String, _ alternatives: [Grammar], isOpened: Bool, depth: Int) {
        guard depth < ReferenceWriter.depth else { return }
        for alternative in alternatives where !alternative.keys.isEmpty && !described.contains(alternative.properties) {
            let name = alternatives.filter { !$0.keys.isEmpty }.count > 1 ? alternative.kindKey(among: alternatives) : nil
            let whole = name.map { "\(title) with \($0)" } ?? title
            described.insert(alternative.properties)
            if !isOpened || name != nil { heading(4, whole) }
            table(of: alternative)
            for key in alternative.keys {
                section(
                    title.isEmpty ? key.name : "\(title).\(key.name)", key.grammar.nestedMappings, isOpened: false,
                    depth: depth + 1)
            }
        }
    }

    private mutating func table(of grammar: Grammar) {
        text += "\n| key | takes | left out | means |\n| --- | --- | --- | --- |\n"
        for key in grammar.keys {
            let examples = key.examples.map { "`\($0)`" }.joined(separator: ", ")
            let cells = [
                "`\(key.name)`", key.grammar.takes, key.isRequired ? "an error" : key.usual.map { "`\($0.text)`" } ?? "",
                key.about + (examples.isEmpty ? "" : "; for example \(examples)"),
            ]
            text += "| \(cells.map { $0.replacing("|", with: "\\|").replacing("\n", with: " ") }.joined(separator: " | ")) |\n"
        }
    }
}
