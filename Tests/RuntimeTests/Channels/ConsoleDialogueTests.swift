import Engine
import Runtime
import Testing

@Suite("the conversation in a terminal")
struct ConsoleDialogueTests {
    private static let question = OutboundMessage.buttons(
        "Posso abrir?",
        [OutboundMessage.Button(id: "t1.yes", title: "Sim, abrir"), OutboundMessage.Button(id: "t1.no", title: "Agora não")])

    @Test("shows buttons as numbers")
    func buttons() {
        var dialogue = ConsoleDialogue(name: "Loja")
        #expect(dialogue.show(Self.question) == ["Loja: Posso abrir?", "  1) Sim, abrir", "  2) Agora não"])
    }

    static let messages: [(OutboundMessage, [String])] = [
        (
            .list(
                .init("Qual?", header: .text("Pedidos"), footer: "até dez"),
                .init(
                    button: "Ver",
                    sections: [
                        .init(title: "Abertos", rows: [.init(.init(id: "a", title: "Um"), description: "o primeiro")]),
                        .init(title: "Outros", rows: [.init(.init(id: "b", title: "Dois"))]),
                    ])),
            ["Loja: Pedidos", "Qual?", "  até dez", "  [Ver]", "  Abertos", "  1) Um – o primeiro", "  Outros", "  2) Dois"]
        ),
        (
            .link("Veja", .init(text: "Abrir", url: "https://exemplo.com")),
            ["Loja: Veja", "  Abrir: https://exemplo.com"]
        ),
        (
            .media(.init(.document(filename: "a.pdf"), .url("https://exemplo.com/a")), caption: "O boleto"),
            ["Loja: [document a.pdf: https://exemplo.com/a]", "O boleto"]
        ),
        (.media(.init(.audio, .id("7")), caption: nil), ["Loja: [audio: id 7]"]),
        (
            .location(Location(latitude: -23.5, longitude: -46.25, name: "Loja", address: "Rua 1")),
            ["Loja: [location -23.5, -46.25] Loja Rua 1"]
        ),
        (
            .template(
                .init(
                    name: "aviso", language: "pt_BR", body: ["Ana"],
                    buttons: [.init(at: 0, .reply(.init(id: "c", title: "Confirmar"))), .init(at: 1, .link("7"))],
                    filled: "Olá Ana")),
            ["Loja: Olá Ana", "  1) Confirmar", "  [link … 7]"]
        ),
    ]

    @Test("shows every kind of message", arguments: messages)
    func kinds(message: OutboundMessage, lines: [String]) {
        var dialogue = ConsoleDialogue(name: "Loja")
        #expect(dialogue.show(message) == lines)
    }

    @Test("a number chooses a row of a list")
    func row() {
        var dialogue = ConsoleDialogue(name: "Loja")
        _ = dialogue.show(Self.messages[0].0)
        #expect(dialogue.meaning(of: "2") == .choice(id: "b", title: "Dois"))
    }

    @Test(
        "a number chooses a button; anything else is words",
        arguments: [
            ("2", .choice(id: "t1.no", title: "Agora não")), (" 1 ", .choice(id: "t1.yes", title: "Sim, abrir")),
            ("3", .text("3")), ("0", .text("0")), ("sim", .text("sim")), ("  ", nil),
        ] as [(String, InboundMessage.Content?)])
    func meaning(line: String, content: InboundMessage.Content?) {
        var dialogue = ConsoleDialogue(name: "Loja")
        _ = dialogue.show(Self.question)
        #expect(dialogue.meaning(of: line) == content)
    }

    @Test("after the next message a number is a number again")
    func buttonsGone() {
        var dialogue = ConsoleDialogue(name: "Loja")
        _ = dialogue.show(Self.question)
        _ = dialogue.show(.text("Pronto.\nAté logo.", previewURL: false))
        #expect(dialogue.meaning(of: "1") == .text("1"))
    }

    @Test(
        "shows a call with its arguments, also when they are no JSON",
        arguments: [
            (#"{"numero":"12345"}"#, #"  [f(numero: "12345")]"#), ("{}", "  [f()]"), ("nonsense", "  [f nonsense]"),
        ])
    func call(arguments: String, line: String) {
        #expect(ConsoleDialogue(name: "Loja").show(ToolCall(id: "1", name: "f", arguments: arguments)) == [line])
    }
}
