import Engine
import Runtime
import Testing

@Suite("OpenAI provider")
struct OpenAIProviderTests {
    private static func provider(temperature: Double? = nil, maximumTokens: Int? = nil) -> OpenAIProvider {
        OpenAIProvider(
            settings: ModelSettings(
                provider: "openai", model: "gpt-4o-mini", temperature: temperature, maximumTokens: maximumTokens,
                apiKey: Secret("sk-key"), baseURL: "https://models.example/v1", timeout: .seconds(30), fallback: nil))
    }

    private static func body(of request: HTTPClient.Request) throws -> JSON { try JSON(parsing: request.body ?? []) }

    private static func response(_ status: Int, _ body: JSON) -> HTTPClient.Response {
        HTTPClient.Response(status: status, headers: [], body: body.encoded())
    }

    @Test("a request names the model and holds all kinds of messages, tools and settings")
    func request() throws {
        let parameters: JSON = ["type": "object", "properties": ["numero": ["type": "string"]]]
        let request = Self.provider(temperature: 0.7, maximumTokens: 500).httpRequest(
            for: ModelRequest(
                model: "default",
                messages: [
                    .system("Você é o assistente."), .user("Cadê meu pedido?"),
                    .assistant(
                        nil, calls: [ToolCall(id: "c1", name: "buscar_pedido", arguments: #"{"numero":"1"}"#)]),
                    .tool(callID: "c1", content: #"{"status":"enviado"}"#), .assistant("Está a caminho.", calls: []),
                ],
                tools: [
                    ToolDeclaration(
                        name: ToolName(rawValue: "buscar_pedido"), description: "Consulta um pedido.", parameters: parameters)
                ]))
        #expect(request.method == "POST")
        #expect(request.url == "https://models.example/v1/chat/completions")
        #expect(request.headers.contains(HTTPClient.Header("Authorization", "Bearer sk-key")))
        let expected: JSON = [
            "model": "gpt-4o-mini",
            "messages": [
                ["role": "system", "content": "Você é o assistente."], ["role": "user", "content": "Cadê meu pedido?"],
                [
                    "role": "assistant", "content": .null,
                    "tool_calls": [
                        [
                            "id": "c1", "type": "function",
                            "function": ["name": "buscar_pedido", "arguments": #"{"numero":"1"}"#],
                        ]
                    ],
                ],
                ["role": "tool", "tool_call_id": "c1", "content": #"{"status":"enviado"}"#],
                ["role": "assistant", "content": "Está a caminho."],
            ],
            "tools": [
                [
                    "type": "function",
                    "function": ["name": "buscar_pedido", "description": "Consulta um pedido.", "parameters": parameters],
                ]
            ],
            "temperature": .double(0.7), "max_tokens": 500,
        ]
        #expect(try Self.body(of: request) == expected)
    }

    @Test("a model that has to call a tool is told so, unless there is none to call")
    func mustCall() throws {
        let tool = ToolDeclaration(name: ToolName(rawValue: "go-to"), description: "", parameters: ["type": "object"])
        for (tools, choice) in [([tool], JSON.string("required")), ([], nil)] {
            let request = ModelRequest(model: "default", messages: [.user("oi")], tools: tools, mustCall: true)
            #expect(try Self.body(of: Self.provider().httpRequest(for: request))["tool_choice"] == choice)
        }
    }

    @Test("what is not set is left out of the request")
    func unset() throws {
        let request = Self.provider().httpRequest(for: ModelRequest(model: "default", messages: [.user("oi")], tools: []))
        let expected: JSON = ["model": "gpt-4o-mini", "messages": [["role": "user", "content": "oi"]]]
        #expect(try Self.body(of: request) == expected)
    }

    static let replies: [(JSON, String?, [ToolCall])] = [
        (["content": "Olá!"], "Olá!", []),
        (["content": [["type": "text", "text": "Olá, "], ["type": "text", "text": "Ana"]]], "Olá, Ana", []),
        (["content": .null, "refusal": "Não posso."], "Não posso.", []),
        (
            ["content": .null, "tool_calls": [["id": "c1", "function": ["name": "a", "arguments": "{\"x\":1}"]]]], nil,
            [ToolCall(id: "c1", name: "a", arguments: "{\"x\":1}")]
        ),
        (
            [
                "content": "Vou ver.",
                "tool_calls": [["function": ["name": "a", "arguments": ["x": 1]]], ["id": "", "function": ["name": "b"]]],
            ],
            "Vou ver.",
            [ToolCall(id: "call_1", name: "a", arguments: "{\"x\":1}"), ToolCall(id: "call_2", name: "b", arguments: "{}")]
        ),
    ]

    @Test("a reply is its text and its calls, whichever way a host writes them", arguments: replies)
    func reply(message: JSON, text: String?, calls: [ToolCall]) throws {
        let body: JSON = [
            "choices": [["index": 0, "message": message, "finish_reason": "stop"]],
            "usage": ["prompt_tokens": 12, "completion_tokens": 3],
        ]
        let usage = ModelReply.Usage(promptTokens: 12, completionTokens: 3)
        #expect(try Self.provider().reply(in: Self.response(200, body)) == ModelReply(text: text, calls: calls, usage: usage))
    }

    @Test(
        "an answer without a reply is invalid",
        arguments: [
            [], [:], ["choices": []], ["choices": [["message": ["content": ""]]]], ["choices": [["message": ["content": " \n"]]]],
            ["choices": [["message": ["tool_calls": [["id": "c1", "function": [:]]]]]]], "a text",
        ] as [JSON])
    func invalid(body: JSON) {
        let refusal = #expect(throws: ModelRefusal.self) { try Self.provider().reply(in: Self.response(200, body)) }
        #expect(refusal?.code == .invalid)
        #expect(refusal?.mayPass == false)
    }

    @Test("an answer that is not JSON is invalid, and counts as its status when that is an error")
    func notJSON() {
        let provider = Self.provider()
        for (status, code) in [(200, CallFailure.Code.invalid), (502, .unavailable), (404, .misconfigured)] {
            let response = HTTPClient.Response(status: status, headers: [], body: Array("<html>".utf8))
            let refusal = #expect(throws: ModelRefusal.self) { try provider.reply(in: response) }
            #expect(refusal?.code == code)
        }
    }

    @Test(
        "an error status says what to do about it",
        arguments: [
            (400, "invalid_request_error", .refused, false), (401, "invalid_api_key", .misconfigured, false),
            (403, "forbidden", .misconfigured, false), (404, "model_not_found", .misconfigured, false),
            (408, "timeout", .unavailable, true), (422, "invalid", .refused, false),
            (429, "rate_limit_exceeded", .unavailable, true),
            (429, "insufficient_quota", .unavailable, false), (500, "server_error", .unavailable, true),
            (503, "overloaded", .unavailable, true), (302, "moved", .misconfigured, false),
        ] as [(Int, String, CallFailure.Code, Bool)])
    func status(status: Int, kind: String, code: CallFailure.Code, mayPass: Bool) {
        let body: JSON = ["error": ["message": "It said 'meu nome é Ana'.", "type": "t", "code": .string(kind)]]
        let refusal = #expect(throws: ModelRefusal.self) { try Self.provider().reply(in: Self.response(status, body)) }
        #expect(refusal?.code == code)
        #expect(refusal?.mayPass == mayPass)
        #expect(refusal?.message == "status \(status): \(kind): It said '…'.")
    }
}
