import CEL
import Foundation
import Testing

@testable import Engine

@Suite("the page about messages")
struct MessagePageTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    private static let page = Result {
        try String(contentsOf: root.appending(path: "docs/authors/messages.md"), encoding: .utf8)
    }

    /// Nodes that the examples lead to.
    private static let others = [
        "retirar", "amanha", "atendimento", "rastrear", "trocar", "situacao", "sem_pedidos", "confirmada", "remarcar",
    ]

    /// A bot whose graph goes from example to example.
    private static func bot(_ blocks: [String]) -> String {
        let templates = blocks.filter { $0.hasPrefix("templates:") }.joined()
        let nodes = blocks.filter { !$0.hasPrefix("templates:") }.joined()
        let names = (nodes.split(separator: "\n").filter { !$0.hasPrefix(" ") }.map { $0.dropLast() })
        let ways = names.map { "- {words: [\($0)], goto: \($0)}\n" }.joined()
        let stops = others.map { "\($0): {say: Certo.}\n" }.joined()
        return """
            version: 1
            bot: {id: pagina, name: Página, language: pt-BR, timezone: America/Sao_Paulo}
            channels:
              whatsapp:
                phone_number_id: ${NUMBER}
                access_token: ${TOKEN}
                app_secret: ${SECRET}
                verify_token: ${VERIFY}
            \(indented(templates, by: 4))
            state:
              pedidos: {type: "list({numero: string, situacao: string})", default: []}
              pedido: {type: "{numero: string, situacao: string}", optional: true}
            graph:
              start: saudacao
              always:
            \(indented(ways, by: 4))
                - {if: "pedido.hasValue()", goto: saudacao}
              nodes:
            \(indented(nodes + stops, by: 4))
            """
    }

    private static func indented(_ text: String, by count: Int) -> String {
        text.split(separator: "\n").map { String(repeating: " ", count: count) + $0 }.joined(separator: "\n")
    }

    @Test("has examples that make a bot")
    func blocks() throws {
        let blocks = try Self.page.get().components(separatedBy: "```yaml\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
        #expect(blocks.count == 12)
        let text = Self.bot(blocks)
        let compiled = BotCompiler.compile(BotFiles(folder: "", contents: ["bot.yaml": Array(text.utf8)]))
        #expect(DiagnosticText.render(compiled.diagnostics) == "")
        #expect(compiled.bot != nil)
    }

    @Test("names every key of a message, and all that expressions see of one")
    func keys() throws {
        let page = try Self.page.get()
        let names = SayNode.fields.names + ChoiceListDefinition.fields.names + TemplateMessageDefinition.fields.names
        for name in names { #expect(page.contains("`\(name)") || page.contains(" \(name):"), "\(name)") }
        guard case CEL.Type.object(let message) = MessageNames.type else {
            Issue.record("'message' is no object")
            return
        }
        for field in message.fields where field.name != "id" && field.name != "at" {
            #expect(page.contains("`message.\(field.name)`"), "\(field.name)")
        }
    }
}
