import CEL
import Foundation
import Testing

@testable import Engine

@Suite("editing a bot")
struct EditedBotTests {
    static let head = """
        version: 1
        bot: {id: loja, name: Loja, language: pt-BR}
        connections:
          banco: {sqlite: loja.sqlite}
        models:
          default: {use: openai/gpt-4o-mini, api_key: "${KEY}"}
        types:
          item: {nome: string, preco: number}
        state:
          pedido: {type: buscar.output, optional: true, about: o pedido do cliente}
          cidade: {type: string, default: ''}
          itens: {type: list(item), default: []}
        tools:
          buscar:
            description: Consulta um pedido pelo número.
            parameters: {numero: string}
            bind: {telefone: "{{ contact.?phone.orValue('') }}"}
            sql: {connection: banco, rows: one, query: "select 1 where :numero = :telefone"}
            output: {numero: string, status: {type: string, enum: [pago, enviado]}}

        """
    static let graph = """
        graph:
          start: menu
          always:
            - {words: [menu], goto: menu}
          nodes:
            menu:
              say: "Oi de {{ cidade }}"
              buttons: {Pedido: procura}
              otherwise: menu
            procura:
              tool: buscar
              with: {numero: "{{ state.cidade }}"}
              save: pedido
              next: [{if: "cidade == 'x' && itens.exists(cidade, cidade.nome == '')", then: menu}, {else: fim}]
            fim:
              set: {cidade: "'a'"}

        """

    @Test(
        "names are completed where they are used",
        arguments: [
            ("graph:\n  start: m‸", ["menu"]),
            ("graph:\n  start: menu\n  nodes:\n    menu: {say: a, next: ‸}\n    outro: {end: x}", ["menu", "outro"]),
            ("graph:\n  start: menu\n  nodes:\n    menu:\n      tool: ‸\n    fim: {end: x}", ["buscar"]),
            ("graph:\n  start: menu\n  nodes:\n    menu:\n      say: a\n      buttons: {Sim: ‸", []),
            ("graph: {start: menu, nodes: {menu: {ask: a, save: c‸}}}", ["pedido", "cidade", "itens"]),
            ("graph: {start: menu, nodes: {menu: {agent: a, tools: [‸]}}}", ["buscar"]),
            ("graph: {start: menu, nodes: {menu: {agent: a, model: ‸}}}", ["default"]),
            ("policies:\n  receive:\n    typing: ‸", ["true", "false"]),
            ("tests:\n  - test: a\n    tools: {‸}\n    talk: []", ["buscar"]),
        ])
    func names(text: String, expected: [String]) throws {
        let nodes = text.contains("nodes:") ? "" : Self.graph
        let desk =
            text.hasPrefix("graph:\n  start: m‸")
            ? Desk(Self.head + Self.graph.replacingOccurrences(of: "start: menu", with: "start: m‸"))
            : Desk(Self.head + nodes + text)
        let labels = try desk.labels()
        for label in expected { #expect(labels.contains(label), "\(labels)") }
    }

    @Test("a button is completed on a line that is not whole, and of what follows nothing is needed")
    func unfinishedLine() throws {
        let text = Self.head + Self.graph.replacingOccurrences(of: "{Pedido: procura}", with: "{Pedido: pr‸")
        #expect(try Desk(text).labels() == ["menu", "procura", "fim"])
    }

    @Test("keys are completed, those that must be there first, and those that are there not again")
    func keys() throws {
        let text =
            Self.head + Self.graph.replacingOccurrences(of: "      otherwise: menu", with: "      ‸\n      otherwise: menu")
        let labels = try Desk(text).labels()
        #expect(labels.contains("next"))
        #expect(!labels.contains("otherwise"))
        #expect(!labels.contains("save"))
        let verbs = try Desk(Self.head + "graph:\n  start: a\n  nodes:\n    a:\n      ‸\n").labels()
        #expect(Set(verbs).isSuperset(of: ["say", "ask", "agent", "tool", "set", "end", "next"]))
        let tool = try Desk([BotFiles.main: Self.head, "tools/a.yaml": "tool: a\n‸\n"]).completions()
        #expect(tool.prefix(2).map(\.label) == ["sql", "description"])
        #expect(tool.prefix(2).allSatisfy { $0.detail == "required" })
        #expect(tool.first { $0.label == "parameters" }?.snippet == "parameters:\n  $0")
    }

    @Test(
        "expressions know the names, the fields and the functions",
        arguments: [
            ("\"{{ ‸ }}\"", ["cidade", "pedido", "contact", "money", "has"], ["contains"]),
            ("\"{{ contact.‸ }}\"", ["phone", "first_name"], ["cidade"]),
            ("\"{{ contact.?na‸ }}\"", ["name"], []),
            ("\"{{ cidade.‸", ["contains", "startsWith"], ["exists"]),
            ("\"{{ itens.‸ }}\"", ["exists", "join", "first"], ["startsWith"]),
            ("\"{{ itens[0].‸ }}\"", ["nome", "preco"], []),
            ("\"{{ itens.filter(i, i.‸ }}\"", ["nome", "preco"], []),
            ("\"{{ math.‸ }}\"", ["abs", "round"], ["cidade"]),
            ("\"{{ 'texto ‸' }}\"", [], ["cidade"]),
            ("\"texto ‸ {{ cidade }}\"", [], ["cidade"]),
        ])
    func expressions(say: String, present: [String], absent: [String]) throws {
        let text = Self.head + "graph:\n  start: a\n  nodes:\n    a:\n      say: \(say)\n    b: {end: x}\n"
        let labels = try Desk(text).labels()
        for label in present { #expect(labels.contains(label), "\(label) in \(labels)") }
        for label in absent { #expect(!labels.contains(label), "\(label) in \(labels)") }
    }

    @Test("a tool's texts know its parameters and not the bare state; its output knows the answer")
    func toolScope() throws {
        let texts = try Desk(Self.head.replacingOccurrences(of: "contact.?phone.orValue('')", with: "‸")).labels()
        #expect(texts.contains("numero"))
        #expect(!texts.contains("cidade"))
        let output = try Desk(
            Self.head.replacingOccurrences(of: "numero: string, status", with: "numero: {type: string, from: ‸}, status")
        )
        .labels()
        #expect(output.contains("row"))
    }

    @Test("what a file said goes on to hold while it cannot be read")
    func brokenFile() throws {
        let whole = Desk(Self.head + Self.graph)
        let broken = Self.head + Self.graph.replacingOccurrences(of: "say: \"Oi de", with: "say: [\"Oi {{ pedido.‸ de")
        #expect(whole.bot.unreadable.isEmpty)
        let desk = Desk(broken, after: whole.bot)
        #expect(desk.bot.unreadable == [BotFiles.main])
        #expect(desk.bot.names(of: .node) == ["menu", "procura", "fim"])
    }

    @Test(
        "pointing at something tells what it is",
        arguments: [
            ("start: menu", "start: me‸nu", "say"),
            ("tool: buscar\n      with", "tool: bus‸car\n      with", "Consulta um pedido"),
            ("{{ cidade }}", "{{ cid‸ade }}", "cidade: string"), ("save: pedido", "save: ped‸ido", "o pedido do cliente"),
            ("otherwise: menu", "other‸wise: menu", "writes something else"), ("exists(cidade", "exi‸sts(cidade", "at least"),
        ])
    func hover(written: String, marked: String, expected: String) throws {
        let text = (Self.head + Self.graph).replacingOccurrences(of: written, with: marked)
        let hover = try #require(try Desk(text).hover())
        #expect(hover.contains(expected), "\(hover)")
    }

    @Test("a name leads to where it is given")
    func definitions() throws {
        #expect(
            try Desk(Self.head + Self.graph.replacingOccurrences(of: "start: menu", with: "start: m‸enu")).definitions() == [
                "bot/bot.yaml:25:5"
            ])
        let tool = "tool: consultar\ndescription: a\nhistory: {}\n"
        let agent = Self.head + "graph: {start: a, nodes: {a: {agent: b, tools: [con‸sultar]}}}\n"
        #expect(try Desk([BotFiles.main: agent, "tools/consultar.yaml": tool]).definitions() == ["bot/tools/consultar.yaml:1:7"])
    }

    @Test("a state name gets another everywhere, and what only looks like it does not")
    func renameState() throws {
        let test = "- test: um\n  state: {cidade: a}\n  talk: [{user: cidade, expect: {state: {cidade: b}, reply: cidade}}]\n"
        let text = Self.head.replacingOccurrences(of: "  cidade: {type", with: "  ci‸dade: {type") + Self.graph
        let files = try Desk([BotFiles.main: text, "tests/a.yaml": test]).renamed(to: "lugar")
        let wanted = (Self.head + Self.graph)
            .replacingOccurrences(of: "  cidade: {type", with: "  lugar: {type")
            .replacingOccurrences(of: "{{ cidade }}", with: "{{ lugar }}")
            .replacingOccurrences(of: "state.cidade", with: "state.lugar")
            .replacingOccurrences(of: "\"cidade == 'x'", with: "\"lugar == 'x'")
            .replacingOccurrences(of: "set: {cidade:", with: "set: {lugar:")
        #expect(files[BotFiles.main] == wanted)
        #expect(
            files["tests/a.yaml"]
                == "- test: um\n  state: {lugar: a}\n  talk: [{user: cidade, expect: {state: {lugar: b}, reply: cidade}}]\n")
    }

    @Test("a node and a tool get another name in the graph, in buttons, in types and in tests")
    func renameOthers() throws {
        let test =
            "- test: um\n  tools: {buscar: null}\n  model: [{call: buscar}, {choose: menu}]\n"
            + "  talk: [{user: a, expect: {at: menu, called: [buscar]}}]\n"
        let node = Self.head + Self.graph.replacingOccurrences(of: "start: menu", with: "start: ‸menu")
        let files = try Desk([BotFiles.main: node, "tests/a.yaml": test]).renamed(to: "inicio")
        let main = try #require(files[BotFiles.main])
        #expect(
            main.contains("start: inicio") && main.contains("goto: inicio") && main.contains("    inicio:\n")
                && main.contains("words: [menu]"))
        #expect(main.contains("otherwise: inicio") && main.contains("then: inicio"))
        #expect(files["tests/a.yaml"] == test.replacingOccurrences(of: "menu", with: "inicio"))
        let tool = Self.head + Self.graph.replacingOccurrences(of: "tool: buscar", with: "tool: buscar‸")
        let others = try Desk([BotFiles.main: tool, "tests/a.yaml": test]).renamed(to: "achar")
        #expect(others[BotFiles.main]?.contains("type: achar.output") == true)
        #expect(others["tests/a.yaml"] == test.replacingOccurrences(of: "buscar", with: "achar"))
    }

    @Test("a name is not changed to none, to one that is taken, or while not all uses are known")
    func refusals() throws {
        let text = Self.head + Self.graph.replacingOccurrences(of: "start: menu", with: "start: ‸menu")
        #expect(throws: EditedBot.RenameRefusal.invalidName("O menu")) { try Desk(text).renamed(to: "O menu") }
        #expect(throws: EditedBot.RenameRefusal.taken("fim")) { try Desk(text).renamed(to: "fim") }
        #expect(throws: EditedBot.RenameRefusal.unreadable(path: "tests/a.yaml")) {
            try Desk([BotFiles.main: text, "tests/a.yaml": "- ["]).renamed(to: "x")
        }
        #expect(throws: EditedBot.RenameRefusal.noName) { try Desk("version: ‸1\n").renamed(to: "x") }
    }

    @Test("a file has a table of contents")
    func outline() {
        let outline = Desk(Self.head + Self.graph).bot.outline(of: BotFiles.main)
        #expect(outline.map(\.name) == ["version", "bot", "connections", "models", "types", "state", "tools", "graph"])
        let nodes = outline.last?.children.first { $0.name == "nodes" }?.children ?? []
        #expect(nodes.map(\.name) == ["menu", "procura", "fim"])
        #expect(nodes.map(\.detail) == ["say", "tool", "set"])
    }

    @Test("a suggestion mends the mistake")
    func quickFixes() throws {
        let text = (Self.head + Self.graph).replacingOccurrences(of: "otherwise: menu", with: "otherwise: mneu")
            .replacingOccurrences(of: "save: pedido", with: "sve: pedido")
        let fixes = BotCompiler.compile(BotFiles(folder: "bot", contents: [BotFiles.main: Array(text.utf8)])).diagnostics
            .compactMap(\.quickFix)
        #expect(fixes.map(\.suggestion) == ["menu", "save"])
        #expect(fixes.map { String($0.edit.span.text) } == ["mneu", "sve"])
    }

    @Test("each function has its words")
    func functionWords() {
        let environment = Environment(variables: [Variable("now", .timestamp)])
        let names = environment.callable.map(\.name) + Environment.macros
        #expect(names.filter { FunctionWords.about($0).isEmpty } == [])
    }

    @Test("a place in a damaged file is no trap")
    func damaged() throws {
        var writer = RandomYAML(seed: 5)
        let whole = Self.head + Self.graph
        for _ in 0..<40 {
            let text = writer.damaged(whole)
            let bot = Desk(text).bot
            for offset in stride(from: 0, through: text.unicodeScalars.count, by: 97) {
                _ = bot.completions(in: BotFiles.main, at: offset)
                _ = bot.hover(in: BotFiles.main, at: offset)
                _ = bot.references(of: BotFiles.main, at: offset, definitions: true)
            }
        }
    }
}
