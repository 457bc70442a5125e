import CEL
import Engine
import Testing

@testable import Runtime

@Suite("the project's own clients against the stand-ins")
struct ClientTests {
    private static let contact = Contact(key: "5511999990001", phone: "5511999990001", name: "Ana")

    private static func settings(at address: SandboxAddress) -> WhatsAppSettings {
        WhatsAppSettings(
            phoneNumberID: SandboxCredentials.phoneNumberID, accessToken: Secret(SandboxCredentials.accessToken),
            appSecret: Secret(SandboxCredentials.appSecret), verifyToken: Secret(SandboxCredentials.verifyToken),
            apiVersion: "v25.0", baseURL: address.url)
    }

    @Test(
        "WhatsApp's client keeps within every limit",
        arguments: [
            .text("Olá", previewURL: true),
            .text(String(repeating: "👩‍👩‍👧‍👦", count: 2000), previewURL: false),
            .buttons(
                .init(String(repeating: "Texto longo. ", count: 200), header: .text("Chamado"), footer: "até as 18h"),
                [OutboundMessage.Button(id: "1", title: "Sim, abrir"), OutboundMessage.Button(id: "2", title: "Agora não")]),
            .list(
                .init(String(repeating: "Texto longo. ", count: 200)),
                OutboundMessage.List(
                    button: "Ver opções",
                    sections: [
                        .init(
                            title: nil, rows: (1...10).map { .init(.init(id: "\($0)", title: "Pedido \($0)"), description: "d") })
                    ])),
            .link(
                .init("Veja", header: .media(.init(.image, .url("https://exemplo.com/a.jpg")))),
                .init(text: "Abrir", url: "https://exemplo.com")),
            .media(
                .init(.document(filename: "a.pdf"), .url("https://exemplo.com/a")), caption: String(repeating: "a ", count: 900)),
            .media(.init(.audio, .id("1")), caption: nil),
            .location(Location(latitude: -23.5, longitude: -46.6, name: "Loja", address: "Rua 1")),
            .template(OutboundMessage.Template(name: "retomar", language: "pt_BR", body: ["Ana"])),
            .template(
                OutboundMessage.Template(
                    name: "aviso", language: "pt_BR", header: .media(.init(.document(filename: "a.pdf"), .id("1"))),
                    body: [.init("Ana\n Souza", for: "nome")],
                    buttons: [
                        .init(at: 0, .reply(.init(id: "choice:a:0", title: "Confirmar"))), .init(at: 1, .link("7")),
                        .init(at: 2, .code("AB12")),
                    ])),
        ] as [OutboundMessage])
    func whatsApp(message: OutboundMessage) async throws {
        try await RunningSandbox.serving { running in
            let client = try HTTPClient()
            let channel = WhatsAppChannel(Self.settings(at: running.address), client: client)
            for (place, part) in channel.parts(of: message).enumerated() {
                let id = try await channel.send(part, to: Self.contact, tag: "t\(place)")
                #expect(id.hasPrefix("wamid."))
            }
            let receipt = Receipt(messageID: "wamid.A", markRead: true, typing: true, reaction: "👀")
            try await channel.show(receipt, to: Self.contact)
            await client.shutdown()
        }
    }

    @Test("the model's client gets a call and its text")
    func model() async throws {
        try await RunningSandbox.serving { running in
            let client = try HTTPClient()
            let settings = ModelSettings(
                provider: "openai", model: "gpt-4o-mini", temperature: 0.7, maximumTokens: nil,
                apiKey: Secret(SandboxCredentials.modelKey), baseURL: running.address.url + "/v1", timeout: .seconds(20),
                fallback: nil)
            let models = try Models(["default": settings], client: client)
            let tool = ToolDeclaration(
                name: ToolName(rawValue: "consultar_pedido"), description: "Consulta um pedido.",
                parameters: [
                    "type": "object", "properties": ["numero_pedido": ["type": "string"]], "required": ["numero_pedido"],
                ])
            let words: [ModelMessage] = [.system("Seja breve."), .user("E o pedido 12345?")]
            let reply = try await models.complete(ModelRequest(model: "default", messages: words, tools: [tool]))
            let call = try #require(reply.calls.first)
            #expect(call.name == "consultar_pedido")
            let result = [
                ModelMessage.assistant(nil, calls: [call]), .tool(callID: call.id, content: #"{"situacao":"Enviado"}"#),
            ]
            let answer = try await models.complete(ModelRequest(model: "default", messages: words + result, tools: [tool]))
            #expect(answer.text == "Consultei para você: situacao: Enviado. Posso ajudar em algo mais?")
            await client.shutdown()
        }
    }
}
