import CEL
import Foundation
import Testing

@testable import Engine

/// Events in any order at any time, to every bot that there is in this repository's tests and examples.
@Suite("any event at any time")
struct RandomEventTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized

    private static let folders: [String] = ["examples", "bots", "Tests/EngineTests/Golden/turns"].flatMap { group in
        ((try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: group).path)) ?? []).sorted().map {
            "\(group)/\($0)"
        }
    }

    @Test("never traps, always saves, and decides the same again", arguments: folders)
    func events(folder: String) throws {
        let place = Self.root.appending(path: folder)
        guard FileManager.default.fileExists(atPath: place.appending(path: "bot.yaml").path) else { return }
        let bot = try #require(BotCompiler.compile(try GoldenCase(folder: place).files()).bot)
        for seed in 1...12 { try play(bot, seed: UInt64(seed)) }
    }

    private func play(_ bot: Bot, seed: UInt64) throws {
        var chance = Chance(state: seed)
        var conversation = Conversation(
            id: ConversationID(rawValue: 1), startedAt: Timestamp(milliseconds: 1_795_341_600_000),
            contact: Contact(key: "5511999990001", phone: "5511999990001", name: "Ana"))
        var now = conversation.startedAt
        var calls: [Call] = []
        var buttons: [OutboundMessage.Button] = []
        for number in 0..<60 {
            now = Timestamp(milliseconds: now.milliseconds + Int64(chance.below(40)) * 60_000)
            let event = Event(at: now, kind: kind(number, now, calls, buttons, &chance))
            let transition = bot.advance(conversation, on: event)
            #expect(bot.advance(conversation, on: event) == transition)
            let saved = try Checkpoint(decoding: JSON(parsing: transition.conversation.checkpoint.encoded().text))
            #expect(saved == transition.conversation.checkpoint)
            conversation = transition.conversation
            conversation.history = (conversation.history + transition.said).suffix(bot.memoryEntries)
            for effect in transition.effects {
                if case .call(let call) = effect { calls.append(call) }
                if case .send(.buttons(_, let sent)) = effect { buttons = sent }
            }
            #expect(bot.pendingCalls(of: conversation).allSatisfy { call in calls.contains { $0.id == call.id } })
            #expect(conversation.checkpoint.children.count <= Bot.maximumTracks)
            if conversation.checkpoint.isWorking {
                let waits = !bot.pendingCalls(of: conversation).isEmpty || conversation.checkpoint.wakeAt != nil
                #expect(waits, "a turn that works waits for something")
            }
        }
    }

    private func kind(
        _ number: Int, _ now: Timestamp, _ calls: [Call], _ buttons: [OutboundMessage.Button], _ chance: inout Chance
    ) -> Event.Kind {
        let texts = [
            "oi", "sim", "não", "voltar", "repetir", "cancelar", "corrigir nome", "12345678", "7", "Ana", "humano", "amanhã",
        ]
        func message(_ content: InboundMessage.Content) -> Event.Kind {
            .message(InboundMessage(id: "m\(number)", at: now, content: content))
        }
        switch chance.below(12) {
        case 0: return .timer
        case 1: return .operated(.giveBack)
        case 2: return .operated(.wrote("Oi"))
        case 3: return message(.media(InboundMessage.Media(.audio, id: "f1", mimeType: "audio/ogg")))
        case 4: return .abandoned(CallFailure(.unavailable, "given up"))
        case 5, 6:
            guard let button = buttons.isEmpty ? nil : buttons[chance.below(buttons.count)] else { return .timer }
            return message(.choice(id: button.id, title: button.title))
        case 7, 8, 9:
            // Also of calls that nobody waits for any more.
            guard let call = calls.isEmpty ? nil : calls[chance.below(calls.count)] else { return .timer }
            return .finished(call.id, result(of: call, &chance))
        default: return message(.text(texts[chance.below(texts.count)]))
        }
    }

    private func result(of call: Call, _ chance: inout Chance) -> CallResult {
        if chance.below(4) == 0 { return .failure(CallFailure(.unavailable, "down")) }
        switch call.work {
        case .model(let request):
            let usage = ModelReply.Usage(promptTokens: 1, completionTokens: 1)
            guard let tool = request.tools.isEmpty ? nil : request.tools[chance.below(request.tools.count)], chance.below(2) == 0
            else {
                return .model(ModelReply(text: "Certo.", calls: [], usage: usage))
            }
            let call = ToolCall(id: "c", name: tool.name.rawValue, arguments: #"{"numero":"1","route":"x"}"#)
            return .model(ModelReply(text: nil, calls: [call], usage: usage))
        case .action(let request):
            if case .http = request.action { return .action(.http(status: chance.below(2) == 0 ? 201 : 500, body: ["id": "A"])) }
            return .action(.rows(chance.below(2) == 0 ? [] : [["n": 1, "v": .double(2.5), "numero": "A", "status": "novo"]]))
        }
    }

    /// SplitMix64.
    private struct Chance {
        var state: UInt64

        mutating func below(_ bound: Int) -> Int {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
        }
    }
}
