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
            ("[3, 1, 2].sortBy(x, -x)", .list([.int(3), .int(2), .int(1)])),
            ("'família 👨‍👩‍👧'.size()", .int(13)),
            ("'e\\u0301' == '\\u00e9'", .bool(false)),
            ("string(1000000.0)", .string("1e+06")),
            ("'%.2f'.format([2.675])", .string("2.67")),
            ("'%.0f|%.1f|%.3e'.format([0.5, 0.06, 9999.6])", .string("0|0.1|1.000e+04")),
            ("regex.replace('banana', '(a)(n)', r'\\2\\1')", .string("bnanaa")),
            ("regex.extract('pedido 123', r'(\\d+)').orValue('')", .string("123")),
            ("optional.of(1).orValue(1 / 0)", .int(1)),
            ("cel.bind(x, 1 / 0, true || x > 1)", .bool(true)),
            ("[[1], [2, [3]]].flatten(2)", .list([.int(1), .int(2), .int(3)])),
            ("{'a': 1, 'b': 2}.transformMap(k, v, v > 1, v * 10)", .map(MapValue([("b", .int(20))]))),
        ]
    )
    func values(text: String, expected: Value) throws {
        #expect(try Environment(variables: [], profile: .standard).compile(text).evaluate([]) == expected)
    }

    @Test(
        "what has no value is an error with its place",
        arguments: [
            ("1 / 0", EvaluationError.Code.divisionByZero, 2..<3),
            ("9223372036854775807 + 1", .range, 20..<21),
            ("-(-9223372036854775807 - 1)", .range, 0..<1),
            ("{'a': 1}.b", .missing, 9..<10),
            ("[1][5]", .missing, 3..<4),
            ("{'a': 1, 'a': 2}", .duplicateKey, 9..<12),
            ("'abc'.substring(2, 1)", .range, 6..<15),
            ("dyn('a') - dyn(1)", .noOverload, 9..<10),
            ("'x'.matches('(')", .argument, 4..<11),
            ("optional.none().value()", .missing, 16..<21),
        ]
    )
    func errors(text: String, code: EvaluationError.Code, range: Range<Int>) throws {
        let program = try Environment(variables: [], profile: .standard).compile(text)
        let error = #expect(throws: EvaluationError.self) { try program.evaluate([]) }
        #expect(error?.code == code)
        #expect(error?.range == range)
    }

    @Test("a program names the variables that it reads, in the order of their slots")
    func variables() throws {
        let environment = Environment(variables: [Variable("a", .int), Variable("b", .int), Variable("c", .list(.int))])
        let program = try environment.compile("c.exists(a, a > b)")
        #expect(program.variables == ["b", "c"])
        #expect(try program.evaluate([.null, .int(2), .list([.int(1), .int(3)])]) == .bool(true))
    }

    @Test("the example that the documentation begins with")
    func documentation() throws {
        let environment = Environment(variables: [Variable("order", .map(.string, .dyn)), Variable("vip", .bool)])
        let program = try environment.compile("order.total > 100 || vip")
        let order = MapValue([("total", .double(120))])
        #expect(try program.evaluate([.map(order), .bool(false)]) == .bool(true))
    }

    @Test("the example that the documentation gives of a region")
    func regionDocumentation() throws {
        let region = Region(locale: .brazilianPortuguese, zone: Zone(named: "America/Sao_Paulo") ?? .utc)
        let environment = Environment(variables: [Variable("now", .timestamp)], region: region)
        let program = try environment.compile("money(2.675, 'BRL') + ' em ' + date(now)")
        #expect(try program.evaluate([.timestamp(Brazil.now)]) == .string("R$ 2,68 em 22/11/2026"))
    }

    @Test("a variable without a value is an error, not a trap")
    func missingSlot() throws {
        let program = try Environment(variables: [Variable("a", .int)]).compile("a + 1")
        #expect(throws: EvaluationError.self) { try program.evaluate([]) }
    }

    @Test("a function of the host is called with arguments that fit it")
    func hostFunction() throws {
        let double = Function("double_it", [Overload([.int], .int)]) { arguments throws(EvaluationError) in
            guard case .int(let number) = arguments[0] else { throw EvaluationError(.noOverload, "not an int") }
            return .int(number &* 2)
        }
        let environment = Environment(variables: [Variable("x", .dyn)], functions: [double])
        let program = try environment.compile("double_it(x)")
        #expect(program.type == .int)
        #expect(try program.evaluate([.int(21)]) == .int(42))
        #expect(throws: EvaluationError.self) { try program.evaluate([.string("a")]) }
    }
}
