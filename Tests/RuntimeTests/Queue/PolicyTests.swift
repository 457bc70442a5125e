import Engine
import Testing

@testable import Runtime

@Suite("policies that the store has a part in", .inEveryStore)
struct PolicyTests {
    @Test("a person's data are deleted after a yes, when the last word is sent")
    func forgetting() async throws {
        let bot = Bots.echo + "\npolicies: {privacy: {forget: [forget me]}}\n"
        try await Stage.with(bot) { stage, store in
            try await store.accept([.text("hello", id: "1"), .text("forget me", id: "2", at: 1)])
            try await stage.work(on: store)
            #expect(try await store.history(of: ConversationID(rawValue: 1), limit: 10).count == 4)
            try await store.accept([.text("yes", id: "3", at: 2)])
            try await stage.work(on: store)
            #expect(stage.channel.texts.suffix(1) == ["Done, your data are deleted."])
            #expect(try await store.conversations(ConversationFilter(), before: nil, limit: 10).isEmpty)
            try await store.accept([.text("hello again", id: "4", at: 3)])
            try await stage.work(on: store)
            #expect(stage.channel.texts.last == "hello again")
            let anew = try await store.conversations(ConversationFilter(), before: nil, limit: 10).map(\.id.rawValue)
            #expect(anew.count == 1 && anew != [1])
        }
    }

    @Test("a last word that cannot be sent yet is sent before the data are deleted, also after a restart")
    func unsent() async throws {
        let bot = Bots.echo + "\npolicies: {privacy: {forget: [forget me]}}\n"
        try await Stage.with(bot) { stage, store in
            try await store.accept([.text("forget me", id: "1")])
            try await stage.work(on: store)
            stage.channel.sends.then { _ in .failure(SendFailure(.retry, "it is down")) }
            try await store.accept([.text("yes", id: "2", at: 1)])
            try await stage.work(on: store)
            #expect(try await store.conversations(ConversationFilter(), before: nil, limit: 10).count == 1)
            stage.time.advance(by: .seconds(3600))
            try await stage.work(on: store)
            #expect(stage.channel.texts.suffix(2) == ["Done, your data are deleted.", "Done, your data are deleted."])
            #expect(try await store.conversations(ConversationFilter(), before: nil, limit: 10).isEmpty)
        }
    }

    @Test("the tokens of a day are those of all conversations")
    func tokens() async throws {
        let bot = Bots.agent + "\n  budget: {tokens_per_day: 20}\n"
        try await Stage.with(bot) { stage, store in
            stage.models.script.then(
                { _ in .success(ModelReply(text: "One.", calls: [], usage: .init(promptTokens: 15, completionTokens: 5))) },
                { _ in .success(ModelReply(text: "Two.", calls: [], usage: .init(promptTokens: 1, completionTokens: 1))) })
            for person in ["ana", "bia"] {
                try await store.accept([.text("hello", id: person, from: person)])
                try await stage.work(on: store)
            }
            #expect(stage.channel.texts == ["One.", "Sorry."])
            #expect(stage.models.script.asked.count == 1)
            stage.time.advance(by: .seconds(86_400))
            try await store.accept([.text("hello", id: "3", from: "bia")])
            try await stage.work(on: store)
            #expect(stage.channel.texts.last == "Two.")
        }
    }
}
