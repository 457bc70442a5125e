import Engine
import Runtime
import Testing

@Suite("delivery tags")
struct DeliveryTagTests {
    @Test("a tag is read as it was written")
    func roundTrip() {
        let tag = DeliveryTag(conversation: ConversationID(rawValue: 42), number: 7, nonce: "00112233aabbccdd")
        #expect(tag.description == "1.42.7.00112233aabbccdd")
        #expect(DeliveryTag(tag.description) == tag)
    }

    @Test(
        "another's text is no tag",
        arguments: [
            "", "1.42.7", "2.42.7.00112233aabbccdd", "1.x.7.00112233aabbccdd", "1.42.7.0011", "1.42.7.00112233aabbccdg",
            "1.99999999999999999999.7.00112233aabbccdd",
        ])
    func foreign(text: String) {
        #expect(DeliveryTag(text) == nil)
    }
}
