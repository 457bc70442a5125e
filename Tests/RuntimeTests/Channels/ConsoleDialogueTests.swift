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
