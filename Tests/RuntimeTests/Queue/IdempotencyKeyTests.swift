import Engine
import Runtime
import Testing

@Suite("idempotency keys")
struct IdempotencyKeyTests {
    private func key(
        store: String = "s", conversation: Int64 = 1, event: Int64 = 2, turn: Int = 3, number: Int = 4, tool: String = "open"
    ) -> String {
        IdempotencyKey(
            store: store, conversation: ConversationID(rawValue: conversation), event: event,
            call: CallID(turn: turn, number: number), tool: ToolName(rawValue: tool)
        ).rawValue
    }

    @Test("a key is a UUID of version 8, and never changes between releases")
    func form() {
        // printf 's\x001\x002\x003\x004\x00open\x00' | sha256sum
        #expect(key() == "e6b4abfb-ed97-8cfb-aab8-b023cf39fda2")
    }

    @Test("another decision has another key")
    func distinct() {
        let keys = [
            key(), key(store: "t"), key(conversation: 2), key(event: 3), key(turn: 4), key(number: 5), key(tool: "close"),
            key(store: "s1", conversation: 1), key(store: "s", conversation: 11),
        ]
        #expect(Set(keys).count == keys.count)
    }
}
