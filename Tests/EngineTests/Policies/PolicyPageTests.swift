import Foundation
import Testing

@testable import Engine

@Suite("the page about policies")
struct PolicyPageTests {
    private static let page: String = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        return (try? String(contentsOf: root.appending(path: "docs/authors/policies.md"), encoding: .utf8)) ?? ""
    }()

    private static let blocks = page.components(separatedBy: "```yaml\n").dropFirst().map { $0.components(separatedBy: "```")[0] }

    @Test("shows policies that load without a warning", arguments: blocks)
    func block(block: String) throws {
        var text = "version: 1\nbot: {id: pagina, name: Página, language: pt-BR, timezone: America/Sao_Paulo}\n" + block
        if !block.contains("graph:") { text += "graph: {start: fim, nodes: {fim: {end: pronto}}}\n" }
        let compiled = BotCompiler.compile(BotFiles(folder: "", contents: ["bot.yaml": Array(text.utf8)]))
        // What is completed here may be of no use to the block.
        let others = compiled.diagnostics.filter {
            $0.code != .unusedConnection && $0.code != .unusedModel && $0.code != .unusedTool
        }
        #expect(DiagnosticText.render(others) == "")
    }

    @Test("names every policy and every key of it")
    func keys() {
        for (policy, fields) in PolicyDefinitions.parts {
            #expect(Self.page.contains("  \(policy):"), "\(policy)")
            let isDay = { (name: String) in HoursPolicy.dayFields.contains { $0.name == name } }
            let names = fields.declarations.filter { !isDay($0.name) }.map(\.name)
            for name in names {
                #expect(Self.page.contains("`\(name)") || Self.page.contains("\(name): "), "\(policy).\(name)")
            }
        }
        for name in ClaimDefinition.fields.names { #expect(Self.page.contains("\(name): "), "\(name)") }
    }
}
