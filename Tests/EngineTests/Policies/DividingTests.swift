import Testing

@testable import Engine

@Suite("a reply that is too long")
struct DividingTests {
    private static func policy(_ reply: String) throws -> ReplyPolicy {
        let text = """
            version: 1
            bot: {id: longo, name: Longo}
            graph: {start: fim, nodes: {fim: {end: pronto}}}
            policies: {reply: {\(reply)}}
            """
        let compiled = BotCompiler.compile(BotFiles(folder: "", contents: ["bot.yaml": Array(text.utf8)]))
        return try #require(compiled.bot).graph.policies.reply
    }

    @Test(
        "is divided at paragraphs, then at sentences, then at words",
        arguments: [
            (
                "max_chars: 20, max_messages: 3", "Um dois três.\n\nQuatro cinco.\n\nSeis.",
                ["Um dois três.", "Quatro cinco.\n\nSeis."]
            ),
            (
                "max_chars: 20, max_messages: 3, split: sentence", "Um dois. Três.\n\nQuatro. Cinco seis sete.",
                ["Um dois. Três.", "Quatro.", "Cinco seis sete."]
            ),
            (
                "max_chars: 20, max_messages: 3, split: sentence", "• um dois três\n• quatro\n• cinco",
                ["• um dois três", "• quatro\n• cinco"]
            ),
            ("max_chars: 10, max_messages: 5", "um dois três quatro", ["um dois", "três", "quatro"]),
            ("max_chars: 4, max_messages: 5", "abcdefghij", ["abcd", "efgh", "ij"]),
            (
                "max_chars: 20, max_messages: 2", "Um dois três.\n\nQuatro cinco.\n\nSeis sete oito nove.",
                ["Um dois três.", "Quatro cinco.…"]
            ),
            ("max_chars: 20, max_messages: 3, split: none", "Um dois três.\n\nQuatro cinco.", ["Um dois três.…"]),
            ("max_chars: 20", "Um dois três.\n\nQuatro cinco.", ["Um dois três.…"]),
            ("preview_url: false", "Um dois três.\n\nQuatro cinco.", ["Um dois três.\n\nQuatro cinco."]),
            ("max_messages: 2", " \n ", []),
        ])
    func divided(policy: String, text: String, expected: [String]) throws {
        #expect(try Self.policy(policy).divided(text).messages == expected)
    }

    @Test(
        "loses nothing but white space where it fits in its messages, and no message is too long", arguments: [7, 10, 16, 33, 64])
    func whole(limit: Int) throws {
        let text = """
            Lentes de contato corrigem a visão. Há gelatinosas e rígidas!

            • diárias: descartadas à noite
            • mensais: limpas todo dia, com a solução que a loja indica

            Abcdefghijklmnopqrstuvwxyz0123456789Abcdefghijklmnopqrstuvwxyz. Fim?
            """
        for split in ["paragraph", "sentence"] {
            var reply = try Self.policy("max_chars: \(limit), max_messages: 10, split: \(split)").divided(text)
            #expect(reply.messages.allSatisfy { (1...limit).contains($0.count) })
            #expect(reply.messages.count <= 10)
            if reply.isCut { reply.messages[reply.messages.count - 1].removeLast() }
            let sent = reply.messages.joined().filter { !$0.isWhitespace }
            #expect(text.filter { !$0.isWhitespace }.hasPrefix(sent))
            #expect(reply.isCut == (sent.count < text.count(where: { !$0.isWhitespace })))
        }
    }

    @Test(
        "has room for its closing",
        arguments: [
            ("max_chars: 20, max_messages: 1, closing: Mais algo", "Um dois três quatro cinco", ["Um dois…\n\nMais algo"]),
            ("max_chars: 20, max_messages: 2, closing: Mais algo", "Um dois três quatro", ["Um dois três quatro", "Mais algo"]),
            ("closing: Mais algo", "Um. MAIS ALGO!", ["Um. MAIS ALGO!"]), ("closing: Mais algo", "Um?", ["Um?"]),
            ("closing: Mais algo", "", []),
        ])
    func closed(policy: String, text: String, expected: [String]) throws {
        #expect(try Self.policy(policy).divided(text, isFinal: true).messages == expected)
    }
}
