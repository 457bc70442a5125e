import CEL
import Testing

@testable import Engine

@Suite("messages when they are sent")
struct MessageTests {
    private static let day: Int64 = 24 * 60 * 60 * 1000

    private static func bot(_ nodes: String) throws -> Bot {
        let head = """
            version: 1
            bot: {id: partes, name: Partes}
            graph:
              start: parte
              nodes:
                parte:

            """
        let lines = nodes.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n")
        let compiled = BotCompiler.compile(BotFiles(folder: "", contents: ["bot.yaml": Array((head + lines).utf8)]))
        #expect(compiled.diagnostics.map(\.message) == [])
        return try #require(compiled.bot)
    }

    private static func transition(_ bot: Bot, _ text: String, sentAt: Int64 = 0, now: Int64 = 0) -> Transition {
        let conversation = Conversation(
            id: ConversationID(rawValue: 1), startedAt: Timestamp(milliseconds: 0), contact: Contact(key: "1"))
        let message = InboundMessage(id: "m", at: Timestamp(milliseconds: sentAt), content: .text(text))
        return bot.advance(conversation, on: Event(at: Timestamp(milliseconds: now), kind: .message(message)))
    }

    private static func sent(_ transition: Transition) -> [OutboundMessage] {
        transition.effects.compactMap { effect in
            if case .send(let message) = effect { message } else { nil }
        }
    }

    @Test("what an expression makes too long is cut, and noted")
    func cuts() throws {
        let bot = try Self.bot(
            """
            say: Qual?
            header: "{{ message.text }}"
            footer: "{{ message.text }}"
            list:
              button: "{{ message.text }}"
              sections:
                - title: "{{ message.text }}"
                  rows: [{title: "{{ message.text }}", description: "{{ message.text }}"}]
            """)
        let transition = Self.transition(bot, String(repeating: "longe ", count: 15))
        #expect(
            Set(transition.trace.cuts) == [.header, .footer, .listButton, .sectionTitle, .rowTitle, .rowDescription])
        guard case .list(let body, let list)? = Self.sent(transition).first else {
            Issue.record("no list is sent")
            return
        }
        #expect(body.header == .text("longe longe longe longe longe longe longe longe longe longe…"))
        #expect(list.button == "longe longe longe l…")
        #expect(list.rows.map(\.button.title) == ["longe longe longe longe…"])
        #expect(list.rows.map { $0.description?.utf16.count } == [72])
    }

    @Test("nothing is cut that fits, and an emoji of many units is never cut within")
    func emoji() throws {
        let bot = try Self.bot(#"{say: Veja, link: {text: "{{ message.text }}", url: "https://exemplo.com"}}"#)
        #expect(Self.transition(bot, "12345678901234567890").trace.cuts == [])
        let transition = Self.transition(bot, "1234567890123👩‍👩‍👧‍👦")
        #expect(Self.sent(transition) == [.link("Veja", .init(text: "1234567890123…", url: "https://exemplo.com"))])
    }

    @Test(
        "a message that WhatsApp would refuse as it is fails the turn",
        arguments: [
            #"{say: Veja, link: {text: Abrir, url: "{{ message.text }}"}}"#,
            #"{say: "{{ message.text.trim() }}", buttons: {Um: parte}}"#,
            #"{say: Qual?, list: {button: Ver, sections: [{rows: [{title: "{{ message.text.trim() }}"}]}]}}"#,
            #"{say: , location: {latitude: "{{ size(message.text) * 91 }}", longitude: 0}}"#,
            #"{say: , template: {name: oi, language: pt_BR, body: ["{{ message.text.trim() }}"]}}"#,
        ])
    func refused(node: String) throws {
        let compiled = BotCompiler.compile(
            BotFiles(
                folder: "",
                contents: [
                    "bot.yaml": Array(
                        "version: 1\nbot: {id: p, name: P}\ngraph:\n  start: parte\n  nodes:\n    parte: \(node)\n".utf8)
                ]))
        #expect(compiled.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
        let transition = Self.transition(try #require(compiled.bot), " ")
        #expect(transition.failure != nil)
        #expect(Self.sent(transition) == [])
    }

    @Test(
        "a list that may be empty never stops where it leads round at once, and does where it waits first",
        arguments: [
            ("next: parte", ["endless-loop"]), ("next: fim", []), ("goto: parte, empty: fim", []),
            ("goto: fim, empty: parte", ["endless-loop"]),
        ])
    func rounds(ways: String, codes: [String]) {
        let (inner, outer) = ways.hasPrefix("next") ? ("", ways) : (", \(ways)", "next: fim")
        let text = """
            version: 1
            bot: {id: p, name: P}
            graph:
              start: parte
              nodes:
                parte:
                  say: Qual?
                  list: {button: Ver, each: "[message.text]", as: x, title: "{{ x }}"\(inner)}
                  \(outer)
                fim: {end: fim}
            """
        let found = BotCompiler.compile(BotFiles(folder: "", contents: ["bot.yaml": Array(text.utf8)])).diagnostics
        #expect(found.filter { $0.code != .unreachableNode }.map(\.code.rawValue) == codes)
    }

    @Test(
        "the window is open for 24 hours from when the person wrote",
        arguments: [(day - 1, "aberta"), (day, "fechada")])
    func window(now: Int64, text: String) throws {
        let bot = try Self.bot(#"say: "{{ conversation.window_open ? 'aberta' : 'fechada' }}""#)
        let transition = Self.transition(bot, "oi", sentAt: 0, now: now)
        #expect(Self.sent(transition).map(\.text) == [text])
    }

    @Test(
        "an address is https, with a host and nothing that needs an escape",
        arguments: [
            ("https://exemplo.com", true), ("https://exemplo.com.br:8443/a?b=c#d", true), ("https://lentes.café/é", true),
            ("http://exemplo.com", false), ("https://", false), ("https://exemplo", false), ("https://ana@exemplo.com", false),
            ("https://exemplo.com/a b", false), ("https://exemplo..com", false), ("https://exemplo.com:0", false),
            ("https://exemplo.com/<id>", false), ("ftp://exemplo.com", false), ("", false),
        ])
    func address(text: String, isValid: Bool) {
        #expect(WebAddress.isValid(text) == isValid)
    }

    @Test("a template's text is filled by number or by name, each variable where it stands")
    func form() throws {
        func form(_ text: String) throws -> TemplateForm {
            var diagnostics = Diagnostics()
            let root = try #require(YAMLReader.read(SourceFile(path: "a", text: "\"\(text)\""), into: &diagnostics))
            return TemplateForm(try #require(root.scalar))
        }
        let numbered = try form("{{2}} e {{ 1 }} e {{2}}")
        #expect(numbered.variables == ["1", "2"])
        #expect(numbered.fault == nil)
        #expect(numbered.filled(with: ["1": "um", "2": "{{1}}"]) == "{{1}} e um e {{1}}")
        let named = try form("Olá {{nome}}{{")
        #expect(named.variables == ["nome"])
        #expect(named.filled(with: ["nome": "Ana"]) == "Olá Ana{{")
        #expect(try form("Olá").variables == [])
        #expect(try form("{{1}} {{nome}}").fault?.code == .templateVariables)
        #expect(try form("{{0}}").fault?.code == .templateVariables)
    }

    @Test(
        "a message from a person is saved whole and read back",
        arguments: [
            .media(.init(.document, id: "1", mimeType: "application/pdf", filename: "a.pdf", caption: "b", sha256: "c")),
            .media(.init(.audio, id: "2", mimeType: "audio/ogg", isVoice: false)), .media(.init(.sticker, id: "", mimeType: "")),
            .location(.init(latitude: 1, longitude: -2.25, name: "a", address: "b")),
            .location(.init(latitude: 0, longitude: 0)),
            .contacts([.init(name: nil, phones: []), .init(name: "a", phones: ["1"])]),
            .contacts([]), .choice(id: "a", title: "b"), .other("order"), .notice("reaction"), .text(""),
        ] as [InboundMessage.Content])
    func saved(content: InboundMessage.Content) throws {
        for referral in [nil, InboundMessage.Referral(sourceType: "ad", headline: "b"), .init()] {
            let message = InboundMessage(
                id: "m", at: Timestamp(milliseconds: 7), content: content, referral: referral)
            #expect(InboundMessage(decoding: try JSON(parsing: message.encoded().text)) == message)
        }
    }
}
