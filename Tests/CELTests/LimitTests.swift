import CEL
import Testing

@Suite("limits of expressions")
struct LimitTests {
    private let environment = Environment(variables: [Variable("l", .list(.int)), Variable("s", .string)])

    @Test(
        "an expression that is nested too deep is refused",
        arguments: [
            String(repeating: "(", count: 5_000) + "1" + String(repeating: ")", count: 5_000),
            String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000),
            "1" + String(repeating: " + 1", count: 20_000),
            "s" + String(repeating: ".a", count: 20_000),
            String(repeating: "true ? 1 : ", count: 5_000) + "1",
            "l.map(a, l.map(b, l.map(c, l.map(d, d))))",
        ]
    )
    func depth(text: String) throws {
        let error = #expect(throws: CompileError.self) { try environment.compile(text) }
        guard case .tooDeep = error?.issues.first?.kind else {
            Issue.record("refused for another reason: \(error?.issues.first?.message ?? "none")")
            return
        }
    }

    @Test(
        "signs in a row and chains of '&&' are not nesting",
        arguments: [
            "true" + String(repeating: " && true", count: 5_000), String(repeating: "!", count: 10_000) + "true",
        ])
    func shallow(text: String) throws {
        #expect(try environment.compile(text).evaluate([]) == .bool(true))
    }

    @Test("no more than a hundred faults are told of one expression")
    func manyIssues() {
        let error = #expect(throws: CompileError.self) {
            try environment.compile("[" + String(repeating: "x, ", count: 1_000) + "x]")
        }
        #expect(error?.issues.count == 100)
    }

    @Test("an expression that is too long is refused")
    func length() {
        #expect(throws: CompileError.self) { try environment.compile("'" + String(repeating: "a", count: 100_000) + "'") }
    }

    @Test(
        "an evaluation that takes or creates too much ends in an error that no operator absorbs",
        arguments: [
            "l.map(a, l.map(b, l.map(c, a + b + c))).size() > 0",
            "l.all(a, l.all(b, l.all(c, true))) || true",
            "l.exists(a, l.exists(b, l.exists(c, c / 0 == 1))) || true",
            "lists.range(60000).map(x, lists.range(60000)).size() > 0",
            "lists.range(1000000000).size() > 0",
            "lists.range(60000).distinct().size() > 0",
            "cel.bind(r, lists.range(60000), [r, r, r, r, r, r, r, r, r].flatten().size() > 0)",
            "sets.contains(lists.range(9000), lists.range(9000))",
            "l.all(x, l.all(y, !'a'.matches(s.substring(0, 9) + string(y))))",
            "s.replace('', s).replace('', s).size() > 0",
            "[s, s, s].join(s).replace('a', s).size() > 0",
            "cel.bind(x, l.map(a, l.map(b, l.map(c, a))), true)",
        ]
    )
    func cost(text: String) throws {
        let program = try environment.compile(text)
        let list = Value.list((1...100).map { .int($0) })
        let error = #expect(throws: EvaluationError.self) {
            try program.evaluate([list, .string(String(repeating: "a", count: 5_000))])
        }
        #expect(error?.code == .limit)
    }
}
