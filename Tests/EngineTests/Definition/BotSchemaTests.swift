import Foundation
import Testing

@testable import Engine

struct BotSchemaTests {
    enum Schema: String, CaseIterable, Sendable {
        case bot, tool, graph, test

        var text: String {
            switch self {
            case .bot: BotSchemas.bot
            case .tool: BotSchemas.tool
            case .graph: BotSchemas.graph
            case .test: BotSchemas.test
            }
        }

        var document: [String: Any] {
            get throws {
                try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            }
        }
    }

    @Test("the schemas are those of the field lists", arguments: Schema.allCases)
    func golden(of schema: Schema) throws {
        try GoldenCase.check(schema.text, against: "schemas/\(schema.rawValue).schema.json")
    }

    @Test("the reference is that of the field lists")
    func reference() throws {
        try GoldenCase.check(ReferencePage.text, against: "docs/reference.md")
    }

    @Test("the reference tells of every verb, tool kind, policy and key of a test")
    func wholeReference() {
        let page = ReferencePage.text
        for keyword in NodeKinds.keywords { #expect(page.contains("\n### \(keyword)\n")) }
        let fields = [
            BotDefinition.fields, ToolDefinition.common, PolicyDefinitions.fields, TestDefinition.fields,
            TalkStepDefinition.fields,
            ExpectationDefinition.fields, SQLToolDefinition.fields, HTTPToolDefinition.fields, CommonNodeFields.fields,
        ]
        for name in fields.flatMap(\.names) { #expect(page.contains("| `\(name)` |"), "\(name)") }
        for kind in NodeKinds.all {
            for field in kind.fields.declarations { #expect(page.contains("| `\(field.name)` |"), "\(field.name)") }
        }
    }

    @Test("every reference in a schema has a definition", arguments: Schema.allCases)
    func references(of schema: Schema) throws {
        let definitions = try schema.document["$defs"] as? [String: Any] ?? [:]
        for line in schema.text.split(separator: "\n") where line.contains("\"$ref\" : \"") || line.contains("\"$ref\": \"") {
            let target = try #require(line.split(separator: "/").last?.split(separator: "\"").first)
            #expect(definitions[String(target)] != nil, "\(line)")
        }
    }

    @Test("every field of a schema says what it is for", arguments: Schema.allCases)
    func descriptions(of schema: Schema) throws {
        #expect(undescribed(try schema.document) == [])
    }

    private func undescribed(_ schema: Any) -> [String] {
        guard let members = schema as? [String: Any] else {
            return (schema as? [Any] ?? []).flatMap(undescribed)
        }
        let properties = members["properties"] as? [String: Any] ?? [:]
        let bare = properties.filter { ($0.value as? [String: Any])?["description"] == nil }.keys
        return bare.sorted() + members.values.flatMap(undescribed)
    }
}
