import Engine
import Testing

@testable import Runtime

@Suite("the scripted model")
struct ScriptedModelTests {
    private static func tool(_ name: String, _ description: String, _ parameters: JSON, required: JSON = []) -> JSON {
        let schema: JSON = ["type": "object", "properties": parameters, "required": required]
        return [
            "type": "function", "function": ["name": .string(name), "description": .string(description), "parameters": schema],
        ]
    }

    private static let history = tool("consultar_historico_cliente", "Mostra as conversas anteriores com este cliente.", [:])
    private static let order = tool(
        "consultar_pedido", "Consulta a situação de um pedido pelo número.",
        ["numero_pedido": ["type": "string", "description": "número do pedido"]], required: ["numero_pedido"]
    )
    private static let ticket = tool(
        "criar_ticket_suporte", "Abre um chamado de suporte.",
        [
            "descricao": ["type": "string", "description": "o problema nas palavras do cliente"],
            "prioridade": ["type": "string", "enum": ["baixa", "normal", "alta"], "default": "normal"],
        ],
        required: ["descricao"]
    )
    private static let bakery = tool(
        "preco_bolo", "Diz quanto custa um bolo.", ["sabor": ["type": "string"]], required: ["sabor"])
    private static let lookup = tool(
        "lookup_order", "Finds an order.", ["order_id": ["type": "integer"]], required: ["order_id"]
    )

    private static func ask(_ text: String, tools: [JSON], then: [JSON] = []) -> JSON {
        let messages: [JSON] =
            [["role": "system", "content": "Seja gentil."], ["role": "user", "content": .string(text)]] + then
        return ["model": "gpt-4o-mini", "messages": .array(messages), "tools": .array(tools)]
    }

    private func decide(_ body: JSON) throws -> ScriptedModel.Decision {
        var model = ScriptedModel(apiKey: "k")
        return try model.complete(body, bearer: "k").decision
    }

    @Test(
        "picks the route whose description fits what was said when it has to call",
        arguments: [("Quero comprar uma lente", "compra"), ("Quebrou tudo", "defeito"), ("Bom dia", "none-of-these")])
    func route(text: String, route: String) throws {
        let tool = Self.tool(
            "go-to",
            "Takes one of these routes:\n- compra: para comprar\n- defeito: algo quebrou\n- none-of-these: no other fits",
            ["route": ["type": "string", "enum": ["none-of-these", "compra", "defeito"]]], required: ["route"])
        guard case .object(var body) = Self.ask(text, tools: [tool]) else { return }
        body["tool_choice"] = "required"
        #expect(try decide(.object(body)) == .call("go-to", arguments: ["route": .string(route)]))
    }

    @Test(
        "calls the tool whose declaration fits what was said",
        arguments: [
            ("Cadê meu pedido 12345?", "consultar_pedido", ["numero_pedido": "12345"]),
            ("12345", "consultar_pedido", ["numero_pedido": "12345"]),
            ("Minha lente veio com defeito", "criar_ticket_suporte", ["descricao": "Minha lente veio com defeito"]),
            (
                "Abra um chamado de prioridade alta, por favor", "criar_ticket_suporte",
                ["descricao": "Abra um chamado de prioridade alta, por favor", "prioridade": "alta"]
            ),
            ("Qual é o meu histórico?", "consultar_historico_cliente", [:]),
        ] as [(String, String, JSON)])
    func choice(text: String, tool: String, arguments: JSON) throws {
        for tools in [[Self.history, Self.order, Self.ticket], [Self.ticket, Self.order, Self.history]] {
            #expect(try decide(Self.ask(text, tools: tools)) == .call(tool, arguments: arguments))
        }
    }

    @Test("knows no bot: other names and types do as well")
    func otherTools() throws {
        #expect(
            try decide(Self.ask("where is order 4242?", tools: [Self.bakery, Self.lookup]))
                == .call("lookup_order", arguments: ["order_id": 4242])
        )
        let cake = try decide(Self.ask("Qual o preço do bolo de fubá?", tools: [Self.bakery, Self.lookup]))
        #expect(cake == .call("preco_bolo", arguments: ["sabor": "Qual o preço do bolo de fubá?"]))
    }

    @Test("greets when no tool fits", arguments: ["Olá", "12345", ""])
    func greeting(text: String) throws {
        #expect(try decide(Self.ask(text, tools: [Self.history])) == .say("Olá! Como posso ajudar você hoje?"))
    }

    @Test("asks for what a tool needs and nobody said")
    func missing() throws {
        guard case .say(let text) = try decide(Self.ask("Onde está minha encomenda?", tools: [Self.order])) else {
            Issue.record("it called a tool")
            return
        }
        #expect(text.contains("número do pedido"))
    }

    @Test(
        "puts a tool's result into a sentence and offers more help",
        arguments: [
            (#"{"situacao":"Enviado","codigo_rastreio":"BR123456789"}"#, "situacao: Enviado, codigo rastreio: BR123456789"),
            (#"{"protocolo":"T-00001"}"#, "protocolo: T-00001"),
            ("Pedido 99999 não encontrado.", "Pedido 99999 não encontrado."),
            (#"["um","dois"]"#, "• um\n• dois"),
            (#"{"error":"O sistema está fora do ar."}"#, "Não consegui: O sistema está fora do ar"),
            (#"{"error":"the customer declined: nothing was done"}"#, "Tudo bem, não fiz nada"),
            ("{}", "não há nada registrado"),
        ])
    func result(content: String, words: String) throws {
        let call: JSON = ["id": "c1", "type": "function", "function": ["name": "consultar_pedido", "arguments": "{}"]]
        let body = Self.ask(
            "12345", tools: [Self.order],
            then: [
                ["role": "assistant", "content": .null, "tool_calls": [call]],
                ["role": "tool", "tool_call_id": "c1", "content": .string(content)],
            ])
        guard case .say(let text) = try decide(body) else {
            Issue.record("it called a tool")
            return
        }
        #expect(text.contains(words.trimmingEnd(of: ".")))
        #expect(text.hasSuffix("Posso ajudar em algo mais?"))
    }

    @Test("follows its script first, then its rules, and the same request gets the same reply")
    func script() throws {
        var model = ScriptedModel(apiKey: "k", script: [.call("preco_bolo", with: ["sabor": "milho"]), .reply("Certo.")])
        let body = Self.ask("Olá", tools: [Self.bakery])
        #expect(try model.complete(body, bearer: "k").decision == .call("preco_bolo", arguments: ["sabor": "milho"]))
        #expect(try model.complete(body, bearer: "k").decision == .say("Certo."))
        #expect(try model.complete(body, bearer: "k").decision == .say("Olá! Como posso ajudar você hoje?"))
    }

    @Test("a script that calls what is not offered is refused")
    func scriptOffTools() {
        var model = ScriptedModel(apiKey: "k", script: [.call("voar", with: [:])])
        #expect(throws: ModelFault.self) { try model.complete(Self.ask("Olá", tools: [Self.order]), bearer: "k") }
    }

    @Test("a call comes back in the form of OpenAI's API, its arguments as text")
    func form() throws {
        var model = ScriptedModel(apiKey: "k")
        let answer = try model.complete(Self.ask("12345", tools: [Self.order]), bearer: "k").answer
        let choice = answer["choices"]?[0]
        #expect(choice?["finish_reason"] == "tool_calls")
        #expect(choice?["message"]?["tool_calls"]?[0]?["function"]?["arguments"] == #"{"numero_pedido":"12345"}"#)
        #expect(answer["usage"]?["total_tokens"]?.int ?? 0 > 0)
    }
}
