import Engine
import Testing

@testable import Runtime

@Suite("databases are asked about the statements of tools")
struct QueryProbeTests {
    private static func bot(_ connection: String) throws -> Bot {
        let yaml = """
            version: 1
            bot: {id: loja, name: Loja}
            connections:
              loja: \(connection)
            tools:
              pedido:
                description: Um pedido.
                parameters: {numero: string}
                sql:
                  connection: loja
                  query: "select numero, itens, valor, numero || '!' as titulo from pedidos where numero = :numero and itens > :itens"
                bind: {itens: "{{ 1 }}"}
              errado:
                description: Uma tabela que não há.
                sql: {connection: loja, query: select nome from clientes}
              escrita:
                description: Escreve, sem que a ferramenta o diga.
                effect: read
                sql: {connection: loja, query: delete from pedidos}
            graph: {start: a, nodes: {a: {end: fim}}}
            """
        let compilation = BotCompiler.compile(BotFiles(folder: "", contents: ["bot.yaml": Array(yaml.utf8)]))
        return try #require(compilation.bot, "\(compilation.diagnostics.map { $0.message.text(in: .english) })")
    }

    private static let table = """
        CREATE TABLE pedidos (numero text PRIMARY KEY, itens int, valor real);
        INSERT INTO pedidos VALUES ('12345', 2, 10.5);
        """

    @Test("SQLite tells columns by its tables, and refuses what is wrong; nothing is run")
    func sqlite() async throws {
        let folder = try TestFolder()
        let path = folder.path + "/loja.sqlite"
        try SQLiteConnection(path: path, access: .write).execute(Self.table)
        let findings = await QueryProbe.ask(try Self.bot("{sqlite: \"${LOJA}\"}"), environment: ["LOJA": path])
        #expect(
            findings.answers[ToolName(rawValue: "pedido")]
                == .columns([
                    SQLColumn(name: "numero", kind: .string), SQLColumn(name: "itens", kind: .integer),
                    SQLColumn(name: "valor", kind: .number), SQLColumn(name: "titulo", kind: .any),
                ]))
        #expect(findings.answers[ToolName(rawValue: "errado")] == .refused("no such table: clientes"))
        #expect(findings.answers[ToolName(rawValue: "escrita")] == .refused("the statement writes, and its tool only reads"))
        #expect(findings.untried.isEmpty)
    }

    @Test(
        "PostgreSQL tells columns by their types, and refuses what is wrong",
        .enabled(if: TestPostgres.isAvailable, "there is no PostgreSQL 15"))
    func postgres() async throws {
        let url = try TestPostgres.database()
        try TestPostgres.execute(Self.table, at: url)
        let findings = await QueryProbe.ask(try Self.bot("{postgres: \"${LOJA}\"}"), environment: ["LOJA": url])
        #expect(
            findings.answers[ToolName(rawValue: "pedido")]
                == .columns([
                    SQLColumn(name: "numero", kind: .string), SQLColumn(name: "itens", kind: .integer),
                    SQLColumn(name: "valor", kind: .number), SQLColumn(name: "titulo", kind: .string),
                ]))
        #expect(
            findings.answers[ToolName(rawValue: "errado")] == .refused("SQLSTATE 42P01: relation \"clientes\" does not exist"))
    }

    @Test("a database that is not there says nothing of a statement", arguments: [[:], ["LOJA": "/nowhere/loja.sqlite"]])
    func absent(environment: [String: String]) async throws {
        let findings = await QueryProbe.ask(try Self.bot("{sqlite: \"${LOJA}\"}"), environment: environment)
        #expect(findings.answers.isEmpty)
        #expect(findings.untried.map(\.tool.rawValue) == ["errado", "escrita", "pedido"])
    }
}
