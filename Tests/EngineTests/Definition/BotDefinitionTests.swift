import Testing

@testable import Engine

struct BotDefinitionTests {
    static let bot = """
        # yaml-language-server: $schema=../../schemas/bot.schema.json
        version: 1
        bot: {id: loja, name: Assistente da Loja, language: pt-BR, timezone: America/Sao_Paulo, currency: BRL}
        channels:
          whatsapp:
            phone_number_id: ${WHATSAPP_PHONE_NUMBER_ID}
            access_token: ${WHATSAPP_ACCESS_TOKEN}
            app_secret: ${WHATSAPP_APP_SECRET}
            verify_token: ${WHATSAPP_WEBHOOK_VERIFY_TOKEN}
            api_version: ${WHATSAPP_API_VERSION:-v25.0}
        connections:
          loja: {sqlite: data/loja.sqlite, access: read}
          erp: {http: "${ERP_URL}", auth: {bearer: "${ERP_TOKEN}"}, timeout: 8s, retry: 2}
        models:
          default: {use: openai/gpt-4o-mini, temperature: 0.7, api_key: "${OPENAI_API_KEY}", timeout: 30s, fallback: reserva}
          reserva: {use: anthropic/claude-haiku-4-5, api_key: "${ANTHROPIC_API_KEY}"}
        prompt: {file: prompts/atendimento.md}
        state:
          numero: {type: string, pattern: "^[0-9]{4,8}$"}
          pedido: {type: buscar_pedido.output, optional: true}
          itens: list(Item)?
          endereco: {rua: string, numero: integer?}
          total: {type: number, default: 0, reduce: add, min: 0}
        types:
          Item: {produto: string, quantidade: integer}
        tools:
          historico:
            description: Conversas passadas.
            history: {conversations: 3}
        graph:
          start: menu
          always:
            - {words: [atendente, humano], goto: humano}
            - {if: total > 100, goto: humano}
          nodes:
            menu: {say: Olá, next: humano}
            humano: {end: fim}
        policies:
          receive: {mark_read: true, typing: true, react: "👀"}
          reply: {max_chars: 900}
          media: {audio: "Ainda não ouço áudios.", other: "Não consigo ler isto."}
          errors: {say: "Ligue para (11) 9999-9999.", attempts: 3, backoff: 1s, time_limit: 300s}
        """
    static let tool = """
        tool: buscar_pedido
        description: Consulta um pedido pelo número.
        parameters:
          numero: {type: string, pattern: "^[0-9]{4,8}$", about: número do pedido}
        bind: {telefone: "{{ contact.phone }}"}
        sql:
          connection: loja
          rows: one
          query: select numero, status from pedidos where numero = :numero and telefone = :telefone
        output: {numero: string, status: string}
        empty: "Pedido {{ numero }} não encontrado."
        """
    static let ticket = """
        tool: abrir_chamado
        description: Cria um ticket.
        effect: write
        parameters: {assunto: string, prioridade: {type: string, enum: [normal, alta], default: normal}}
        http:
          connection: erp
          post: /tickets
          json: {subject: "{{ assunto }}", level: 2, tags: [a, null, true]}
          expect: 201
        output: {protocolo: {type: string, from: body.id}}
        errors: {409: "Já existe um chamado aberto.", 5xx: "O sistema está fora do ar."}
        confirm: {text: "Posso abrir?", accept: Sim, refuse: Não, expires: 15m}
        """

    @Test("a bot with all its parts is read without complaint")
    func whole() throws {
        let (definition, found) = read(Self.bot, ["tools/a.yaml": Self.tool, "tools/b.yaml": Self.ticket])
        #expect(found.isEmpty, "\(DiagnosticText.render(found))")
        let bot = try #require(definition)
        #expect(bot.bot?.currency == "BRL")
        #expect(bot.channels.whatsApp?.accessToken.variable == "WHATSAPP_ACCESS_TOKEN")
        #expect(bot.channels.whatsApp?.apiVersion.value { _ in nil } == "v25.0")
        #expect(bot.channels.whatsApp?.baseURL.value { _ in nil } == "https://graph.facebook.com")
        #expect(bot.models["default"]?.provider == "openai")
        #expect(bot.models["default"]?.fallback?.value == "reserva")
        #expect(bot.prompt?.text == "Você é o assistente.\n")
        #expect(bot.prompt?.scalar.span(of: 5..<6).description == "prompts/atendimento.md:1:6")
        #expect(bot.state["pedido"]?.rules.isOptional == true)
        #expect(bot.state["total"]?.reducer == .add)
        #expect(bot.tools.names == ["historico", "buscar_pedido", "abrir_chamado"])
        #expect(bot.graph?.nodes.map(\.name.value) == ["menu", "humano"])
        #expect(bot.graph?.always.count == 2)
        #expect(bot.policies.receive.reaction == "👀")
        #expect(bot.policies.reply.maximumCharacters == 900)
        #expect(bot.policies.media.answers.keys.sorted() == ["audio"])
        #expect(bot.policies.errors.timeLimit == .seconds(300))
    }

    @Test("a tool's request, its outcome and its question are read")
    func httpTool() throws {
        let bot = try #require(read(Self.bot, ["tools/a.yaml": Self.tool, "tools/b.yaml": Self.ticket]).definition)
        let tool = try #require(bot.tools["abrir_chamado"])
        guard case .http(let request) = tool.kind else { throw TestFailure("not http") }
        #expect(request.method == .post)
        #expect(request.path.text == "/tickets")
        #expect(request.expected == [201])
        guard case .object(let members)? = request.body else { throw TestFailure("no object") }
        #expect(members.map(\.name.value) == ["subject", "level", "tags"])
        #expect(tool.errors.map(\.name.value) == ["409", "5xx"])
        #expect(tool.confirm?.expires == .seconds(900))
        guard case .fields(let output) = tool.output else { throw TestFailure("no fields") }
        #expect(output.first?.value.source?.text == "body.id")
    }

    @Test("what cannot be read draws no second complaint about its name")
    func noSecondComplaint() {
        let broken = Self.tool.replacing("rows: one", with: "rows: some")
        let (definition, found) = read(Self.bot, ["tools/a.yaml": broken])
        #expect(found.map(\.code) == [.wrongValue])
        #expect(definition?.tools.allows("buscar_pedido") == true)
        #expect(definition?.tools["buscar_pedido"] == nil)
    }

    @Test("without bot.yaml there is no bot")
    func missingMain() {
        var diagnostics = Diagnostics()
        #expect(BotDefinition.read(BotFiles(folder: "bots/x", contents: [:]), into: &diagnostics) == nil)
        #expect(diagnostics.sorted.map { $0.span.description } == ["bots/x/bot.yaml:1:1"])
    }

    /// A type in YAML, and as it is read.
    static let types: [(String, String)] = [
        ("string", "string"), ("list(number)?", "list(number)?"), ("map(list(Item))", "map(list(Item))"),
        ("buscar_pedido.output", "buscar_pedido.output"), ("'{a: string, b: integer?}'", "{a: string, b: integer?}"),
        ("{a: {b: date}, c: list(datetime)}", "{a: {b: date}, c: list(datetime)}"), ("' list( boolean ) ? '", "list(boolean)?"),
    ]

    @Test("types are read from one text and from mappings", arguments: types)
    func readType(source: String, expected: String) throws {
        var diagnostics = Diagnostics()
        let node = try #require(
            YAMLReader.read(SourceFile(path: "bot.yaml", text: "t: \(source)"), into: &diagnostics)?.mapping?["t"])
        let type = try Shape.type.read(node, &diagnostics)
        #expect(type.written == expected)
    }

    /// What is no type, and in which column.
    static let wrongTypes: [(String, Int)] = [
        ("list(string", 15), ("list string", 9), ("buscar.input", 11), ("a b", 6), ("''", 4), ("list()", 9), ("'{a string}'", 8),
        ("[string]", 4), (String(repeating: "list(", count: 20) + "string", 84),
    ]

    @Test("a type that is none is told where it goes wrong", arguments: wrongTypes)
    func wrongType(source: String, column: Int) throws {
        var diagnostics = Diagnostics()
        let node = try #require(
            YAMLReader.read(SourceFile(path: "bot.yaml", text: "t: \(source)"), into: &diagnostics)?.mapping?["t"])
        #expect(throws: Unreadable.self) { try Shape.type.read(node, &diagnostics) }
        #expect(diagnostics.all.map(\.span.start.column) == [column])
    }

    /// A setting in YAML, and its value.
    static let settings: [(String, String?)] = [
        ("a", "a"), ("${A}", "1"), ("x-${A}-y", "x-1-y"), ("${B:-2}", "2"), ("${A:-2}", "1"), ("${EMPTY:-3}", "3"), ("${B}", nil),
        ("$A", "$A"), ("${B:-}", ""),
    ]

    @Test("settings take variables and their defaults", arguments: settings)
    func readSetting(source: String, expected: String?) throws {
        var diagnostics = Diagnostics()
        let node = try #require(
            YAMLReader.read(SourceFile(path: "bot.yaml", text: "s: \(source)"), into: &diagnostics)?.mapping?["s"])
        let setting = try Shape.setting.read(node, &diagnostics)
        #expect(setting.value { ["A": "1", "EMPTY": ""][$0] } == expected)
    }

    private func read(_ main: String, _ others: [String: String]) -> (definition: BotDefinition?, found: [Diagnostic]) {
        var contents = others.mapValues { Array($0.utf8) }
        contents["bot.yaml"] = Array(main.utf8)
        contents["prompts/atendimento.md"] = Array("Você é o assistente.\n".utf8)
        var diagnostics = Diagnostics()
        let definition = BotDefinition.read(BotFiles(folder: "", contents: contents), into: &diagnostics)
        return (definition, diagnostics.sorted)
    }

    private struct TestFailure: Error {
        let message: String
        init(_ message: String) { self.message = message }
    }
}

extension TypeExpression {
    fileprivate var written: String {
        switch self {
        case .string, .integer, .number, .boolean, .date, .datetime, .duration: "\(self)"
        case .list(let element): "list(\(element.written))"
        case .map(let element): "map(\(element.written))"
        case .object(let fields): "{" + fields.map { "\($0.name.value): \($0.type.written)" }.joined(separator: ", ") + "}"
        case .named(let name): name.value
        case .output(let tool): "\(tool.value).output"
        case .schema(let file): file.value
        case .optional(let type): "\(type.written)?"
        }
    }
}
