import CEL
import Testing

@testable import Engine

@Suite("a bot that extends another")
struct ExtendsTests {
    private static func files(_ folder: String, _ contents: [String: String]) -> BotFiles {
        BotFiles(folder: "bots/\(folder)", contents: contents.mapValues { Array($0.utf8) })
    }

    private static let base = files(
        "base",
        [
            "base.yaml": """
            version: 1
            policies:
              reply: {max_chars: 500, preview_url: true}
              errors: {say: Da base.}
            prompt: {file: prompts/voz.md}
            models: {default: {use: openai/gpt-4o-mini, api_key: "${OPENAI_API_KEY}"}}
            graph:
              start: menu
              always: [{words: [ajuda], goto: menu}, {words: [sair], goto: fim}]
              nodes:
                menu: {say: Da base}
                fim: {end: pronto}
            """,
            "prompts/voz.md": "Seja breve.",
            "tools/historico.yaml": "tool: historico\ndescription: O que foi dito.\nhistory: {}\n",
            "tests/base.yaml": "- test: da base\n  talk: [{user: oi}]\n",
        ])

    private static let own = """
        extends: ../base
        bot: {id: loja, name: Loja}
        policies: {reply: {max_chars: 300}}
        graph:
          always: [{words: [tchau], goto: fim}]
          nodes:
            menu: {say: Da loja}
        """

    private static func text(_ compilation: BotCompiler.Compilation) -> String { DiagnosticText.render(compilation.diagnostics) }

    @Test("merges mappings, replaces lists and texts, and has the base's files save its tests")
    func merged() throws {
        let compiled = BotCompiler.compile(Self.files("loja", ["bot.yaml": Self.own]).extending(Self.base))
        #expect(Self.text(compiled) == "")
        let bot = try #require(compiled.bot)
        #expect(bot.name == "Loja")
        #expect(bot.graph.policies.reply.maximumCharacters == 300)
        #expect(bot.graph.policies.reply.previewsLinks)
        #expect(bot.graph.always.count == 1)
        #expect(bot.graph.nodes.count == 2)
        #expect(bot.toolNames.map(\.rawValue) == ["historico"])
        #expect(bot.tests.isEmpty)
        #expect(bot.graph.prompt != nil)
    }

    @Test("is told of a mistake in the file in which it stands")
    func places() {
        let broken = Self.files("base", ["base.yaml": "graph:\n  start: nada\n  nodes: {fim: {end: x, bla: 1}}\n"])
        let compiled = BotCompiler.compile(
            Self.files("loja", ["bot.yaml": "extends: ../base\nversion: 1\nbot: {id: loja, name: Loja}\n"]).extending(broken))
        let places = Set(compiled.diagnostics.map(\.span.description))
        #expect(places.contains("bots/base/base.yaml:3:25"))
    }

    @Test("is told of a secret that stands in a base")
    func secrets() {
        let base = Self.files("base", ["base.yaml": "# senha: ghp_0123456789abcdefghijABCDEFGHIJ012345\n"])
        let compiled = BotCompiler.compile(Self.files("loja", ["bot.yaml": Self.own]).extending(base))
        #expect(Self.text(compiled).contains("bots/base/base.yaml:1:10: error: "))
    }

    @Test("takes what is missing from a base's base, the nearest first")
    func chain() throws {
        let near = Self.files(
            "perto", ["base.yaml": "extends: ../base\nbot: {id: x, name: Perto}\ngraph: {nodes: {menu: {say: Perto}}}\n"]
        )
        .extending(Self.base)
        let compiled = BotCompiler.compile(
            Self.files("loja", ["bot.yaml": "extends: ../perto\nbot: {id: loja}\n"]).extending(near))
        #expect(Self.text(compiled) == "")
        #expect(compiled.bot?.name == "Perto")
        #expect(compiled.bot?.id == BotID(rawValue: "loja"))
    }

    @Test(
        "names a folder beside its own, and none of those that name it",
        arguments: [
            ("../../base", "bots/loja/bot.yaml:1:10: error: a base is a folder beside the bot's own, and '../../base' is none"),
            ("../a/b", "bots/loja/bot.yaml:1:10: error: a base is a folder beside the bot's own, and '../a/b' is none"),
            ("/etc", "bots/loja/bot.yaml:1:10: error: a base is a folder beside the bot's own, and '/etc' is none"),
            ("../base", "bots/loja/bot.yaml:1:10: error: '../base' has neither a 'base.yaml' nor a 'bot.yaml'"),
            ("../loja", "bots/loja/bot.yaml:1:10: error: '../loja' extends this bot in turn"),
        ])
    func wrong(base: String, message: String) {
        let files = Self.files("loja", ["bot.yaml": Self.own.replacing("../base", with: base)])
        #expect(Self.text(BotCompiler.compile(files)).contains(message))
    }
}
