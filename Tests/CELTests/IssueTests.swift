import CEL
import Testing

@Suite("faults of expressions")
struct IssueTests {
    private let environment = Environment(
        variables: [
            Variable(
                "pedido",
                .object(
                    ObjectType(
                        name: "Pedido", fields: [Field("numero", .string), Field("total", .double), Field("itens", .list(.int))]))
            ),
            Variable("vip", .bool),
        ]
    )

    struct Row: Sendable, CustomTestStringConvertible {
        let text: String
        let range: Range<Int>
        let message: String
        var testDescription: String { text }

        init(_ text: String, _ range: Range<Int>, _ message: String) {
            (self.text, self.range, self.message) = (text, range, message)
        }
    }

    @Test(
        "a fault is told in an author's words, at its place",
        arguments: [
            Row("pedido.totl > 1", 7..<11, "'pedido' has no field 'totl'; it has 'numero', 'total' and 'itens'"),
            Row("pedidu.total", 0..<6, "'pedidu' is not known here; there are 'pedido' and 'vip'"),
            Row("sise(vip)", 0..<4, "there is no function 'sise'"),
            Row("vip + 1", 4..<5, "'+' does not work between bool and int"),
            Row("'a' + 1", 4..<5, "'+' does not work between string and int"),
            Row("vip and vip", 4..<7, "'and' is written '&&'"),
            Row("-vip", 0..<1, "'-' does not work with bool"),
            Row("pedido.numero > 5", 14..<15, "'>' does not work between string and int"),
            Row("vip && pedido.total", 7..<19, "a condition is needed here, which is true or false, not double"),
            Row("pedido.total.foo", 13..<16, "'foo' cannot be read of double, which has no fields"),
            Row("vip.all(x, x)", 0..<3, "a list or a map is needed here, not bool"),
            Row("pedido.itens.filter(i, i)", 23..<24, "a condition is needed here, which is true or false, not int"),
            Row(
                "size(vip)", 0..<4,
                "there is no size(bool), only size(string), size(bytes), size(list(dyn)) and size(map(dyn, dyn))"),
            Row("vip ? 1 : 'a'", 4..<5, "both values of '? :' need the same type, these are int and string"),
            Row("pedido.total ? 1 : 2", 0..<12, "a condition is needed here, which is true or false, not double"),
            Row("has(vip)", 4..<7, "'has' takes the path of a field, as in has(order.total)"),
            Row("vip = true", 4..<5, "'=' is written '=='"),
            Row("vip & true", 4..<5, "'&' is written '&&'"),
            Row("(vip", 4..<4, "the expression ends too early: ')' is needed to close '('"),
            Row("vip vip", 4..<7, "'vip' does not belong here: the expression ends here or goes on with an operator"),
            Row("'abc", 0..<4, "the text that begins here has no closing '"),
            Row("'a\\q'", 0..<4, "'\\q' is no escape; a backslash itself is written '\\\\'"),
            Row("{1.5: 2}", 1..<4, "double cannot be a key of a map"),
            Row("return", 0..<6, "'return' is a reserved word and cannot be a name"),
            Row("duration('3 dias')", 9..<17, "this text is no length of time"),
            Row("'a'.matches('(')", 12..<15, "the pattern is faulty: missing ): ("),
        ]
    )
    func messages(row: Row) throws {
        let error = #expect(throws: CompileError.self) { try environment.compile(row.text) }
        let issue = try #require(error?.issues.first)
        #expect(issue.message == row.message)
        #expect(issue.range == row.range)
    }

    @Test("all faults are told at once, in the order of the text")
    func several() throws {
        let error = #expect(throws: CompileError.self) { try environment.compile("foo > 1 && pedido.bar == 2 && vip + 1") }
        #expect(error?.issues.map(\.range) == [0..<3, 18..<21, 34..<35])
    }

    @Test("what is wrong draws no second complaint")
    func onlyOne() throws {
        let error = #expect(throws: CompileError.self) { try environment.compile("foo.bar.map(x, x.baz + 1) == nope(2)") }
        #expect(error?.issues.count == 2)
    }

    @Test("a unknown name offers what is in scope, the variables of macros first")
    func candidates() throws {
        let error = #expect(throws: CompileError.self) { try environment.compile("pedido.itens.map(item, itm)") }
        #expect(error?.issues.first?.kind == .unknownName("itm", candidates: ["item", "pedido", "vip"]))
    }
}
