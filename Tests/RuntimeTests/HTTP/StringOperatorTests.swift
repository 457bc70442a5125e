import Testing

@testable import Runtime

@Suite("Words for the operator")
struct StringOperatorTests {
    @Test(
        "phone numbers, tokens and quoted phrases are not kept, and the rest is",
        arguments: [
            ("to 5511999990001 failed", "to … failed"), ("to +55 (11) 99999-0001 failed", "to … failed"),
            ("Malformed access token EAAGm0PX4ZCpsBAKZCqwlkjqwelkjqwlekjqwlekjqwe", "Malformed access token …"),
            ("(#131009) Max length: 1024", "(#131009) Max length: 1024"),
            ("model 'gpt-9' isn't there", "model 'gpt-9' isn't there"),
            ("bad value \"meu nome é Ana\" in `messages[0]`", "bad value \"…\" in `messages[0]`"),
            ("not closed: 'meu nome", "not closed: '…"), ("", ""), ("a\n\n b", "a b"),
        ])
    func kept(words: String, kept: String) {
        #expect(words.forOperator == kept)
    }

    @Test("they are at most 200 characters")
    func length() {
        #expect(String(repeating: "palavra ", count: 1000).forOperator.count == 200)
    }
}
