import CEL
import Testing

@testable import Engine

@Suite("checkpoints")
struct CheckpointTests {
    /// As version 1 wrote them.
    static let firstVersion: [(json: String, outcome: Transition.Outcome, node: String?)] = [
        (#"{"version":1,"turn":3}"#, .ended, nil),
        (
            #"{"version":1,"turn":2,"waiting":"nome","rest":"menu","memo":{"failures":1},"message":{"id":"m","at":5,"text":"oi"},"#
                + #""state":{"n":{"$double":2}},"answers":[{"node":"menu","message":{"id":"m","at":5,"choice":"c","title":"C"},"#
                + #""undo":{"n":null}}]}"#,
            .waiting, "nome"
        ),
        (
            #"{"version":1,"turn":2,"working":"ve","rest":"menu","memo":{"id":[2,1],"arguments":{}},"calls":1}"#, .working, "ve"
        ),
        (#"{"version":1,"turn":2,"judging":[2,1],"waiting":"nome","calls":1}"#, .working, "nome"),
        (
            #"{"version":1,"turn":4,"waiting":"ajuda","answers":[{"node":"a","message":{"id":"m","at":5,"text":"x"}},"#
                + #"{"node":"ajuda","message":{"id":"n","at":6,"text":"y"}}],"detour":{"node":"b","memo":{"k":1},"answers":1}}"#,
            .waiting, "ajuda"
        ),
    ]

    @Test("a checkpoint of version 1 loads, and is saved as one of version 2", arguments: firstVersion.indices)
    func firstVersionLoads(place: Int) throws {
        let (json, outcome, node) = CheckpointTests.firstVersion[place]
        let checkpoint = try Checkpoint(decoding: JSON(parsing: json))
        #expect(checkpoint.outcome == outcome)
        #expect(checkpoint.main.activity.node?.rawValue == node)
        let saved = checkpoint.encoded()
        #expect(saved["version"] == 2)
        #expect(try Checkpoint(decoding: JSON(parsing: saved.text)) == checkpoint)
    }

    @Test("a detour of version 1 keeps the answers before it apart")
    func firstVersionDetour() throws {
        let checkpoint = try Checkpoint(decoding: JSON(parsing: CheckpointTests.firstVersion[4].json))
        #expect(checkpoint.main.answers.map(\.node.rawValue) == ["ajuda"])
        #expect(checkpoint.detour?.node?.rawValue == "b")
        #expect(checkpoint.detour?.tracks.first?.answers.map(\.node.rawValue) == ["a"])
    }

    @Test("a turn of version 1 that waits for a call goes on")
    func firstVersionGoesOn() throws {
        let bot = try #require(
            compiled(
                """
                connections: {loja: {sqlite: "${LOJA}"}}
                tools:
                  ver: {description: Vê., sql: {connection: loja, rows: one, query: "select n from t"}, output: {n: integer}}
                graph:
                  start: menu
                  nodes:
                    menu: {ask: "?"}
                    ve: {tool: ver}
                    diz: {say: "{{ result.n }}", next: menu}
                """))
        var conversation = Conversation(
            id: ConversationID(rawValue: 1), startedAt: Timestamp(milliseconds: 0), contact: Contact(key: "1"))
        conversation.checkpoint = try Checkpoint(decoding: JSON(parsing: CheckpointTests.firstVersion[2].json))
        #expect(bot.pendingCalls(of: conversation).map(\.id) == [CallID(turn: 2, number: 1)])
        let result = Event.Kind.finished(CallID(turn: 2, number: 1), .action(.rows([["n": 7]])))
        let transition = bot.advance(conversation, on: Event(at: Timestamp(milliseconds: 9), kind: result))
        #expect(transition.failure == nil)
        #expect(transition.said.map(\.text) == ["7", "?"])
        let failed = bot.advance(
            conversation, on: Event(at: Timestamp(milliseconds: 9), kind: .abandoned(CallFailure(.unavailable, "x"))))
        #expect(failed.conversation.checkpoint.main.activity == .waiting(NodeID(rawValue: "menu")))
    }

    @Test(
        "a newer version, or none, is refused", arguments: [#"{"version":3,"turn":1}"#, #"{"turn":1}"#, "[]", #"{"version":2}"#])
    func refused(json: String) throws {
        let json = try JSON(parsing: json)
        #expect(throws: CheckpointError.self) { try Checkpoint(decoding: json) }
    }

    @Test("a checkpoint does not grow with the conversation: 500 turns through questions, an agent and an each")
    func size() throws {
        let bot = try #require(
            compiled(
                """
                models: {default: {use: openai/x, api_key: "${KEY}"}}
                state:
                  nome: {type: string, default: ""}
                  vistos: {type: "list(string)", default: []}
                graph:
                  start: nome
                  nodes:
                    nome: {ask: "Nome?", save: nome}
                    cada: {each: "['a', 'b']", as: x, do: {ask: "{{ x }}, {{ nome }} {{ vistos.size() }}?"}, parallel: 2, save: vistos}
                    ajuda: {agent: Ajude., output: {ok: boolean}, next: nome}
                """))
        var conversation = Conversation(
            id: ConversationID(rawValue: 1), startedAt: Timestamp(milliseconds: 0), contact: Contact(key: "1"))
        var sizes: [Int] = []
        for turn in 1...500 {
            let at = Timestamp(milliseconds: Int64(turn) * 60_000)
            let message = InboundMessage(id: "m\(1000 + turn)", at: at, content: .text("texto"))
            var kind: Event.Kind? = .message(message)
            while let event = kind {
                kind = nil
                let transition = bot.advance(conversation, on: Event(at: at, kind: event))
                #expect(transition.failure == nil)
                conversation = transition.conversation
                conversation.history = (conversation.history + transition.said).suffix(bot.memoryEntries)
                for case .call(let call) in transition.effects {
                    let answer = ToolCall(id: "c", name: "give-output", arguments: #"{"ok":true}"#)
                    let usage = ModelReply.Usage(promptTokens: 0, completionTokens: 0)
                    kind = .finished(call.id, .model(ModelReply(text: nil, calls: [answer], usage: usage)))
                }
            }
            sizes.append(conversation.checkpoint.encoded().text.utf8.count)
        }
        print("checkpoint: \(sizes.prefix(9).max() ?? 0) bytes at most in 9 turns, \(sizes.max() ?? 0) in 500")
        // The turn's number has two digits more.
        #expect((sizes.max() ?? 0) <= (sizes.prefix(9).max() ?? 0) + 40)
        #expect((sizes.max() ?? 0) < 1500)
    }

    private func compiled(_ yaml: String) -> Bot? {
        let text = "version: 1\nbot: {id: x, name: X, language: pt-BR}\n" + yaml
        let compilation = BotCompiler.compile(BotFiles(folder: "", contents: ["bot.yaml": Array(text.utf8)]))
        #expect(compilation.diagnostics.map(\.message) == [])
        return compilation.bot
    }
}
