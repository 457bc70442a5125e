import CEL
import Testing

@testable import Engine

@Suite("what may be sent unasked")
struct SendingTests {
    private static func turn(_ policies: String, heard milliseconds: Int64, optedOut: Bool = false) throws -> Turn {
        let text = """
            version: 1
            bot: {id: envio, name: Envio, language: pt-BR}
            graph: {start: fim, nodes: {fim: {end: pronto}}}
            policies: {\(policies)}
            """
        let compiled = BotCompiler.compile(BotFiles(folder: "", contents: ["bot.yaml": Array(text.utf8)]))
        var conversation = Conversation(
            id: ConversationID(rawValue: 1), startedAt: Timestamp(milliseconds: 0), contact: Contact(key: "1", name: "Ana Souza"))
        conversation.checkpoint.heardAt = Timestamp(milliseconds: 0)
        conversation.checkpoint.policies.isUnasked = true
        conversation.checkpoint.policies.isOptedOut = optedOut
        return Turn(conversation, at: Timestamp(milliseconds: milliseconds), in: try #require(compiled.bot).sharedGraph)
    }

    private static let day: Int64 = 86_400_000
    private static let window = #"window: {template: retomar, body: ["{{ contact.first_name.orValue('') }}"]}"#

    @Test("a template goes in the place of what is said when the window has closed, once")
    func closed() throws {
        var turn = try Self.turn(Self.window, heard: Self.day)
        turn.say("Ainda está aí?")
        turn.say("Posso ajudar?")
        #expect(turn.effects == [.send(.template(.init(name: "retomar", language: "pt_BR", body: ["Ana"])))])
        #expect(turn.said.map(\.text) == ["[retomar] Ana"])
        #expect(turn.trace.policies.contains("window.template"))
    }

    @Test("within 24 hours, or without the policy, the text goes as it is")
    func open() throws {
        for (policy, at) in [(Self.window, Self.day - 1), ("reply: {}", Self.day)] {
            var turn = try Self.turn(policy, heard: at)
            turn.say("Ainda está aí?")
            #expect(turn.effects == [.send(.text("Ainda está aí?", previewURL: true))])
            #expect(!turn.trace.policies.contains("window.template"))
        }
    }

    @Test("who wants no messages gets none, and no template")
    func optedOut() throws {
        for at in [Self.day - 1, Self.day] {
            var turn = try Self.turn("opt_out: {words: [sair]}, \(Self.window)", heard: at, optedOut: true)
            turn.say("Ainda está aí?")
            #expect(turn.effects.isEmpty && turn.said.isEmpty)
        }
    }
}
