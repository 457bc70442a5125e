import CEL
import Engine
import Testing

@testable import Runtime

@Suite("the sandbox's transcript")
struct TranscriptTests {
    private static func message(_ kind: String, _ text: String, options: [SandboxMessage.Option] = []) -> SandboxMessage {
        SandboxMessage(id: "wamid.A", to: "5511999990001", kind: kind, text: text, options: options, tag: nil, request: .null)
    }

    private static func sent(_ kind: String, _ text: String, _ request: JSON) -> SandboxMessage {
        SandboxMessage(id: "wamid.A", to: "5511999990001", kind: kind, text: text, options: [], tag: nil, request: request)
    }

    @Test(
        "shows each event as a person reads it",
        arguments: [
            (
                .customerWrote(
                    CustomerMessage(id: "wamid.B", phone: "5511999990001", name: "Ana Souza", content: .text("Oi\nTudo bem?"))),
                ["Ana       Oi", "          Tudo bem?"]
            ),
            (.shown(messageID: "wamid.B", typing: true), ["          (read, typing …)"]),
            (.accepted(message("reaction", "👀")), ["          (reacted 👀)"]),
            (
                .modelCalled(tool: "consultar_pedido", arguments: ["numero_pedido": "12345"]),
                [#"tool      consultar_pedido(numero_pedido: "12345")"#]
            ),
            (
                .accepted(
                    message(
                        "interactive", "Posso abrir?",
                        options: [SandboxMessage.Option(id: "1", title: "Sim"), SandboxMessage.Option(id: "2", title: "Não")])),
                ["bot       Posso abrir?", "          [Sim] [Não]"]
            ),
            (.accepted(message("text", "Oi\n\nTudo bem?")), ["bot       Oi", "", "          Tudo bem?"]),
            (.accepted(message("image", "")), ["bot       (image)"]),
            (
                .accepted(
                    sent(
                        "document", "O boleto",
                        ["document": ["link": "https://a.b/c", "filename": "a.pdf", "caption": "O boleto"]])),
                ["bot       (document a.pdf: https://a.b/c)", "          O boleto"]
            ),
            (
                .accepted(
                    sent(
                        "location", "",
                        ["location": ["latitude": .double(-23.5), "longitude": 46, "name": "Loja", "address": "Rua 1"]])),
                ["bot       (location -23.5, 46) Loja, Rua 1"]
            ),
            (
                .accepted(
                    sent(
                        "interactive", "Veja",
                        [
                            "interactive": [
                                "type": "cta_url", "header": ["type": "image", "image": ["id": "7"]], "footer": ["text": "f"],
                                "action": [
                                    "name": "cta_url", "parameters": ["display_text": "Abrir", "url": "https://a.b"],
                                ],
                            ]
                        ])),
                ["bot       (image: 7)", "          Veja", "          f", "          [Abrir] https://a.b"]
            ),
            (
                .accepted(
                    sent(
                        "template", "",
                        [
                            "template": [
                                "name": "aviso", "language": ["code": "pt_BR"],
                                "components": [["type": "body", "parameters": [["type": "text", "text": "Ana"]]]],
                            ]
                        ])),
                ["bot       (template aviso in pt_BR)", "            body: Ana"]
            ),
            (.modelSaid("Oi"), []),
        ] as [(SandboxEvent.Kind, [String])])
    func lines(kind: SandboxEvent.Kind, lines: [String]) {
        let event = SandboxEvent(number: 1, at: Timestamp(milliseconds: 0), kind: kind)
        #expect(Transcript().lines(of: event) == lines)
    }
}
