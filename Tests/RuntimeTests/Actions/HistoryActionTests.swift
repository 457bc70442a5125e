import CEL
import Engine
import Testing

@testable import Runtime

@Suite("History actions")
struct HistoryActionTests {
    /// What was said in one conversation, and nothing in any other.
    private struct Memory: HistorySource {
        let conversation: ConversationID
        let entries: [HistoryEntry]

        func history(of conversation: ConversationID, limit: Int) async throws(StoreError) -> [HistoryEntry] {
            conversation == self.conversation ? entries.suffix(limit) : []
        }
    }

    /// Says one thing a turn at these minutes, the customer first and then the bot.
    private static func entries(at minutes: Int64..., text: String = "texto") -> [HistoryEntry] {
        minutes.enumerated().map { place, minute in
            HistoryEntry(
                turn: place + 1, role: place.isMultiple(of: 2) ? .customer : .bot, text: "\(text) \(place + 1)",
                at: Timestamp(milliseconds: minute * 60_000))
        }
    }

    private static func run(
        _ entries: [HistoryEntry], now minute: Int64, conversations: Int = 5, messages: Int = 10, characters: Int = 100,
        of conversation: Int64 = 7, turn: Int = 100
    ) async throws -> [JSON] {
        let client = try HTTPClient()
        let memory = Memory(conversation: ConversationID(rawValue: 7), entries: entries)
        let actions = try Actions(
            [:], client: client, history: memory, time: StandingTime(now: Timestamp(milliseconds: minute * 60_000)))
        let action = ActionRequest.HistoryAction(
            conversations: conversations, messages: messages, characters: characters, silence: .seconds(3600))
        let context = ActionContext(
            bot: BotID(rawValue: "loja"), conversation: ConversationID(rawValue: conversation), idempotencyKey: "k", turn: turn)
        let request = ActionRequest(tool: ToolName(rawValue: "t"), isWrite: false, action: .history(action))
        let result = try await actions.run(request, for: context)
        await client.shutdown()
        guard case .rows(let rows) = result else { return [] }
        return rows
    }

    private static func texts(_ rows: [JSON]) -> [[String?]] {
        rows.map { row in (row["messages"]?.elements ?? []).map { $0["text"]?.string } }
    }

    @Test("a silence parts exchanges, which come latest first with their messages in order")
    func grouping() async throws {
        let rows = try await Self.run(Self.entries(at: 0, 1, 59, 118, 178, 300), now: 1000)
        #expect(Self.texts(rows) == [["texto 6"], ["texto 5"], ["texto 1", "texto 2", "texto 3", "texto 4"]])
        #expect(
            rows.map { $0["started_at"]?.string } == ["1970-01-01T05:00:00Z", "1970-01-01T02:58:00Z", "1970-01-01T00:00:00Z"])
        let last: JSON = ["role": "bot", "text": "texto 6", "at": "1970-01-01T05:00:00Z"]
        #expect(rows.first?["messages"]?[0] == last)
    }

    @Test("the present exchange is not past, and neither is the present turn")
    func present() async throws {
        #expect(try await Self.run(Self.entries(at: 0, 1), now: 60).isEmpty)
        #expect(Self.texts(try await Self.run(Self.entries(at: 0, 1), now: 61)) == [["texto 1", "texto 2"]])
        #expect(Self.texts(try await Self.run(Self.entries(at: 0, 300, 310), now: 320)) == [["texto 1"]])
        #expect(Self.texts(try await Self.run(Self.entries(at: 0, 300), now: 1000, turn: 2)) == [["texto 1"]])
    }

    @Test("only so many exchanges and messages come, the latest")
    func limits() async throws {
        let entries = Self.entries(at: 0, 1, 2, 100, 101, 200, 201, 202)
        let rows = try await Self.run(entries, now: 1000, conversations: 2, messages: 2)
        #expect(Self.texts(rows) == [["texto 7", "texto 8"], ["texto 4", "texto 5"]])
    }

    @Test("a text is cut between characters")
    func characters() async throws {
        let rows = try await Self.run(Self.entries(at: 0, text: "👨‍👩‍👧é🇧🇷"), now: 1000, characters: 2)
        #expect(Self.texts(rows) == [["👨‍👩‍👧é"]])
    }

    @Test("nobody sees what another conversation said")
    func otherConversation() async throws {
        #expect(try await Self.run(Self.entries(at: 0), now: 1000, of: 8).isEmpty)
    }
}
