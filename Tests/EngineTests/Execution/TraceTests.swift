import CEL
import Testing

@testable import Engine

@Suite("what a transition tells of its way")
struct TraceTests {
    private static func bot() throws -> Bot {
        let text = """
            version: 1
            bot: {id: vias, name: Vias}
            state: {nota: integer}
            graph:
              start: nota
              always: [{words: [sair], goto: fim}]
              nodes:
                nota:
                  ask: Que nota?
                  save: nota
                  retry: {times: 0, then: falha}
                  next: [{if: nota > 9, then: alta}, {if: nota > 4, then: media}, {else: baixa}]
                alta: {say: Alta.}
                media: {say: "{{ [nota][nota] }}", on_error: falha, next: fim}
                baixa: {say: Baixa., next: fim}
                falha: {say: Falhou., next: fim}
                fim: {end: pronto}
            """
        return try #require(BotCompiler.compile(BotFiles(folder: "", contents: ["bot.yaml": Array(text.utf8)])).bot)
    }

    @Test("nothing is noted for nobody, and noting changes nothing of what is decided")
    func noting() throws {
        let bot = try Self.bot()
        var conversation = Conversation(
            id: ConversationID(rawValue: 1), startedAt: Timestamp(milliseconds: 0), contact: Contact(key: "1"))
        for text in ["oi", "muito", "oi", "7"] {
            let at = Timestamp(milliseconds: 0)
            let event = Event(at: at, kind: .message(InboundMessage(id: text, at: at, content: .text(text))))
            let plain = bot.advance(conversation, on: event)
            let noted = bot.advance(conversation, on: event, noting: true)
            #expect(plain.trace.findings == nil)
            #expect(noted.trace.findings?.isEmpty == false)
            #expect(noted.conversation == plain.conversation)
            #expect(noted.effects == plain.effects)
            #expect(noted.trace.passages == plain.trace.passages)
            conversation = noted.conversation
        }
    }

    @Test(
        "each way has its kind and its place",
        arguments: [
            ("10", "edge(0) alta, next media, error falha, next fim"), ("7", "edge(1) media, error falha, next fim"),
            ("3", "edge(2) baixa, next fim"), ("muito", "exit falha, next fim"), ("sair", "always(0) fim"),
        ])
    func ways(answer: String, expected: String) throws {
        let bot = try Self.bot()
        var conversation = Conversation(
            id: ConversationID(rawValue: 1), startedAt: Timestamp(milliseconds: 0), contact: Contact(key: "1"))
        var transition: Transition?
        for text in ["oi", answer] {
            let at = Timestamp(milliseconds: 0)
            let message = InboundMessage(id: text, at: at, content: .text(text))
            let next = bot.advance(conversation, on: Event(at: at, kind: .message(message)))
            conversation = next.conversation
            transition = next
        }
        let passages = try #require(transition).trace.passages
        #expect(passages.map { "\($0.way) \($0.to.rawValue)" }.joined(separator: ", ") == expected)
    }
}
