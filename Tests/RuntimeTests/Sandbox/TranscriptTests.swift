import CEL
import Engine
import Testing

@testable import Runtime

@Suite("the sandbox's transcript")
struct TranscriptTests {
    private static func message(_ kind: String, _ text: String, options: [SandboxMessage.Option] = []) -> SandboxMessage {
        SandboxMessage(id: "wamid.A", to: "5511999990001", kind: kind, text: text, options: options, tag: nil, request: .null)
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
            (.modelSaid("Oi"), []),
        ] as [(SandboxEvent.Kind, [String])])
    func lines(kind: SandboxEvent.Kind, lines: [String]) {
        let event = SandboxEvent(number: 1, at: Timestamp(milliseconds: 0), kind: kind)
        #expect(Transcript().lines(of: event) == lines)
    }
}
