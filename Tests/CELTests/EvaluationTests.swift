import CEL
import Testing

@Suite("evaluating expressions")
struct EvaluationTests {
    @Test(
        "an expression has its value",
        arguments: [
            ("1 + 2 * 3", Value.int(7)),
            ("'a' + 'b' == 'ab' && !false", .bool(true)),
            ("[1, 2, 3].filter(x, x > 1).map(x, x * 2)", .list([.int(4), .int(6)])),
            ("{'a': 1}.a", .int(1)),
            ("-9223372036854775808", .int(.min)),
        ]
    )
    func values(text: String, expected: Value) throws {
        #expect(try Environment(variables: [], profile: .standard).compile(text).evaluate([]) == expected)
    }
}
